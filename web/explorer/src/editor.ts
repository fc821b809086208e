// The query editor, loaded when it is needed: CodeMirror 6.

import { javascript } from "@codemirror/lang-javascript";
import { EditorState } from "@codemirror/state";
import { keymap } from "@codemirror/view";
import { basicSetup, EditorView } from "codemirror";

export interface Editor {
  text: () => string;
  close: () => void;
}

/** openEditor puts an editor into an element; Ctrl+Enter runs. */
export function openEditor(parent: HTMLElement, text: string, onRun: () => void): Editor {
  const view = new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        keymap.of([{ key: "Mod-Enter", preventDefault: true, run: () => (onRun(), true) }]),
        basicSetup,
        javascript(),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": "Text of the query" }),
      ],
    }),
  });
  return { text: () => view.state.doc.toString(), close: () => view.destroy() };
}

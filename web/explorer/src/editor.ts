// The query editor, loaded when it is needed: CodeMirror 6.

import { javascript } from "@codemirror/lang-javascript";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { keymap } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { basicSetup, EditorView } from "codemirror";

// The page's own colours, which follow dark and light.
const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--hypothetical)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--planned)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--reported)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: "var(--asserted)" },
]);

const looks = EditorView.theme({
  "&": { minHeight: "190px", maxHeight: "50vh", color: "var(--ink)", backgroundColor: "var(--paper)", fontSize: "14px" },
  ".cm-scroller": { fontFamily: "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace", minHeight: "190px" },
  ".cm-gutters": { backgroundColor: "var(--ground)", color: "var(--soft)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--wash) 55%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-tooltip, .cm-panels": { backgroundColor: "var(--raised)", color: "var(--ink)", borderColor: "var(--rule)" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": { background: "var(--wash) !important" },
});

export interface Editor {
  text: () => string;
  close: () => void;
}

/** openEditor puts an editor into an element; Ctrl+Enter runs. */
export function openEditor(parent: HTMLElement, text: string, onRun: () => void): Editor {
  // Inside a shadow root CodeMirror adopts its style sheet instead of writing
  // a style element, which the page's policy would refuse.
  const root = parent.shadowRoot ?? parent.attachShadow({ mode: "open" });
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        keymap.of([{ key: "Mod-Enter", preventDefault: true, run: () => (onRun(), true) }]),
        basicSetup,
        javascript(),
        syntaxHighlighting(colours),
        looks,
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": "Text of the query" }),
      ],
    }),
  });
  return { text: () => view.state.doc.toString(), close: () => view.destroy() };
}

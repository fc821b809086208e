// A query of one's own, in the languages of Cayley.

import { useEffect, useRef, useState } from "preact/hooks";
import { faultOf, post, type Fault } from "./api";
import type { Page } from "./app";
import type { Editor } from "./editor";
import { command, csv, fileName, save } from "./export";
import { Copy, Menu, Notice, Waiting } from "./parts";
import { formatRoute, home } from "./state";

interface Rows { columns: string[]; rows: Record<string, unknown>[]; more: boolean }

const sample = `// Whom did people meet? "rel:" is what an article asserts; "said:", "plan:",
// "if:" and "not:" are what is reported, planned, supposed and denied.
g.V().tag("who").out("<rel:meet>").tag("met").limit(20).all();
`;

/** show prints a value of an answer; nodes come in angle brackets. */
export function show(v: unknown): string {
  if (v === null || v === undefined) return "";
  return typeof v === "string" ? v : JSON.stringify(v);
}

export function WriteView(p: Page) {
  const given = p.route.values;
  const [language, setLanguage] = useState(given.language?.[0] ?? "gizmo");
  const [rows, setRows] = useState<Rows | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [busy, setBusy] = useState(false);
  const [took, setTook] = useState(0);
  const [ready, setReady] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const text = () => editor.current?.text() ?? "";
  const run = () => {
    const began = performance.now();
    setBusy(true);
    setFault(null);
    p.go({ values: { text: [text()], language: [language] } }, "replace");
    post<Rows>("/api/v1/query", { language, query: text() }).then(
      (r) => { setRows(r); setTook(performance.now() - began); },
      (err: unknown) => { setRows(null); setFault(faultOf(err)); },
    ).finally(() => setBusy(false));
  };
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    let gone = false;
    void import("./editor").then(({ openEditor }) => {
      if (gone || !box.current) return;
      editor.current = openEditor(box.current, given.text?.[0] ?? sample, () => latest.current());
      setReady(true);
    });
    return () => {
      gone = true;
      editor.current?.close();
    };
  }, []);
  return (
    <div class="page write">
      <div class="head">
        <h1>A query of your own</h1>
        <span class="grow" />
        <label>Language <select value={language} onChange={(e) => setLanguage(e.currentTarget.value)}><option value="gizmo">Gizmo</option><option value="graphql">GraphQL</option><option value="mql">MQL</option></select></label>
      </div>
      <div class="editor" ref={box} data-ready={ready} />
      {!ready && <Waiting what="Opening the editor…" />}
      <p class="send">
        <button type="button" class="primary" disabled={busy || !ready} onClick={run}>Run</button> <small>Ctrl+Enter runs; Escape, then Tab leaves the editor.</small>
        <span class="grow" />
        {rows && (
          <>
            <Menu label="Copy" title="Copy this query">
              <Copy label="Permalink" text={location.origin + formatRoute({ ...home, view: "write", values: { text: [text()], language: [language] } })} />
              <Copy label="Query text" text={text()} />
              <Copy label="curl" text={`curl --json '${JSON.stringify({ language, query: text() }).replaceAll("'", "'\\''")}' ${location.origin}/api/v1/query`} />
              <Copy label="Command" text={command(["query", "-f", "query.js"], [])} />
            </Menu>
            <Menu label="Download" title="Download the rows">
              <button type="button" data-close onClick={() => save(fileName("dramatis-rows") + ".csv", csv([rows.columns, ...rows.rows.map((r) => rows.columns.map((c) => show(r[c])))]), "text/csv")}>CSV</button>
              <button type="button" data-close onClick={() => save("dramatis-rows.json", JSON.stringify(rows.rows, null, 2), "application/json")}>JSON</button>
            </Menu>
          </>
        )}
      </p>
      {busy && <Waiting what="Running…" />}
      {fault && <Notice fault={fault} />}
      {rows && !busy && (
        <>
          <p class="hint">{rows.rows.length} rows{rows.more ? ", and there are more" : ""}, {(took / 1000).toFixed(2)} s</p>
          {rows.rows.length > 0 && (
            <div class="scroll">
              <table>
                <thead><tr>{rows.columns.map((c) => <th key={c} scope="col">{c}</th>)}</tr></thead>
                <tbody>{rows.rows.slice(0, 500).map((r, i) => <tr key={i}>{rows.columns.map((c) => <td key={c}><Value v={r[c]} p={p} /></td>)}</tr>)}</tbody>
              </table>
            </div>
          )}
        </>
      )}
    </div>
  );
}

function Value({ v, p }: { v: unknown; p: Page }) {
  const s = show(v);
  const id = /^<?(actor:[^<>\s]+|doc:[^<>\s]+)>?$/.exec(s)?.[1];
  if (!id) return <bdi>{s}</bdi>;
  return <button type="button" class="plain actor" onClick={() => p.go(id.startsWith("doc:") ? { ...home, view: "article", doc: id } : { ...home, view: "explore", actor: id })}><bdi>{s}</bdi></button>;
}

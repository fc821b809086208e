import type { Decision, DocumentItem } from "./api";
import type { Page } from "./app";
import { useData } from "./hooks";
import { Link, Notice, Waiting } from "./parts";
import { formatRoute, home } from "./state";

/** About says what a decision is about; a document by its title, leading to it. */
function About({ args, titles, p }: { args: readonly string[]; titles: Map<string, string>; p: Page }) {
  return (
    <>
      {args.map((a, i) => {
        const title = titles.get(a);
        const route = { ...home, view: "article" as const, doc: a };
        return <span key={i}>{i > 0 && " · "}{title ? <Link to={formatRoute(route)} onGo={() => p.go(route)}><bdi>{title}</bdi></Link> : /^\d+-\d+$/.test(a) && i > 0 ? `bytes ${a}` : <bdi>{a}</bdi>}</span>;
      })}
    </>
  );
}

/** CorrectionsView lists what people decided, and takes the last back. */
export function CorrectionsView(p: Page & { onUndo: () => void }) {
  const list = useData<{ decisions: Decision[] | null; idle?: string[] | null }>("/api/v1/decisions", p.again);
  const documents = useData<{ documents: DocumentItem[] }>("/api/v1/documents?limit=1000");
  const titles = new Map((documents.data?.documents ?? []).map((d) => [d.id, d.title || d.id]));
  const all = [...(list.data?.decisions ?? [])].reverse();
  return (
    <div class="page">
      <div class="head">
        <h1>Corrections</h1>
        <span class="grow" />
        {p.status.writable && all.length > 0 && <button type="button" onClick={p.onUndo}>Undo the last</button>}
      </div>
      <p class="lead">What people decided about names and statements. Decisions are kept in a file of yours and hold at every later build.</p>
      {list.fault && <Notice fault={list.fault} />}
      {!list.data && list.loading && <Waiting what="Reading the decisions…" />}
      {list.data && all.length === 0 && (
        <p class="hint">Nothing has been corrected. {p.status.writable ? "Merge, split or rename an actor on its page; confirm or reject a statement below its sentence." : "Start dramatis serve with --writable to correct here, or use dramatis merge, split, rename, reject in a terminal."}</p>
      )}
      {all.length > 0 && (
        <table>
          <thead><tr><th scope="col">Decision</th><th scope="col">About</th><th scope="col">By</th><th scope="col">On</th><th scope="col">Note</th></tr></thead>
          <tbody>{all.map((d, i) => <tr key={i}><th scope="row">{d.verb}</th><td><About args={d.args} titles={titles} p={p} /></td><td><bdi>{d.by}</bdi></td><td class="date">{d.on}</td><td><bdi>{d.note}</bdi></td></tr>)}</tbody>
        </table>
      )}
      {(list.data?.idle ?? []).length > 0 && <><h2>Decisions that speak of nothing in the graph</h2><ul>{list.data!.idle!.map((x) => <li key={x}><bdi>{x}</bdi></li>)}</ul></>}
    </div>
  );
}

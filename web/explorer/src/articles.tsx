// Articles: the list, one as a page, and one beside the network.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { faultOf, remove, url, type DocumentItem, type DocumentView, type Statement } from "./api";
import type { Page } from "./app";
import { useData, useLater } from "./hooks";
import { look, looks } from "./modality";
import { count } from "./network";
import { Link, Notice, Waiting } from "./parts";
import { pieces } from "./pieces";
import { Card, docName, type CardActions } from "./sentences";
import { formatRoute, home } from "./state";

function Text({ view, chosen, onSentence }: { view: DocumentView; chosen: string; onSentence: (list: Statement[]) => void }) {
  const el = useRef<HTMLDivElement>(null);
  const list = useMemo(() => pieces(view.text, view.statements, chosen), [view, chosen]);
  const sentence = view.statements.find((s) => s.statement === chosen)?.sentence_span.start;
  useEffect(() => {
    const box = el.current;
    const mark = box?.querySelector("mark, .here");
    if (!box || !mark) return;
    // A text that scrolls by itself must not move the page around it.
    if (box.scrollHeight > box.clientHeight + 1) box.scrollTop += mark.getBoundingClientRect().top - box.getBoundingClientRect().top - box.clientHeight / 3;
    else mark.scrollIntoView({ block: "center" });
  }, [chosen, view]);
  return (
    <div class="text" ref={el} dir="auto">
      {list.map((x, i) => {
        if (x.of.length === 0) return x.text;
        const here = x.of[0]!.sentence_span.start === sentence;
        const s = x.mark ? x.of.find((o) => o.statement === chosen)! : x.of[0]!;
        const Tag = x.mark ? "mark" : "span";
        return (
          <Tag
            key={i} class={`said m-${look(s.modality).name}${here ? " here" : ""}`} tabIndex={x.mark ? undefined : 0} role="button" title={`${count(x.of.length, "statement")}: ${x.of.map((o) => o.modality).join(", ")}`}
            onClick={() => onSentence(x.of)} onKeyDown={(e: KeyboardEvent) => (e.key === "Enter" || e.key === " ") && (e.preventDefault(), onSentence(x.of))}
          >
            {x.text}
            {list[i + 1]?.of !== x.of && <Signs of={x.of} />}
          </Tag>
        );
      })}
    </div>
  );
}

/** Signs tell behind a sentence as what it was read: they are drawn by the style sheet, so that the text stays the article's. */
function Signs({ of }: { of: readonly Statement[] }) {
  return <span class="signs" aria-hidden="true">{looks.filter((l) => of.some((s) => look(s.modality) === l)).map((l) => <i key={l.name} class={"m-" + l.name} data-sign={l.sign} />)}</span>;
}

export function Facts({ d }: { d: DocumentItem }) {
  return (
    <p class="facts">
      {[d.outlet, d.author, d.published?.slice(0, 10)].filter(Boolean).map((x, i) => <span key={i}>{i > 0 && " · "}<bdi>{x}</bdi></span>)}
      {d.url && <> · <bdi class="url">{d.url}</bdi></>}
    </p>
  );
}

/** Reader shows the article of a statement, the sentence in sight. */
export function Reader(p: Page & { act: CardActions; onClose: () => void }) {
  const doc = useData<DocumentView>(p.route.doc ? "/api/v1/documents/" + encodeURIComponent(p.route.doc) : "", p.again);
  const v = doc.data;
  const of = v?.statements.filter((s) => {
    const c = v.statements.find((x) => x.statement === p.route.statement);
    return c && s.sentence_span.start === c.sentence_span.start;
  }) ?? [];
  return (
    <div class="reader">
      <header>
        <button type="button" onClick={p.onClose}>← Sentences</button>
        {v && <h2><bdi>{docName(v.document)}</bdi></h2>}
        {v && <Facts d={v.document} />}
      </header>
      {doc.fault && <Notice fault={doc.fault} />}
      {!v && doc.loading && <Waiting what="Opening the article…" />}
      {v && <Text view={v} chosen={p.route.statement} onSentence={(l) => p.go({ statement: next(l, p.route.statement) }, "replace")} />}
      {of.length > 0 && <div class="below"><h3>What was read from this sentence</h3>{of.map((s) => <Card key={s.statement} s={s} chosen={s.statement === p.route.statement} follow={false} act={p.act} onChoose={(x) => p.go({ statement: x.statement }, "replace")} />)}</div>}
    </div>
  );
}

/** next goes round the statements of a sentence. */
function next(list: Statement[], now: string): string {
  const at = list.findIndex((s) => s.statement === now);
  return list[(at + 1) % list.length]!.statement;
}

export function ArticleView(p: Page) {
  const act: CardActions = {
    writable: p.status.writable,
    onActor: (id) => p.go({ ...home, view: "explore", actor: id }),
    onArticle: () => undefined,
    onDecide: p.decide,
  };
  const doc = useData<DocumentView>(p.route.doc ? "/api/v1/documents/" + encodeURIComponent(p.route.doc) : "", p.again);
  const v = doc.data;
  const [sure, setSure] = useState(false);
  const c = v?.statements.find((x) => x.statement === p.route.statement);
  const list = v ? (c ? v.statements.filter((s) => s.sentence_span.start === c.sentence_span.start) : v.statements) : [];
  const takeOut = () => {
    remove(`/api/v1/documents/${encodeURIComponent(p.route.doc)}`).then(
      () => { p.say("The article was taken out of the graph."); p.changed(); p.go({ ...home, view: "articles" }); },
      (err: unknown) => p.say(faultOf(err).message),
    );
  };
  if (doc.fault) return <div class="page"><h1>No such article</h1><Notice fault={doc.fault} /></div>;
  if (!v) return <div class="page"><Waiting what="Opening the article…" /></div>;
  return (
    <div class="article">
      <article>
        <h1><bdi>{docName(v.document)}</bdi></h1>
        <Facts d={v.document} />
        <Text view={v} chosen={p.route.statement} onSentence={(l) => p.go({ statement: next(l, p.route.statement) }, "replace")} />
        {p.status.writable && (
          <p class="danger-zone">
            {sure ? <>Take this article and all that was read from it out of the graph? <button type="button" class="danger" onClick={takeOut}>Take it out</button> <button type="button" onClick={() => setSure(false)}>Keep it</button></> : <button type="button" onClick={() => setSure(true)}>Take out of the graph…</button>}
          </p>
        )}
      </article>
      <aside aria-label="Statements">
        <header class="about"><h2>{c ? "From this sentence" : "Read from this article"}</h2><p>{count(list.length, "statement")}{c && <> · <button type="button" class="plain" onClick={() => p.go({ statement: "" }, "replace")}>show all</button></>}{v.rejected ? ` · ${v.rejected} rejected` : ""}</p></header>
        {list.slice(0, 200).map((s) => <Card key={s.statement} s={s} chosen={s.statement === p.route.statement} act={act} onChoose={(x) => p.go({ statement: x.statement }, "replace")} />)}
        {list.length > 200 && <p class="hint">The first 200 are listed; choose a sentence to see those of others.</p>}
      </aside>
    </div>
  );
}

interface DocumentPage { documents: DocumentItem[]; total?: number; next?: string }

export function ArticlesView(p: Page) {
  const [q, setQ] = useState("");
  const later = useLater(q, 200);
  return (
    <div class="page">
      <div class="head">
        <h1>Articles</h1>
        <label class="filter">Find <input type="search" value={q} placeholder="title, outlet, file" onInput={(e) => setQ(e.currentTarget.value)} /></label>
        <span class="grow" />
        {p.status.writable && <Link to={formatRoute({ ...home, view: "add" })} onGo={() => p.go({ ...home, view: "add" })} class="button primary">Add an article</Link>}
      </div>
      <Documents p={p} q={later} cursor="" />
    </div>
  );
}

function Documents({ p, q, cursor }: { p: Page; q: string; cursor: string }) {
  const page = useData<DocumentPage>(url("/api/v1/documents", { q, cursor, limit: 100 }), p.again);
  const [on, set] = useState(false);
  useEffect(() => set(false), [q]);
  if (page.fault) return <Notice fault={page.fault} />;
  if (!page.data) return <Waiting what="Listing the articles…" />;
  const d = page.data;
  return (
    <>
      {d.total !== undefined && <p class="hint">{count(d.total, "article")}</p>}
      <ul class="documents">
        {d.documents.map((x) => (
          <li key={x.id}>
            <Link to={formatRoute({ ...home, view: "article", doc: x.id })} onGo={() => p.go({ ...home, view: "article", doc: x.id })}><bdi>{docName(x)}</bdi></Link>
            <Facts d={{ ...x, url: "" }} />
            <span class="number">{count(x.statements ?? 0, "statement")}</span>
          </li>
        ))}
      </ul>
      {d.next && (on ? <Documents p={p} q={q} cursor={d.next} /> : <p><button type="button" onClick={() => set(true)}>Show more</button></p>)}
    </>
  );
}

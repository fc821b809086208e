import { url, type ActorPage, type DocumentItem, type Query } from "./api";
import type { Page } from "./app";
import { useData } from "./hooks";
import { count } from "./network";
import { Line, Link, Waiting } from "./parts";
import { Search } from "./search";
import { docName } from "./sentences";
import { formatRoute, home, type Route } from "./state";
import { looks } from "./modality";

/** HomeView is where a reader starts: a name, or what there is most of. */
export function HomeView(p: Page) {
  const st = p.status;
  const actors = useData<ActorPage>(st.statements ? url("/api/v1/actors", { limit: 18 }) : "", p.again);
  const docs = useData<{ documents: DocumentItem[] }>(st.documents ? url("/api/v1/documents", { limit: 6 }) : "", p.again);
  const queries = useData<{ queries: Query[] }>("/api/v1/queries");
  const to = (r: Partial<Route>) => ({ to: formatRoute({ ...home, ...r }), onGo: () => p.go({ ...home, ...r }) });
  if (st.documents === 0) return <Empty {...p} />;
  const asked = ["met", "timeline", "quotes", "plans", "disputed", "path"];
  return (
    <div class="page home">
      <h1>Who did what to whom, and according to whom?</h1>
      <p class="lead">
        {count(st.documents, "article")} · {count(st.statements, "statement")} · {count(st.actors, "actor")}{st.published ? ` · published ${[...new Set(st.published)].join(" to ")}` : ""}
      </p>
      <Search id="start" big placeholder="Name of a person, organisation or state" onActor={(a) => p.go({ ...home, view: "explore", actor: a.id })} />
      <section>
        <h2>Most spoken of</h2>
        {!actors.data && actors.loading && <Waiting what="Counting…" />}
        <ul class="tops">
          {actors.data?.actors.map((a) => (
            <li key={a.id}><Link {...to({ view: "explore", actor: a.id })}><bdi>{a.name}</bdi><small>{a.kind}</small><span class="number" title={`takes part in or says ${count(a.statements, "statement")}`}>{a.statements}</span></Link></li>
          ))}
        </ul>
        <p><Link {...to({ view: "explore" })} class="button">The whole network</Link></p>
      </section>
      <div class="two">
        <section>
          <h2>Questions</h2>
          <ul class="links">
            {queries.data?.queries.filter((q) => asked.includes(q.name)).sort((a, b) => asked.indexOf(a.name) - asked.indexOf(b.name)).map((q) => (
              <li key={q.name}><Link {...to({ view: "ask", query: q.name })}>{general(q)}</Link></li>
            ))}
            <li><Link {...to({ view: "ask" })}>All questions…</Link></li>
          </ul>
        </section>
        <section>
          <h2>Latest articles</h2>
          <ul class="links">
            {docs.data?.documents.map((d) => (
              <li key={d.id}><Link {...to({ view: "article", doc: d.id })}><bdi>{docName(d)}</bdi></Link> <small><bdi>{[d.outlet, d.published?.slice(0, 10)].filter(Boolean).join(", ")}</bdi></small></li>
            ))}
            <li><Link {...to({ view: "articles" })}>All articles…</Link></li>
          </ul>
        </section>
      </div>
      <section>
        <h2>What the lines mean</h2>
        <ul class="meanings">
          {looks.map((l) => <li key={l.name}><Line of={l.name} width={56} /><b>{l.name}</b><span>{l.meaning}</span></li>)}
        </ul>
      </section>
    </div>
  );
}

/** general is a query's question with letters for what is still to be named. */
export function general(q: Query): string {
  const letters = ["X", "Y", "Z"];
  let out = q.question;
  for (const p of q.params ?? []) {
    if (out.includes(`{${p.name}}`) && letters.length) out = out.replaceAll(`{${p.name}}`, letters.shift()!);
  }
  return out;
}

function Empty(p: Page) {
  return (
    <div class="page home empty-store">
      <svg class="art" width="220" height="120" viewBox="0 0 220 120" aria-hidden="true">
        <path d="M40 80 110 34M110 34l74 50M40 80h144" stroke="currentColor" stroke-width="2" stroke-dasharray="5 6" fill="none" /><circle cx="40" cy="80" r="14" /><circle cx="110" cy="34" r="18" /><circle cx="184" cy="84" r="11" />
      </svg>
      <h1>The graph is empty</h1>
      <p class="lead">Articles become actors, events and statements here, each leading back to its sentence.</p>
      {p.status.writable ? (
        <p><Link to={formatRoute({ ...home, view: "add" })} onGo={() => p.go({ ...home, view: "add" })} class="button primary">Add the first article</Link></p>
      ) : (
        <>
          <p>Read a folder of articles into it, in a terminal:</p>
          <pre><code>dramatis build articles/</code></pre>
          <p>or start <code>dramatis serve --writable</code> and paste them on this page.</p>
        </>
      )}
    </div>
  );
}

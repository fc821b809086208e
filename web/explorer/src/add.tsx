// Pasting or dropping an article, and watching it become a graph.

import { useEffect, useRef, useState } from "preact/hooks";
import { faultOf, get, post, url, type DocumentView, type Fault, type Job, type Network } from "./api";
import type { Page } from "./app";
import { useData } from "./hooks";
import { count, NetworkView } from "./network";
import { Link, Notice } from "./parts";
import { modalities } from "./modality";
import { Card } from "./sentences";
import { formatRoute, home } from "./state";

const stages: readonly [string, string][] = [["opening", "finding text and date"], ["reading", "reading the sentences"], ["linking", "bringing actors in line"], ["done", "in the graph"]];

/** watch follows a job: as a stream, or where that fails by asking again. */
function watch(id: string, tell: (j: Job) => void, fail: (f: Fault) => void): () => void {
  let over = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const events = new EventSource(`/api/v1/jobs/${encodeURIComponent(id)}/events`);
  const got = (j: Job) => {
    if (over) return;
    tell(j);
    if (j.state === "done" || j.state === "failed") stop();
  };
  const poll = () => {
    get<Job>(`/api/v1/jobs/${encodeURIComponent(id)}`).then(
      (j) => {
        got(j);
        if (!over) timer = setTimeout(poll, 400);
      },
      (err: unknown) => {
        if (!over) fail(faultOf(err));
        stop();
      },
    );
  };
  events.addEventListener("job", (e) => got(JSON.parse((e as MessageEvent<string>).data) as Job));
  events.onerror = () => {
    events.close();
    if (!over && !timer) poll();
  };
  function stop() {
    over = true;
    clearTimeout(timer);
    events.close();
  }
  return stop;
}

export function AddView(p: Page) {
  const [text, setText] = useState("");
  const [title, setTitle] = useState("");
  const [published, setPublished] = useState("");
  const [source, setSource] = useState("");
  const [outlet, setOutlet] = useState("");
  const [job, setJob] = useState<Job | null>(null);
  const [fault, setFault] = useState<Fault | null>(null);
  const [over, setOver] = useState(false);
  const [waiting, setWaiting] = useState<File[]>([]);
  const stop = useRef(() => {});
  useEffect(() => () => stop.current(), []);
  if (!p.status.writable || p.status.uploads === false) {
    return <div class="page"><h1>Add an article</h1><Notice fault={{ code: "read-only", message: "The graph is served read-only.", remedy: "Start dramatis serve with --writable, or read articles with dramatis build." }} /></div>;
  }
  const follow = (started: Promise<Job>) => {
    setFault(null);
    setJob(null);
    started.then(
      (j) => {
        setJob(j);
        stop.current();
        stop.current = watch(j.id, (x) => {
          setJob(x);
          if (x.state === "done") p.changed();
          if (x.state === "failed") setFault(x.fault ?? { code: "failed", message: "The article could not be read." });
        }, setFault);
      },
      (err: unknown) => setFault(faultOf(err)),
    );
  };
  const send = (e: Event) => {
    e.preventDefault();
    const body: Record<string, string> = { text };
    for (const [k, v] of Object.entries({ title, published, source, outlet })) if (v) body[k] = v;
    follow(post<Job>("/api/v1/documents", body));
  };
  const files = async (list: FileList | null | undefined) => {
    const all = [...(list ?? [])];
    const [f, ...rest] = all;
    if (!f) return;
    setWaiting(rest);
    setText(await f.text());
    setSource(f.name);
    setTitle("");
    setJob(null);
    setFault(null);
  };
  const busy = job !== null && (job.state === "queued" || job.state === "running");
  return (
    <div class="page add">
      <h1>Add an article</h1>
      <p class="lead">English news text, plain, Markdown or HTML. It is read on this machine; nothing leaves it.</p>
      <form onSubmit={send} class={over ? "over" : ""} onDragOver={(e) => { e.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={(e) => { e.preventDefault(); setOver(false); void files(e.dataTransfer?.files); }}>
        <label class="sr" for="article">Text of the article</label>
        <textarea id="article" rows={14} value={text} required placeholder="Paste the article here, or drop a file." onInput={(e) => setText(e.currentTarget.value)} />
        <div class="fields">
          <label class="field"><span class="name">Title</span><input type="text" value={title} onInput={(e) => setTitle(e.currentTarget.value)} placeholder="found in the text if empty" /></label>
          <label class="field"><span class="name">Published</span><input type="text" value={published} pattern="\d{4}-\d{2}-\d{2}" title="YYYY-MM-DD" placeholder="YYYY-MM-DD" onInput={(e) => setPublished(e.currentTarget.value)} /><small>“Thursday” is understood from this day</small></label>
          <label class="field"><span class="name">Outlet</span><input type="text" value={outlet} onInput={(e) => setOutlet(e.currentTarget.value)} /></label>
          <label class="field"><span class="name">File</span><input type="file" multiple accept=".txt,.md,.html,.htm,text/*" onChange={(e) => void files(e.currentTarget.files)} /></label>
        </div>
        <p class="send"><button type="submit" class="primary" disabled={busy || text.trim() === ""}>Read it</button>{waiting.length > 0 && <button type="button" onClick={() => { const t = new DataTransfer(); waiting.forEach((f) => t.items.add(f)); void files(t.files); }}>Next file ({waiting.length} left)</button>}</p>
      </form>
      {fault && <Notice fault={fault} />}
      {job && !fault && (
        <ol class="stages" aria-live="polite" aria-label="Progress">
          {stages.map(([name, words], i) => {
            const now = stages.findIndex(([s]) => s === job.stage);
            const is = job.state === "done" || i < now ? "past" : i === now ? "now" : "";
            return <li key={name} class={is} aria-current={is === "now" ? "step" : undefined}>{is === "now" && <span class="spinner" aria-hidden="true" />}{words}</li>;
          })}
        </ol>
      )}
      {job?.state === "done" && job.document && <Result p={p} job={job} />}
    </div>
  );
}

function Result({ p, job }: { p: Page; job: Job }) {
  const doc = useData<DocumentView>("/api/v1/documents/" + encodeURIComponent(job.document!));
  const net = useData<Network>(url("/api/v1/network", { document: job.document, nodes: 200, modality: modalities }));
  const to = { ...home, view: "article" as const, doc: job.document! };
  const act = { writable: true, onActor: (id: string) => p.go({ ...home, view: "explore", actor: id }), onArticle: () => p.go(to), onDecide: p.decide };
  return (
    <section class="result" aria-label="What was read">
      <div class="head">
        <h2>{job.action === "unchanged" ? "The graph has this article already" : job.action === "replaced" ? "The article was read anew" : "The article is in the graph"}</h2>
        <p>{count(job.statements ?? 0, "statement")}{job.actors !== undefined && `, ${count(job.actors, "actor")}`}</p>
        <span class="grow" />
        <Link to={formatRoute(to)} onGo={() => p.go(to)} class="button primary">Open it</Link>
      </div>
      {net.data && net.data.nodes.length > 0 && <div class="small-net"><NetworkView net={net.data} centre="" shown={modalities} pick="" other="" dark={p.dark} table={false} onPick={(a) => a && p.go({ ...home, view: "explore", actor: a })} onCentre={act.onActor} onReady={() => undefined} /></div>}
      {doc.data && doc.data.statements.length === 0 && <p class="hint">No statement was read from it. Is it English prose?</p>}
      {doc.data?.statements.slice(0, 12).map((s) => <Card key={s.statement} s={s} chosen={false} act={act} onChoose={act.onArticle} />)}
    </section>
  );
}

import { useState } from "preact/hooks";
import type { ActorView } from "./api";
import type { Page } from "./app";
import { Search } from "./search";
import { count } from "./network";

/** ActorPanel tells who an actor is, and corrects it in place. */
export function ActorPanel({ page, view }: { page: Page; view: ActorView }) {
  const a = view.actor;
  const names = (a.names ?? []).map((n) => n.text).filter((n) => n !== a.name);
  const roles = [...new Set((a.roles ?? []).map((r) => r.title))].slice(0, 4);
  const [edit, setEdit] = useState("");
  return (
    <div class="who">
      <p>
        {a.kind && <span class="kind">{a.kind}</span>}
        {roles.length > 0 && <span class="roles"><bdi>{roles.join("; ")}</bdi></span>}
      </p>
      {names.length > 0 && <p class="names"><small>also called</small> <bdi>{names.slice(0, 8).join(", ")}{names.length > 8 ? ` and ${names.length - 8} more` : ""}</bdi></p>}
      <p class="names"><small>in</small> {count(view.documents?.length ?? 0, "article")}{a.wikidata && <> <small>· Wikidata</small> {a.wikidata}</>}{a.country && <> <small>· country</small> {a.country}</>}</p>
      {page.status.writable && (
        <div class="curate">
          {["merge", "split", "rename", "kind"].map((v) => <button key={v} type="button" aria-expanded={edit === v} onClick={() => setEdit(edit === v ? "" : v)}>{v}</button>)}
          {edit && <Curate key={edit} verb={edit} page={page} view={view} onDone={() => setEdit("")} />}
        </div>
      )}
    </div>
  );
}

function Curate({ verb, page, view, onDone }: { verb: string; page: Page; view: ActorView; onDone: () => void }) {
  const a = view.actor;
  const [name, setName] = useState(verb === "rename" ? a.name : verb === "split" ? a.name + " (another)" : "");
  const [doc, setDoc] = useState(view.documents?.[0]?.id ?? "");
  const [kind, setKind] = useState(a.kind || "person");
  const send = (e: Event) => {
    e.preventDefault();
    if (verb === "rename") page.decide("rename", [a.id, name], `${a.name} → ${name}`);
    if (verb === "split") page.decide("split", [a.id, doc, name], `${name} from ${a.name}`);
    if (verb === "kind") page.decide("kind", [a.id, kind], `${a.name} is a ${kind}`);
    onDone();
  };
  if (verb === "merge") {
    return (
      <div class="form">
        <p>Who is the same as <bdi>{a.name}</bdi>?</p>
        <Search id="merge" placeholder="Name of the other" onActor={(b) => { page.decide("same", [a.id, b.id], `${a.name} and ${b.name}`); onDone(); }} />
      </div>
    );
  }
  return (
    <form class="form" onSubmit={send}>
      {verb === "split" && (
        <>
          <p>In which article is <bdi>{a.name}</bdi> somebody else?</p>
          <select aria-label="Article" value={doc} onChange={(e) => setDoc(e.currentTarget.value)}>
            {(view.documents ?? []).map((d) => <option key={d.id} value={d.id}>{(d.published?.slice(0, 10) ?? "") + " " + (d.title || d.source || d.id)}</option>)}
          </select>
        </>
      )}
      {verb === "kind" ? (
        <select aria-label="Kind" value={kind} onChange={(e) => setKind(e.currentTarget.value)}>
          {["person", "organisation", "state", "group", "place", "other"].map((k) => <option key={k}>{k}</option>)}
        </select>
      ) : <input type="text" aria-label="Name" value={name} required maxLength={300} onInput={(e) => setName(e.currentTarget.value)} />}
      <button type="submit" class="primary">{verb}</button>
    </form>
  );
}

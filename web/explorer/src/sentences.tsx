// Statements with the sentences that they were read from.

import { Fragment } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Ref, Statement } from "./api";
import { marks } from "./bytes";
import { basisWords, showDate } from "./dates";
import { tellers, type Row } from "./joined";
import { look } from "./modality";
import { Chip, Link } from "./parts";
import { formatRoute, home } from "./state";

export interface CardActions {
  writable: boolean;
  onActor: (id: string) => void;
  onArticle: (s: Statement) => void;
  onDecide: (verb: string, args: string[], words: string) => void;
}

export function docName(d: { id: string; title?: string; source?: string }): string {
  return d.title || d.source?.split("/").pop() || d.id;
}

export function articleAddress(s: Statement): string {
  return formatRoute({ ...home, view: "article", doc: s.document.id, statement: s.statement });
}

/** accordingTo names whose words a statement is, the innermost speaker first. */
export function accordingTo(s: Statement): string {
  const list = s.speakers ?? [];
  if (list.length === 0) return "the article itself";
  const inner = list[list.length - 1]!;
  const own = inner.id ? inner.id === s.subject.id : inner.name === s.subject.name;
  const chain = [...list].reverse().map((r) => r.name);
  return own && chain.length === 1 ? `${inner.name}, in their own words` : chain.join(", as told by ");
}

export function Who({ of, onActor }: { of: Ref; onActor: (id: string) => void }) {
  const words = of.words || of.name;
  if (!of.id?.startsWith("actor:")) return <bdi class="words">{words}</bdi>;
  const id = of.id;
  return <Link to={formatRoute({ ...home, view: "explore", actor: id })} onGo={() => onActor(id)} class="actor" title={of.words ? of.name : undefined}><bdi>{words}</bdi></Link>;
}

/** Claim is the statement in a line, its actors leading to their networks. */
export function Claim({ s, onActor }: { s: Statement; onActor: (id: string) => void }) {
  const rest = (s.reads ? s.reads.arguments : s.qualifiers) ?? [];
  return (
    <span class="claim">
      <Who of={s.subject} onActor={onActor} /> <span class="verb">{s.reads?.phrase ?? s.relation.replaceAll("_", " ")}</span>
      {s.object?.name && <> <Who of={s.object} onActor={onActor} /></>}
      {rest.map((q, i) => <span key={i}> <span class="verb">{i > 0 && q.role && q.role === rest[i - 1]!.role ? "and" : q.role}</span> <Who of={q.ref} onActor={onActor} /></span>)}
      {s.place?.name && <> <span class="verb">{s.at || "in"}</span> <Who of={s.place} onActor={onActor} /></>}
    </span>
  );
}

/** Marked shows a sentence with the clause that a statement was read from. */
export function Marked({ s }: { s: Statement }) {
  const [before, inside, rest] = marks(s.sentence, s.sentence_span, s.span);
  return <q class="sentence"><bdi>{before}{inside && <mark class={"m-" + look(s.modality).name}>{inside}</mark>}{rest}</bdi></q>;
}

export function Card({ s, chosen, follow = true, act, onChoose }: { s: Statement; chosen: boolean; follow?: boolean; act: CardActions; onChoose: (s: Statement) => void }) {
  const el = useRef<HTMLElement>(null);
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (chosen && follow) el.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const words = s.claim ?? `${s.subject.name} ${s.relation}`;
  return (
    <article class={`card m-${look(s.modality).name}${chosen ? " chosen" : ""}`} ref={el} id={s.statement} onClick={(e) => !(e.target as Element).closest("button,a,dl") && onChoose(s)}>
      <header>
        <span class="when">{showDate(s.date.edtf)}</span>
        <Chip of={s.modality} />
        {s.confirmed && <span class="confirmed" title="a person said that this is right">✓ confirmed</span>}
      </header>
      <Claim s={s} onActor={act.onActor} />
      <Marked s={s} />
      <p class="source">
        {s.speakers?.length ? <>according to <b><bdi>{accordingTo(s)}</bdi></b> · </> : null}
        <Link to={articleAddress(s)} onGo={() => act.onArticle(s)} class="in-article" title="Show the sentence in its article"><bdi>{docName(s.document)}</bdi></Link>
        {s.document.outlet && <> · <bdi>{s.document.outlet}</bdi></>}
        {s.document.published && <> · {s.document.published.slice(0, 10)}</>}
      </p>
      <p class="actions">
        <button type="button" class="plain more" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? "less" : "how it is known"}</button>
        {act.writable && (
          <>
            {!s.confirmed && <button type="button" class="plain" onClick={() => act.onDecide("confirm", [s.statement], words)}>confirm</button>}
            <button type="button" class="plain danger" onClick={() => act.onDecide("reject", [s.statement], words)}>reject</button>
          </>
        )}
      </p>
      {open && (
        <dl>
          <dt>Date</dt><dd>{showDate(s.date.edtf)}: {basisWords(s.date.basis, s.date.phrase)}</dd>
          <dt>Modality</dt><dd>{s.modality}: {look(s.modality).meaning}</dd>
          <dt>Speaker</dt><dd><bdi>{accordingTo(s)}</bdi>{s.cue && <> (“{s.cue}”)</>}{s.quoted && ", in quotation marks"}</dd>
          {s.place?.name && <><dt>Place</dt><dd><bdi>{s.place.words ? `${s.place.words}: ${s.place.name}` : s.place.name}</bdi></dd></>}
          {s.type && <><dt>Event type</dt><dd>{s.type}</dd></>}
          <dt>Read from</dt><dd>bytes {s.span.start}–{s.span.end} of the article, by the rule {s.rule}, confidence {s.confidence.toFixed(2)}</dd>
          <dt>Statement</dt><dd><code>{s.statement}</code></dd>
        </dl>
      )}
    </article>
  );
}

const first = 40;

/** Also are the other statements of a row: a line that says who tells of the event too, and opens them. */
function Also({ row, chosen, act, onChoose }: { row: Row; chosen: string; act: CardActions; onChoose: (s: Statement) => void }) {
  const [open, setOpen] = useState(false);
  const has = row.also.some((s) => s.statement === chosen);
  if (row.also.length === 0) return null;
  const { speakers, articles } = tellers(row);
  const own = row.lead.speakers?.at(-1)?.name;
  const others = speakers.filter((x) => x !== own);
  const n = row.also.length;
  return (
    <div class="also">
      <button type="button" class="plain more" aria-expanded={open || has} onClick={() => setOpen(!(open || has))}>
        {open || has ? "−" : "+"} {n === 1 ? "another statement tells" : `${n} more statements tell`} of it{articles > 1 ? `, ${articles} articles in all` : ", in the same article"}
        {others.length > 0 && <>, according to <bdi>{others.slice(0, 3).join(", ")}</bdi>{others.length > 3 && ` and ${others.length - 3} more`}</>}
      </button>
      {(open || has) && row.also.map((s) => <Card key={s.statement} s={s} chosen={s.statement === chosen} act={act} onChoose={onChoose} />)}
    </div>
  );
}

/** Cards shows rows in pieces, so that a long list does not hold up the page. */
export function Cards({ list, chosen, act, onChoose }: { list: readonly Row[]; chosen: string; act: CardActions; onChoose: (s: Statement) => void }) {
  const [n, set] = useState(first);
  const end = useRef<HTMLDivElement>(null);
  const at = chosen ? list.findIndex((r) => r.lead.statement === chosen || r.also.some((s) => s.statement === chosen)) : -1;
  const shown = Math.max(n, at + 5);
  useEffect(() => set(first), [list]);
  useEffect(() => {
    if (!end.current || shown >= list.length) return;
    const o = new IntersectionObserver((e) => e.some((x) => x.isIntersecting) && set((k) => k + first));
    o.observe(end.current);
    return () => o.disconnect();
  }, [shown, list]);
  return (
    <>
      {list.slice(0, shown).map((r) => (
        <Fragment key={r.lead.statement}>
          <Card s={r.lead} chosen={r.lead.statement === chosen} act={act} onChoose={onChoose} />
          <Also row={r} chosen={chosen} act={act} onChoose={onChoose} />
        </Fragment>
      ))}
      <div ref={end} />
    </>
  );
}

// One page for an actor: network, timeline and sentences, which follow each
// other. Without an actor it is the whole graph.

import type Sigma from "sigma";
import { useMemo, useRef, useState } from "preact/hooks";
import { edgesPerNode, networkURL, statementsURL, timelineURL, type ActorView, type Network, type Statement, type StatementPage, type Timeline } from "./api";
import type { Page } from "./app";
import { ActorPanel } from "./actor";
import { apart, joined } from "./joined";
import { Cards, type CardActions } from "./sentences";
import { parseDate } from "./dates";
import { useData, useLater } from "./hooks";
import { count, NetworkView } from "./network";
import { Legend, Notice, Waiting } from "./parts";
import { Reader } from "./articles";
import { Share } from "./share";
import { allNodes, defaultNodes, home } from "./state";
import { sum, TimelineView } from "./timeline";
import { modalities } from "./modality";

export function Explore(p: Page) {
  const { route, go } = p;
  // While a period is drawn, views follow it; the address follows when it is done.
  const [drawn, setDrawn] = useState<{ from: string; to: string } | null>(null);
  const live = useLater(drawn, 160);
  const selection = useMemo(() => ({ ...route, ...(drawn ? (live ?? {}) : {}) }), [route, live, drawn]);
  const everyModality = useMemo(() => ({ ...selection, shown: modalities }), [selection]);

  const net = useData<Network>(networkURL(selection), p.again);
  const bins = useData<Timeline>(timelineURL(everyModality), p.again);
  const list = useData<StatementPage>(route.shown.length ? statementsURL(selection, 300) : "", p.again);
  const actor = useData<ActorView>(route.actor ? "/api/v1/actors/" + encodeURIComponent(route.actor) : "", p.again);
  const rowsOf = route.each ? apart : joined;
  const rows = useMemo(() => rowsOf(list.data?.statements ?? []), [list.data, rowsOf]);
  const sigma = useRef<Sigma | null>(null);

  const names = useMemo(() => new Map(net.data?.nodes.map((n) => [n.id, n.name]) ?? []), [net.data]);
  const nameOf = (id: string) => names.get(id) ?? (id === route.actor ? actor.data?.actor.name : undefined) ?? id.replace(/^actor:/, "").replaceAll("-", " ");
  const centre = actor.data?.actor.id ?? route.actor;

  const pick = (a: string, b: string) => go({ pick: a === centre && !b ? "" : a, other: b, statement: "" });
  const recentre = (id: string) => go({ ...home, view: "explore", actor: id, depth: route.depth, shown: route.shown, from: route.from, to: route.to, within: route.within, each: route.each, pane: route.pane, table: route.table });
  const choose = (s: Statement) => go({ statement: route.statement === s.statement ? "" : s.statement }, "replace");
  const act: CardActions = {
    writable: p.status.writable,
    onActor: recentre,
    onArticle: (s) => go({ statement: s.statement, doc: s.document.id, pane: "sentences" }),
    onDecide: p.decide,
  };
  const period = (from: string, to: string, final: boolean) => {
    if (final) {
      setDrawn(null);
      go({ from, to }, drawn ? "push" : "replace");
    } else setDrawn({ from, to });
  };

  if (actor.fault && route.actor) {
    return <div class="page"><h1>No such actor</h1><Notice fault={actor.fault} onTry={(s) => go({ ...home, view: "explore", actor: s })} /></div>;
  }
  const n = net.data;
  const title = route.actor ? nameOf(centre) : "The whole network";
  const shownCount = list.data?.total ?? list.data?.statements.length ?? 0;
  const of = [route.pick ? nameOf(route.pick) : route.actor ? nameOf(centre) : "", route.other ? nameOf(route.other) : ""] as const;
  const about = route.pick ? (route.other ? `${nameOf(route.pick)} and ${nameOf(route.other)}` : nameOf(route.pick)) : route.actor ? nameOf(centre) : "Everything";
  return (
    <div class={`explore pane-${route.pane}`} data-dark={p.dark}>
      <div class="bar">
        <h1 title={title}><bdi>{title}</bdi></h1>
        {route.actor && <Depth depth={route.depth} onDepth={(d) => go({ depth: d })} />}
        <Legend shown={route.shown} counts={bins.data?.counts} onShow={(shown) => go({ shown }, "replace")} />
        <span class="grow" />
        <button type="button" aria-pressed={route.table} title="The network as a table, for screen readers and keys" onClick={() => go({ table: !route.table }, "replace")}>{route.table ? "Drawing" : "Table"}</button>
        <Share page={p} selection={selection} of={of} about={about} sigma={sigma} list={list.data?.statements ?? []} net={n} />
      </div>
      <div class="panes" role="tablist" aria-label="Panes">
        {(["network", "timeline", "sentences"] as const).map((x) => <button key={x} type="button" role="tab" aria-selected={route.pane === x} onClick={() => go({ pane: x }, "replace")}>{x}</button>)}
      </div>
      <section class="net" aria-label="Network" aria-busy={net.loading}>
        {net.fault && <Notice fault={net.fault} />}
        {!n && net.loading && <Waiting what="Drawing the network…" />}
        {n && n.nodes.length > 0 && (
          <NetworkView net={n} centre={centre} shown={route.shown} pick={route.pick} other={route.other} dark={p.dark} table={route.table} onPick={pick} onCentre={recentre} onReady={(s) => (sigma.current = s)} />
        )}
        {n && n.edges.length === 0 && !net.loading && <p class="hint over">{route.from || route.to ? "Nobody is tied in this period. Undated statements lie in no period." : route.shown.length === 0 ? "No modality is chosen above." : route.shown.length < modalities.length ? "No statement of the chosen modalities ties this actor to another." : "No statement ties this actor to another."}</p>}
        {n && (n.total_nodes > n.nodes.length || n.total_edges > n.edges.length || route.nodes > defaultNodes) && (
          <p class="limit">
            {n.total_nodes > n.nodes.length ? `The ${n.nodes.length.toLocaleString("en-GB").replaceAll(",", " ")} heaviest of ${count(n.total_nodes, "actor")}` : `All ${count(n.total_nodes, "actor")}, ${count(n.edges.length, "tie")}`}
            {n.total_nodes > n.nodes.length && (
              <>
                {n.total_nodes > route.nodes * 4 && <button type="button" onClick={() => go({ nodes: route.nodes * 4 })}>show {route.nodes * 4}</button>}
                <button type="button" onClick={() => go({ nodes: Math.min(allNodes, Math.max(n.total_nodes, Math.ceil(n.total_edges / edgesPerNode))) })}>show all</button>
              </>
            )}
            {route.nodes > defaultNodes && <button type="button" onClick={() => go({ nodes: defaultNodes })}>show {defaultNodes}</button>}
          </p>
        )}
      </section>
      <section class="time" aria-label="Timeline" aria-busy={bins.loading}>
        <div class="period">
          <h2>Timeline</h2>
          <DateField label="from" value={selection.from} onDate={(from) => go({ from }, "replace")} />
          <DateField label="to" value={selection.to} onDate={(to) => go({ to }, "replace")} />
          {(route.from || route.to) && (
            <>
              <label class="check" title="Only what surely happened in the period; otherwise what can have"><input type="checkbox" checked={route.within} onChange={() => go({ within: !route.within }, "replace")} /> surely within</label>
              <button type="button" onClick={() => go({ from: "", to: "", within: false })}>whole time</button>
            </>
          )}
          <span class="grow" />
          <label class="check" title="What tells of one event in one modality is one row here and in the list of sentences; the bars count every statement"><input type="checkbox" checked={!route.each} onChange={() => go({ each: !route.each }, "replace")} /> one row an event</label>
          {bins.data && sum(bins.data.undated, route.shown) > 0 && <span class="undated" title="They are in the list of sentences, and in no period">{sum(bins.data.undated, route.shown)} undated</span>}
        </div>
        {bins.fault ? <Notice fault={bins.fault} /> : (
          <TimelineView bins={bins.data} rows={rows} total={shownCount} shown={route.shown} from={selection.from} to={selection.to} dark={p.dark} chosen={route.statement} onPeriod={period} onChoose={choose} />
        )}
      </section>
      <section class="side" aria-label="Sentences" aria-busy={list.loading}>
        {route.doc ? (
          <Reader {...p} act={act} onClose={() => go({ doc: "" })} />
        ) : (
          <>
            {route.actor && !route.pick && actor.data && <ActorPanel page={p} view={actor.data} />}
            <header class="about">
              <h2><bdi>{about}</bdi></h2>
              <p>
                {route.actor ? <Said said={route.said} names={of} shown={shownCount} loading={!list.data} selection={selection} again={p.again} onSaid={(said) => go({ said, statement: "" })} /> : list.data ? count(shownCount, "statement") : ""}{list.data && !list.data.next && rows.length < list.data.statements.length ? ` in ${count(rows.length, "row")}` : ""}{(selection.from || selection.to) && <>{route.actor ? " " : ", "}<span class="when">{selection.from || "…"} to {selection.to || "…"}</span></>}
                {route.pick && !route.other && <> · <button type="button" class="plain" onClick={() => recentre(route.pick)}>centre the network here</button></>}
                {route.pick && <> · <button type="button" class="plain" onClick={() => go({ pick: "", other: "", statement: "" })}>show all</button></>}
              </p>
            </header>
            {list.fault && <Notice fault={list.fault} />}
            {list.loading && !list.data && <Waiting what="Reading the sentences…" />}
            {list.data && list.data.statements.length === 0 && <p class="hint">No statement of these modalities{selection.from || selection.to ? " can lie in this period" : ""}.</p>}
            {list.data && <Cards list={rows} chosen={route.statement} act={act} onChoose={choose} />}
            {list.data?.next && <Rest key={list.data.next} selection={selection} cursor={list.data.next} rowsOf={rowsOf} act={act} chosen={route.statement} onChoose={choose} />}
          </>
        )}
      </section>
    </div>
  );
}

/** Said chooses between what an actor takes part in and what it says, with how much there is of each. */
function Said({ said, names, shown, loading, selection, again, onSaid }: { said: boolean; names: readonly [string, string]; shown: number; loading: boolean; selection: Parameters<typeof statementsURL>[0] & { said: boolean }; again: number; onSaid: (said: boolean) => void }) {
  const others = useData<StatementPage>(selection.shown.length ? statementsURL({ ...selection, said: !said }, 1) : "", again);
  const n = (of: boolean) => (of === said ? (loading ? "" : shown) : (others.data?.total ?? ""));
  return (
    <span class="said" role="group" aria-label="Which statements">
      <button type="button" aria-pressed={!said} onClick={() => onSaid(false)}>{names[1] ? "both take part in" : "takes part in"} {n(false)}</button>
      <button type="button" aria-pressed={said} onClick={() => onSaid(true)}>{names[1] ? <>what <bdi>{names[0]}</bdi> says of <bdi>{names[1]}</bdi></> : "says"} {n(true)}</button>
    </span>
  );
}

/** Rest reads the pages of a list after its first, one at a time. */
function Rest({ selection, cursor, rowsOf, act, chosen, onChoose }: { selection: Parameters<typeof statementsURL>[0]; cursor: string; rowsOf: typeof joined; act: CardActions; chosen: string; onChoose: (s: Statement) => void }) {
  const [open, set] = useState(false);
  const page = useData<StatementPage>(open ? statementsURL(selection, 300, cursor) : "");
  const rows = useMemo(() => rowsOf(page.data?.statements ?? []), [page.data, rowsOf]);
  if (!open) return <p class="hint"><button type="button" onClick={() => set(true)}>Show more statements</button></p>;
  if (!page.data) return page.fault ? <Notice fault={page.fault} /> : <Waiting what="Reading on…" />;
  return (
    <>
      <Cards list={rows} chosen={chosen} act={act} onChoose={onChoose} />
      {page.data.next && <Rest key={page.data.next} selection={selection} cursor={page.data.next} rowsOf={rowsOf} act={act} chosen={chosen} onChoose={onChoose} />}
    </>
  );
}

function Depth({ depth, onDepth }: { depth: number; onDepth: (d: number) => void }) {
  return (
    <fieldset class="depth" title="How many steps from the actor the network reaches">
      <legend class="sr">Depth of the network</legend>
      <span aria-hidden="true">depth</span>
      {[1, 2, 3].map((d) => <label key={d} class={d === depth ? "on" : ""}><input type="radio" name="depth" checked={d === depth} onChange={() => onDepth(d)} />{d}</label>)}
    </fieldset>
  );
}

export function DateField({ label, value, onDate }: { label: string; value: string; onDate: (s: string) => void }) {
  const [bad, setBad] = useState(false);
  return (
    <label class="date-field">
      {label}
      <input
        type="text" inputMode="numeric" placeholder="YYYY-MM-DD" size={10} value={value} aria-invalid={bad} key={value} title="a day, month or year: 2025-03-14, 2025-03, 2025"
        onChange={(e) => {
          const s = e.currentTarget.value.trim();
          const ok = s === "" || parseDate(s) !== null;
          setBad(!ok);
          if (ok) onDate(s);
        }}
      />
    </label>
  );
}

// The state of a view is its address: what a reader sees can be bookmarked,
// sent and opened again. Values that are the default are left out.

import { isModality, modalities, type Modality } from "./modality";

export type View = "home" | "explore" | "ask" | "articles" | "article" | "corrections" | "add" | "write";

export interface Route {
  view: View;
  /** Centre of the network; empty for the whole graph. */
  actor: string;
  depth: number;
  /** Most nodes that are drawn, heaviest first. */
  nodes: number;
  from: string;
  to: string;
  within: boolean;
  /** What the actor says, in the place of that in which it takes part. */
  said: boolean;
  /** Each statement has a row of its own, also where several tell of one event. */
  each: boolean;
  shown: readonly Modality[];
  /** The picked actor, and with it the other end of a picked tie. */
  pick: string;
  other: string;
  /** The statement that is shown in its article. */
  statement: string;
  doc: string;
  /** Name and values of a saved query. */
  query: string;
  values: Readonly<Record<string, readonly string[]>>;
  pane: "network" | "timeline" | "sentences";
  table: boolean;
}

export const defaultNodes = 150;
export const allNodes = 50_000;

export const home: Route = {
  view: "home", actor: "", depth: 1, nodes: defaultNodes, from: "", to: "", within: false, said: false, each: false, shown: modalities,
  pick: "", other: "", statement: "", doc: "", query: "", values: {}, pane: "network", table: false,
};

const views: readonly View[] = ["home", "explore", "ask", "articles", "article", "corrections", "add", "write"];
const datePattern = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** parseRoute reads the query string of an address; what it does not know it ignores. */
export function parseRoute(search: string): Route {
  const p = new URLSearchParams(search);
  const view = p.get("view") as View | null;
  const date = (s: string | null) => (s && datePattern.test(s) ? s : "");
  const int = (s: string | null, least: number, most: number, otherwise: number) => {
    const n = Number(s);
    return s !== null && Number.isInteger(n) && n >= least && n <= most ? n : otherwise;
  };
  const chosen = p.has("show") ? (p.get("show") ?? "").split(",").filter(isModality) : modalities;
  const values: Record<string, string[]> = {};
  for (const [k, v] of p) {
    if (k.startsWith("p.")) (values[k.slice(2)] ??= []).push(v);
  }
  const actor = p.get("actor") ?? "";
  const pane = p.get("pane");
  return {
    view: view && views.includes(view) ? view : actor ? "explore" : "home",
    actor,
    depth: int(p.get("depth"), 1, 3, home.depth),
    nodes: int(p.get("nodes"), 1, allNodes, home.nodes),
    from: date(p.get("from")),
    to: date(p.get("to")),
    within: p.get("within") === "true",
    said: p.get("said") === "true",
    each: p.get("each") === "true",
    shown: modalities.filter((m) => chosen.includes(m)),
    pick: p.get("pick") ?? "",
    other: p.get("with") ?? "",
    statement: p.get("statement") ?? "",
    doc: p.get("doc") ?? "",
    query: p.get("query") ?? "",
    values,
    pane: pane === "timeline" || pane === "sentences" ? pane : "network",
    table: p.get("table") === "true",
  };
}

/** formatRoute writes what parseRoute reads. */
export function formatRoute(r: Route): string {
  const p = new URLSearchParams();
  if (r.view !== (r.actor ? "explore" : "home")) p.set("view", r.view);
  if (r.actor) p.set("actor", r.actor);
  if (r.depth !== home.depth) p.set("depth", String(r.depth));
  if (r.nodes !== home.nodes) p.set("nodes", String(r.nodes));
  if (r.from) p.set("from", r.from);
  if (r.to) p.set("to", r.to);
  if (r.within) p.set("within", "true");
  if (r.said) p.set("said", "true");
  if (r.each) p.set("each", "true");
  if (r.shown.length !== modalities.length) p.set("show", r.shown.join(","));
  if (r.pick) p.set("pick", r.pick);
  if (r.other) p.set("with", r.other);
  if (r.statement) p.set("statement", r.statement);
  if (r.doc) p.set("doc", r.doc);
  if (r.query) p.set("query", r.query);
  for (const [k, list] of Object.entries(r.values)) {
    for (const v of list) if (v !== "") p.append("p." + k, v);
  }
  if (r.pane !== home.pane) p.set("pane", r.pane);
  if (r.table) p.set("table", "true");
  const s = p.toString().replaceAll("%3A", ":").replaceAll("%2C", ",");
  return s ? "/?" + s : "/";
}

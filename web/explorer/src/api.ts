// What the server says (docs/api.md) and how to ask it. Nothing here asks any
// other host.

import type { Modality } from "./modality";
import type { ByteSpan } from "./bytes";
import { modalities } from "./modality";

export interface Ref { id?: string; name: string; words?: string }
export interface Argument { role: string; ref: Ref }
export type Counts = Partial<Record<Modality, number>>;
export interface StatementDate { edtf: string; basis: string; phrase?: string }
export interface DocumentItem {
  id: string; title?: string; outlet?: string; author?: string; published?: string; url?: string; source?: string;
  statements?: number; load?: boolean;
}
export interface Statement {
  statement: string; subject: Ref; relation: string; verb?: string; object?: Ref;
  qualifiers?: Argument[]; actors?: Ref[]; place?: Ref; at?: string; modality: Modality;
  speakers?: Ref[]; cue?: string; quoted?: boolean; quote?: string; date: StatementDate; first?: string; last?: string;
  type?: string; event?: string; happening?: string; document: DocumentItem; sentence: string; sentence_span: ByteSpan; span: ByteSpan;
  order: number; confidence: number; rule: string; claim?: string; confirmed?: boolean;
  reads?: { phrase: string; arguments?: Argument[] };
}
export interface StatementPage { statements: Statement[]; total?: number; counts?: Counts; next?: string }
export interface NetworkNode { id: string; name: string; kind: string; statements: number; degree: number; hop?: number }
export interface NetworkEdge {
  source: string; target: string; weight: number; counts: Counts; forward: number; backward: number;
  first?: string; last?: string; relations: { text: string; count: number }[];
}
export interface Network { center?: string[]; nodes: NetworkNode[]; edges: NetworkEdge[]; total_nodes: number; total_edges: number }
export interface Timeline {
  unit: "day" | "month" | "year"; first?: string; last?: string;
  bins: { period: string; counts: Counts; exact: number }[]; undated: Counts; counts: Counts; total: number;
}
export interface ActorItem { id: string; name: string; kind: string; statements: number; documents: number; detail?: string; exact?: boolean }
export interface ActorPage { actors: ActorItem[]; total?: number; next?: string }
export interface Actor {
  id: string; name: string; kind: string; names?: { text: string; count: number }[]; country?: string; wikidata?: string;
  roles?: { title: string; noun: string; of?: Partial<Ref> & { text?: string }; date?: StatementDate }[]; reasons?: string[];
}
export interface ActorView { actor: Actor; roles: Table; relations: Table; documents: DocumentItem[] | null; counts: Counts }
export interface Status {
  version: string; writable: boolean; uploads?: boolean; revision: string; store: string; first?: string; last?: string; published?: string[];
  documents: number; statements: number; actors: number; topics: number; events: number; quads: number;
}
export interface Param { name: string; type: string; required?: boolean; default?: string; example?: string; description?: string; filter?: boolean }
export interface Column { name: string; type: string; label: string }
export interface Query {
  name: string; title: string; question: string; language: string; params: Param[] | null; columns: Column[];
  view: string; modality: Modality[] | null; source: string;
}
export interface Cell { text: string; ids?: string[] }
export interface Row { cells: Cell[]; evidence?: Statement[] }
export interface Table {
  query: string; title: string; question: string; view: string;
  params: { name: string; given: string; means: string; ids?: string[] }[] | null; columns: Column[]; rows: Row[] | null; notes: string[] | null;
}
export interface DocumentView { document: DocumentItem; text: string; statements: Statement[]; rejected?: number }
export interface Job {
  id: string; state: "queued" | "running" | "done" | "failed"; stage: string; done: number; total: number;
  document?: string; action?: string; statements?: number; actors?: number; relinked?: number; fault?: Fault;
}
export interface Decision { verb: string; args: string[]; by?: string; on?: string; note?: string; line?: string }
export interface Paths { from: Ref; to: Ref; paths: { actors: Ref[]; hops: { from: string; to: string; statements: number; evidence: Statement[] }[] }[] }
export interface Fault { code: string; message: string; remedy?: string; suggestions?: string[] }

/** ApiError is an answer that is no success, with what to do about it. */
export class ApiError extends Error {
  constructor(readonly status: number, readonly fault: Fault) {
    super(fault.message);
  }
}

export function faultOf(err: unknown): Fault {
  if (err instanceof ApiError) return err.fault;
  return { code: "network", message: "The server does not answer.", remedy: "See whether dramatis serve still runs, then try again." };
}

async function ask<T>(url: string, init?: RequestInit): Promise<T> {
  const res = await fetch(url, { credentials: "same-origin", ...init });
  const text = await res.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new ApiError(res.status, { code: "format", message: `The server answered ${res.status} with something that is not JSON.`, remedy: "Reload the page; the program and the page may be of different versions." });
  }
  if (!res.ok) throw new ApiError(res.status, body as Fault);
  return body as T;
}

export function get<T>(url: string, signal?: AbortSignal): Promise<T> {
  return ask<T>(url, signal ? { signal } : undefined);
}

export function post<T>(url: string, body: unknown): Promise<T> {
  return ask<T>(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
}

export function remove<T>(url: string): Promise<T> {
  return ask<T>(url, { method: "DELETE" });
}

/** url joins a path and parameters; empty ones are left out, lists are repeated. */
export function url(path: string, params: Record<string, string | number | boolean | readonly string[] | undefined>): string {
  const p = new URLSearchParams();
  for (const [k, v] of Object.entries(params)) {
    if (v === undefined || v === "" || v === false) continue;
    if (Array.isArray(v)) for (const x of v) p.append(k, x);
    else p.append(k, String(v));
  }
  const s = p.toString().replaceAll("%3A", ":");
  return s ? path + "?" + s : path;
}

export interface Selection {
  actor: string; depth: number; nodes: number; from: string; to: string; within: boolean; said: boolean; shown: readonly Modality[]; pick: string; other: string;
}

/** period are the parameters of a period and of the modalities that are shown. */
function filters(s: Selection) {
  return { from: s.from, to: s.to, within: s.within && (s.from || s.to) ? true : undefined, modality: s.shown.length === modalities.length ? undefined : s.shown };
}

export const edgesPerNode = 10;

export function networkURL(s: Selection): string {
  return url("/api/v1/network", {
    actor: s.actor, depth: s.actor ? s.depth : undefined, nodes: s.nodes, edges: Math.min(500_000, s.nodes * edgesPerNode),
    ...filters(s), modality: s.shown,
  });
}

/** who selects statements: those in which the picked tie, the picked actor, or the centre takes part; or what they say, of a tie about the other. */
function who(s: Selection) {
  if (s.said && s.actor) return { speaker: s.pick || s.actor, actor: s.other };
  return s.pick ? { actor: s.pick, with: s.other } : { actor: s.actor };
}

export function statementsURL(s: Selection, limit = 200, cursor?: string): string {
  return url("/api/v1/statements", { ...who(s), ...filters(s), limit, cursor });
}

export function timelineURL(s: Selection): string {
  return url("/api/v1/timeline", who(s));
}

/** exportURL is a file of all that a view selects, and of a network as far as it reaches, also of what is too light to be drawn. */
export function exportURL(s: Selection, what: "statements" | "network", format: string, part = ""): string {
  return what === "network" || ["gexf", "graphml", "neo4j"].includes(format) // what has edges is a network
    ? url("/api/v1/export", { what, format, part, actor: s.actor, depth: s.actor ? s.depth : undefined, ...filters(s), modality: s.shown })
    : url("/api/v1/export", { what, format, part, ...who(s), ...filters(s) });
}

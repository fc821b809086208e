// From the API's network to what is drawn: one line for each modality of a
// tie, beside each other, heaviest actors in the middle to begin with.

import Graph from "graphology";
import type { Network, NetworkEdge } from "./api";
import { colourOf, look, modalities, type Modality } from "./modality";

/** Nodes wear greys and earths: colour belongs to modality. */
export const kinds: readonly { name: string; light: string; dark: string }[] = [
  { name: "person", light: "#33475b", dark: "#c9d6e3" },
  { name: "organisation", light: "#7d6545", dark: "#cfb48c" },
  { name: "state", light: "#14181d", dark: "#f4f6f8" },
  { name: "group", light: "#6d7f8c", dark: "#93a5b3" },
  { name: "place", light: "#a79c89", dark: "#8b8170" },
  { name: "other", light: "#8d8d92", dark: "#85858c" },
];

export function kindColour(kind: string, dark: boolean): string {
  const k = kinds.find((x) => x.name === kind) ?? kinds[kinds.length - 1]!;
  return dark ? k.dark : k.light;
}

/** From more nodes than this on a network is drawn in thin lines, from the places of its communities. */
export const manyNodes = 800;

/** A network of more nodes than this is shown as its communities, which stand apart and have colours: a layout of so many is a ball that says nothing. */
export const overviewNodes = 2000;

/** Colours of communities, the largest first; ten and then again. */
const hues: readonly { light: string; dark: string }[] = [
  { light: "#3b6ea5", dark: "#7fb0e0" }, { light: "#b5651d", dark: "#e0a468" }, { light: "#4f8a4b", dark: "#8fc98a" }, { light: "#8a5a9e", dark: "#c59ad6" },
  { light: "#a8434b", dark: "#e0868d" }, { light: "#2f8f8f", dark: "#73cccc" }, { light: "#8a7a2e", dark: "#cdbd6d" }, { light: "#6b5b4d", dark: "#b8a898" },
  { light: "#c0568e", dark: "#eb9cc4" }, { light: "#56667a", dark: "#a3b3c7" },
];

export interface Tie {
  a: string;
  b: string;
  modality: Modality;
  count: number;
  edge: NetworkEdge;
}

export function tieKey(a: string, b: string, m: string): string {
  return `${a} ${b} ${m}`;
}

export function nodeSize(statements: number, most: number, nodes: number): number {
  const [least, more] = nodes > manyNodes ? [1.8, 8] : nodes > 60 ? [3, 10] : [4, 13];
  return least + more * Math.sqrt(statements / Math.max(1, most));
}

/** lines of one tie, in the order of the legend. */
export function tiesOf(edge: NetworkEdge, shown: readonly Modality[]): Tie[] {
  return modalities.filter((m) => shown.includes(m) && (edge.counts[m] ?? 0) > 0).map((m) => ({ a: edge.source, b: edge.target, modality: m, count: edge.counts[m]!, edge }));
}

/** place gives each node its first position: the centre in the middle, others on a spiral by weight, so that a first picture is there at once. */
export function place(i: number): { x: number; y: number } {
  const r = 10 * Math.sqrt(i);
  const angle = i * 2.399963229728653; // the golden angle: neighbours in rank stand apart
  return { x: r * Math.cos(angle), y: r * Math.sin(angle) };
}

type Weighted = readonly (readonly [number, number, number])[];

/**
 * communities of a network by modularity (Louvain: Blondel et al. 2008), in
 * the order of the actors, so that the same network has the same communities,
 * numbered from the largest. A network of 10,000 actors and 50,000 ties takes
 * about a fifth of a second.
 */
export function communities(order: number, ties: Weighted): Int32Array {
  let of = Int32Array.from({ length: order }, (_, i) => i);
  let nodes = order;
  let between = ties;
  for (let level = 0; level < 5; level++) {
    const [label, found] = moved(nodes, between);
    of = of.map((c) => label[c]!);
    if (found === nodes) break;
    const sums = new Map<number, number>();
    for (const [a, b, w] of between) {
      const [p, q] = label[a]! < label[b]! ? [label[a]!, label[b]!] : [label[b]!, label[a]!];
      const key = p * found + q;
      sums.set(key, (sums.get(key) ?? 0) + w);
    }
    between = [...sums].map(([key, w]) => [Math.floor(key / found), key % found, w] as const);
    nodes = found;
  }
  const sizes = new Map<number, number>();
  of.forEach((c) => sizes.set(c, (sizes.get(c) ?? 0) + 1));
  const rank = new Map([...sizes].sort((x, y) => y[1] - x[1] || x[0] - y[0]).map(([c], i) => [c, i]));
  return of.map((c) => rank.get(c)!);
}

/** moved puts each node into the neighbouring community that raises modularity most, until few move; its communities are numbered as they come. */
function moved(order: number, ties: Weighted): [Int32Array, number] {
  const begin = new Int32Array(order + 1);
  const degree = new Float64Array(order);
  let all = 0;
  for (const [a, b, w] of ties) {
    if (a !== b) {
      begin[a + 1]!++;
      begin[b + 1]!++;
    }
    degree[a]! += w;
    degree[b]! += w;
    all += 2 * w;
  }
  for (let i = 0; i < order; i++) begin[i + 1]! += begin[i]!;
  const fill = begin.slice();
  const to = new Int32Array(begin[order]!);
  const weight = new Float64Array(begin[order]!);
  for (const [a, b, w] of ties) {
    if (a === b) continue;
    to[fill[a]!] = b;
    weight[fill[a]!++] = w;
    to[fill[b]!] = a;
    weight[fill[b]!++] = w;
  }
  const label = Int32Array.from({ length: order }, (_, i) => i);
  const total = degree.slice();
  const votes = new Float64Array(order);
  for (let round = 0; round < 12; round++) {
    let moves = 0;
    for (let i = 0; i < order; i++) {
      const own = label[i]!;
      for (let k = begin[i]!; k < begin[i + 1]!; k++) votes[label[to[k]!]!]! += weight[k]!;
      total[own]! -= degree[i]!;
      const share = all > 0 ? degree[i]! / all : 0;
      let best = own;
      let gain = votes[own]! - total[own]! * share;
      for (let k = begin[i]!; k < begin[i + 1]!; k++) {
        const l = label[to[k]!]!;
        const g = votes[l]! - total[l]! * share;
        if (g > gain + 1e-9) {
          best = l;
          gain = g;
        }
      }
      for (let k = begin[i]!; k < begin[i + 1]!; k++) votes[label[to[k]!]!] = 0;
      total[best]! += degree[i]!;
      if (best !== own) {
        label[i] = best;
        moves++;
      }
    }
    if (moves * 200 <= order) break;
  }
  const number = new Map<number, number>();
  for (let i = 0; i < order; i++) {
    const l = label[i]!;
    if (!number.has(l)) number.set(l, number.size);
    label[i] = number.get(l)!;
  }
  return [label, number.size];
}

/** How many communities are packed side by side; the small ones beyond stand around them. */
const packed = 200;

/**
 * discs places the members of each community beside each other, the heaviest
 * in its middle, and the communities apart from each other, the largest in the
 * middle and all of them `stretch` times as wide as high. It needs no layout.
 */
export function discs(label: Int32Array, stretch = 1): { x: number; y: number }[] {
  const members: number[][] = [];
  label.forEach((l, i) => (members[l] ??= []).push(i));
  const groups = members.filter(Boolean).sort((a, b) => b.length - a.length || a[0]! - b[0]!);
  const out: { x: number; y: number }[] = new Array(label.length);
  const put = (m: number[], x: number, y: number) => m.forEach((i, j) => {
    const at = place(j);
    out[i] = { x: x + at.x, y: y + at.y };
  });
  const placed: { x: number; y: number; r: number }[] = [];
  let far = 0;
  let from = 0; // where room is looked for: it is filled from the middle
  for (const m of groups.slice(0, packed)) {
    const r = 10 * Math.sqrt(m.length) + 24;
    for (let t = Math.floor(from / 2); ; t++) {
      const d = 20 * Math.sqrt(t);
      const x = d * Math.cos(t * 2.399963229728653) * stretch;
      const y = d * Math.sin(t * 2.399963229728653);
      if (placed.some((o) => (o.x - x) ** 2 + (o.y - y) ** 2 < (o.r + r) ** 2)) continue;
      placed.push({ x, y, r });
      far = Math.max(far, d + r);
      put(m, x, y);
      from = t;
      break;
    }
  }
  groups.slice(packed).forEach((m, c) => {
    const d = far + 12 * Math.sqrt(c);
    put(m, d * Math.cos(c * 2.399963229728653) * stretch, d * Math.sin(c * 2.399963229728653));
  });
  return out;
}

const found = new WeakMap<Network, Int32Array>();

/** communitiesOf are those of a network, worked out once. */
function communitiesOf(net: Network): Int32Array {
  let label = found.get(net);
  if (!label) {
    const at = new Map(net.nodes.map((n, i) => [n.id, i]));
    const ties: [number, number, number][] = [];
    for (const e of net.edges) {
      const a = at.get(e.source);
      const b = at.get(e.target);
      if (a !== undefined && b !== undefined && a !== b) ties.push([a, b, 1 + Math.log2(e.weight)]);
    }
    label = communities(net.nodes.length, ties);
    found.set(net, label);
  }
  return label;
}

/** groupsOf are the largest communities of an overview by their heaviest actors; none of a network that is shown actor by actor. */
export function groupsOf(net: Network, dark: boolean, most = 5): { name: string; size: number; colour: string }[] {
  if (net.nodes.length <= overviewNodes) return [];
  const out: { name: string; size: number; colour: string; weight: number }[] = [];
  communitiesOf(net).forEach((c, i) => {
    const n = net.nodes[i]!;
    const g = (out[c] ??= { name: n.name, size: 0, colour: hueOf(c, dark), weight: n.statements });
    g.size++;
    if (n.statements > g.weight) {
      g.name = n.name;
      g.weight = n.statements;
    }
  });
  return out.slice(0, most).filter((g) => g.size > 2);
}

function hueOf(community: number, dark: boolean): string {
  const h = hues[community % hues.length]!;
  return dark ? h.dark : h.light;
}

/** mixed is a colour with so much of another in it. */
function mixed(colour: string, other: string, share: number): string {
  const part = (i: number) => Math.round(parseInt(colour.slice(i, i + 2), 16) * (1 - share) + parseInt(other.slice(i, i + 2), 16) * share).toString(16).padStart(2, "0");
  return "#" + part(1) + part(3) + part(5);
}

function firstPlaces(net: Network): { x: number; y: number }[] {
  if (net.nodes.length <= manyNodes) return net.nodes.map((_, i) => place(i));
  return discs(communitiesOf(net), net.nodes.length > overviewNodes ? 1.7 : 1);
}

const gap = 4;

/** headOf tells the direction of a tie: only where all its statements have the same subject. */
export function headOf(e: NetworkEdge): number {
  if (e.forward > 0 && e.backward === 0) return 1;
  if (e.backward > 0 && e.forward === 0) return -1;
  return 0;
}

/** build makes the graph that is drawn; nodes that were there before keep their places. */
export function build(net: Network, shown: readonly Modality[], dark: boolean, before?: Map<string, { x: number; y: number }>): Graph {
  const g = new Graph({ type: "undirected", multi: true });
  const most = net.nodes.reduce((n, x) => Math.max(n, x.statements), 1);
  const many = net.nodes.length > manyNodes;
  const label = net.nodes.length > overviewNodes ? communitiesOf(net) : undefined;
  const group = new Map<string, number>();
  const heads = new Set<number>();
  const fresh = !label && before && net.nodes.every((n) => before.has(n.id)) ? [] : firstPlaces(net);
  net.nodes.forEach((n, i) => {
    const c = label?.[i];
    const head = c !== undefined && !heads.has(c);
    if (c !== undefined) {
      group.set(n.id, c);
      heads.add(c);
    }
    g.addNode(n.id, {
      ...((!label && before?.get(n.id)) || fresh[i]!), label: n.name, size: nodeSize(n.statements, most, net.nodes.length) + (n.hop === 0 ? 3 : 0),
      color: c === undefined ? kindColour(n.kind, dark) : hueOf(c, dark), kind: n.kind, statements: n.statements, hop: n.hop ?? 1, head,
    });
  });
  const pales = new Map<string, string>(); // a colour for each modality, mixed once and not for each tie
  const paled = (full: string, share: number) => {
    const key = full + share;
    const known = pales.get(key);
    if (known) return known;
    const colour = mixed(full, dark ? "#12161b" : "#ffffff", share);
    pales.set(key, colour);
    return colour;
  };
  const add = (e: NetworkEdge, pale: number) => {
    const ties = tiesOf(e, shown);
    ties.forEach((t, i) => {
      const full = colourOf(t.modality, dark);
      g.addEdgeWithKey(tieKey(t.a, t.b, t.modality), t.a, t.b, {
        size: many ? 0.7 : 1.3 + Math.min(2.7, Math.log2(t.count) * 0.6), color: pale ? paled(full, pale) : full, full,
        dash: look(t.modality).dash, shift: (i - (ties.length - 1) / 2) * gap, head: many ? 0 : headOf(e),
        modality: t.modality, weight: t.count, type: many ? "thin" : "tie",
      });
    });
  };
  const within: NetworkEdge[] = [];
  for (const e of net.edges) {
    if (!g.hasNode(e.source) || !g.hasNode(e.target) || e.source === e.target) continue;
    if (!label) add(e, 0);
    else if (group.get(e.source) === group.get(e.target)) within.push(e);
    else add(e, 0.88); // those between communities first, pale and beneath
  }
  for (const e of within) add(e, 0.5);
  return g;
}

/** matrices are the graph as ForceAtlas2 reads it, drawn `stretch` times as wide. Parallel lines weigh as one tie. */
export function matrices(g: Graph, stretch = 1): { nodes: Float32Array; edges: Float32Array } {
  const at = new Map<string, number>();
  const nodes = new Float32Array(g.order * 10);
  let j = 0;
  g.forEachNode((id, a) => {
    at.set(id, j);
    nodes[j] = a.x / stretch;
    nodes[j + 1] = a.y;
    nodes[j + 6] = 1;
    nodes[j + 7] = 1;
    nodes[j + 8] = a.size;
    j += 10;
  });
  const weights = new Map<string, [number, number, number]>();
  g.forEachEdge((_, a, s, t) => {
    const key = s + " " + t;
    const w = weights.get(key);
    if (w) w[2] += a.weight;
    else weights.set(key, [at.get(s)!, at.get(t)!, a.weight]);
  });
  const edges = new Float32Array(weights.size * 3);
  j = 0;
  for (const [s, t, w] of weights.values()) {
    const weight = 1 + Math.log2(w);
    nodes[s + 6]! += weight;
    nodes[t + 6]! += weight;
    edges.set([s, t, weight], j);
    j += 3;
  }
  return { nodes, edges };
}

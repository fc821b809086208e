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

/**
 * communities of a network by weighted label propagation (Raghavan et al.
 * 2007), heaviest actors first, ties to the earlier label, so that the same
 * network has the same communities. It takes four rounds over the ties.
 */
export function communities(order: number, ties: readonly (readonly [number, number, number])[]): Int32Array {
  const begin = new Int32Array(order + 1);
  for (const [a, b] of ties) {
    begin[a + 1]!++;
    begin[b + 1]!++;
  }
  for (let i = 0; i < order; i++) begin[i + 1]! += begin[i]!;
  const fill = begin.slice();
  const to = new Int32Array(ties.length * 2);
  const weight = new Float64Array(ties.length * 2);
  for (const [a, b, w] of ties) {
    to[fill[a]!] = b;
    weight[fill[a]!++] = w;
    to[fill[b]!] = a;
    weight[fill[b]!++] = w;
  }
  const label = Int32Array.from({ length: order }, (_, i) => i);
  const votes = new Float64Array(order);
  for (let round = 0; round < 4; round++) {
    for (let i = 0; i < order; i++) {
      let best = -1;
      for (let k = begin[i]!; k < begin[i + 1]!; k++) {
        const l = label[to[k]!]!;
        votes[l]! += weight[k]!;
        if (best < 0 || votes[l]! > votes[best]! || (votes[l] === votes[best] && l < best)) best = l;
      }
      for (let k = begin[i]!; k < begin[i + 1]!; k++) votes[label[to[k]!]!] = 0;
      if (best >= 0) label[i] = best;
    }
  }
  return label;
}

/** discs places the members of each community beside each other, and communities on a spiral, the largest in the middle: a first picture that needs no layout. */
export function discs(label: Int32Array): { x: number; y: number }[] {
  const members = new Map<number, number[]>();
  label.forEach((l, i) => {
    const m = members.get(l);
    if (m) m.push(i);
    else members.set(l, [i]);
  });
  const out: { x: number; y: number }[] = new Array(label.length);
  let before = 0;
  [...members.values()].sort((a, b) => b.length - a.length || a[0]! - b[0]!).forEach((m, c) => {
    const r = c === 0 ? 0 : 13 * Math.sqrt(before + m.length / 2);
    const angle = c * 2.399963229728653;
    m.forEach((i, j) => {
      const at = place(j);
      out[i] = { x: r * Math.cos(angle) + at.x, y: r * Math.sin(angle) + at.y };
    });
    before += m.length;
  });
  return out;
}

function firstPlaces(net: Network): { x: number; y: number }[] {
  if (net.nodes.length <= manyNodes) return net.nodes.map((_, i) => place(i));
  const at = new Map(net.nodes.map((n, i) => [n.id, i]));
  const ties: [number, number, number][] = [];
  for (const e of net.edges) {
    const a = at.get(e.source);
    const b = at.get(e.target);
    if (a !== undefined && b !== undefined && a !== b) ties.push([a, b, 1 + Math.log2(e.weight)]);
  }
  return discs(communities(net.nodes.length, ties));
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
  const fresh = before && net.nodes.every((n) => before.has(n.id)) ? [] : firstPlaces(net);
  net.nodes.forEach((n, i) => {
    g.addNode(n.id, {
      ...(before?.get(n.id) ?? fresh[i]!), label: n.name, size: nodeSize(n.statements, most, net.nodes.length) + (n.hop === 0 ? 3 : 0),
      color: kindColour(n.kind, dark), kind: n.kind, statements: n.statements, hop: n.hop ?? 1,
    });
  });
  for (const e of net.edges) {
    if (!g.hasNode(e.source) || !g.hasNode(e.target) || e.source === e.target) continue;
    const ties = tiesOf(e, shown);
    ties.forEach((t, i) => {
      g.addEdgeWithKey(tieKey(t.a, t.b, t.modality), t.a, t.b, {
        size: many ? 0.7 : 1.3 + Math.min(2.7, Math.log2(t.count) * 0.6), color: colourOf(t.modality, dark),
        dash: look(t.modality).dash, shift: (i - (ties.length - 1) / 2) * gap, head: many ? 0 : headOf(e),
        modality: t.modality, weight: t.count, type: many ? "thin" : "tie",
      });
    });
  }
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

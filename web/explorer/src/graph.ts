// From the API's network to what is drawn: one line for each modality of a
// tie, beside each other, heaviest actors in the middle to begin with.

import Graph from "graphology";
import type { Network, NetworkEdge } from "./api";
import { communitiesOf, discs, place } from "./communities";
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

/** build makes the graph that is drawn; nodes that were there before keep their places. The ties of an overview are not in it but in [overviewTies]. */
export function build(net: Network, shown: readonly Modality[], dark: boolean, before?: Map<string, { x: number; y: number }>): Graph {
  const g = new Graph({ type: "undirected", multi: true });
  const most = net.nodes.reduce((n, x) => Math.max(n, x.statements), 1);
  const many = net.nodes.length > manyNodes;
  const label = net.nodes.length > overviewNodes ? communitiesOf(net) : undefined;
  const heads = new Set<number>();
  const fresh = !label && before && net.nodes.every((n) => before.has(n.id)) ? [] : firstPlaces(net);
  net.nodes.forEach((n, i) => {
    const c = label?.[i];
    const head = c !== undefined && !heads.has(c);
    if (c !== undefined) heads.add(c);
    g.addNode(n.id, {
      ...((!label && before?.get(n.id)) || fresh[i]!), label: n.name, size: nodeSize(n.statements, most, net.nodes.length) + (n.hop === 0 ? 3 : 0),
      color: c === undefined ? kindColour(n.kind, dark) : hueOf(c, dark), kind: n.kind, statements: n.statements, hop: n.hop ?? 1, head,
    });
  });
  if (label) return g;
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

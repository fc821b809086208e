// The ties of an overview, ten thousands of them: columns of numbers in the
// place of an object for each.

import type { Network } from "./api";
import { communitiesOf, endsOf } from "./communities";
import { colourOf, modalities, type Modality } from "./modality";

/** Ties are lines between actors by their places in the network, in the order in which they are drawn. */
export interface Ties {
  /** How many actors the network has. */
  readonly actors: number;
  readonly size: number;
  readonly source: Int32Array;
  readonly target: Int32Array;
  /** Places in [modalities]. */
  readonly modality: Uint8Array;
  /** 1 between communities, 0 within one. */
  readonly between: Uint8Array;
}

/** overviewTies has a line for each modality of a tie, those between communities first: they lie beneath. */
export function overviewTies(net: Network, shown: readonly Modality[]): Ties {
  const ends = endsOf(net);
  const label = communitiesOf(net);
  const wanted = modalities.map((m, i) => [m, i] as const).filter(([m]) => shown.includes(m));
  let size = 0;
  net.edges.forEach((e, i) => {
    if (ends[2 * i]! >= 0) for (const [m] of wanted) if (e.counts[m]! > 0) size++;
  });
  const out = { actors: net.nodes.length, size, source: new Int32Array(size), target: new Int32Array(size), modality: new Uint8Array(size), between: new Uint8Array(size) };
  let k = 0;
  for (const between of [1, 0]) {
    net.edges.forEach((e, i) => {
      const a = ends[2 * i]!;
      const b = ends[2 * i + 1]!;
      if (a < 0 || Number(label[a] !== label[b]) !== between) return;
      for (const [m, code] of wanted) {
        if (!(e.counts[m]! > 0)) continue;
        out.source[k] = a;
        out.target[k] = b;
        out.modality[k] = code;
        out.between[k++] = between;
      }
    });
  }
  return out;
}

/** neighbours are the actors that are tied with one. */
export function neighbours(t: Ties, of: number): Set<number> {
  const out = new Set<number>();
  for (let i = 0; i < t.size; i++) {
    if (t.source[i] === of) out.add(t.target[i]!);
    else if (t.target[i] === of) out.add(t.source[i]!);
  }
  return out;
}

/** How much of the paper is in the colour of a tie, in percent. */
const pale = { within: 50, between: 88 };

type Bytes = readonly [number, number, number];

function bytesOf(hex: string): Bytes {
  return [1, 3, 5].map((i) => parseInt(hex.slice(i, i + 2), 16)) as unknown as Bytes;
}

/** mixed is a colour with so many percent of another in it. */
export function mixed(colour: Bytes, other: Bytes, percent: number): Bytes {
  return colour.map((c, i) => Math.round((c * (100 - percent) + other[i]! * percent) / 100)) as unknown as Bytes;
}

export interface Colours { paper: string; faint: string; dark: boolean }

/** coloursOf gives ties their colours, four bytes each: a picked actor's stand out, the others step back. A tie of one with oneself is none. */
export function coloursOf(t: Ties, c: Colours, pick: number, other: number): Uint8Array {
  const paper = bytesOf(c.paper);
  const faint = bytesOf(c.faint);
  const full = modalities.map((m) => bytesOf(colourOf(m, c.dark)));
  const within = full.map((x) => mixed(x, paper, pale.within));
  const between = full.map((x) => mixed(x, paper, pale.between));
  const out = new Uint8Array(t.size * 4);
  for (let i = 0, j = 0; i < t.size; i++, j += 4) {
    const on = pick >= 0 && picked(t, i, pick, other);
    const colour = on ? full[t.modality[i]!]! : pick >= 0 ? faint : (t.between[i] ? between : within)[t.modality[i]!]!;
    out[j] = colour[0];
    out[j + 1] = colour[1];
    out[j + 2] = colour[2];
    out[j + 3] = on ? 255 : 128;
  }
  return out;
}

/** drawnTies are the lines of an overview for a picture of lines, those of a picked actor last. */
export function drawnTies(net: Network, shown: readonly Modality[], c: Colours, pick: string, other: string): { source: string; target: string; color: string; opacity: number; modality: Modality }[] {
  const t = overviewTies(net, shown);
  const at = (id: string) => (id ? net.nodes.findIndex((n) => n.id === id) : -1);
  const bytes = coloursOf(t, c, at(pick), at(other));
  const out = Array.from({ length: t.size }, (_, i) => ({
    source: net.nodes[t.source[i]!]!.id, target: net.nodes[t.target[i]!]!.id, modality: modalities[t.modality[i]!]!,
    color: "#" + [0, 1, 2].map((k) => bytes[4 * i + k]!.toString(16).padStart(2, "0")).join(""), opacity: bytes[4 * i + 3]! / 255,
  }));
  return out.sort((a, b) => a.opacity - b.opacity);
}

function picked(t: Ties, i: number, pick: number, other: number): boolean {
  const a = t.source[i];
  const b = t.target[i];
  return other < 0 ? a === pick || b === pick : (a === pick && b === other) || (a === other && b === pick);
}

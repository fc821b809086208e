// Names on the network: the heaviest first, beside their nodes where there is
// room. A name never covers another; what has no room is named when the view
// comes nearer, so that a dense ball still names its heaviest actors.

import type Graph from "graphology";
import type Sigma from "sigma";
import { manyNodes } from "./graph";

export interface Seat { x: number; y: number }

interface Box { left: number; top: number; right: number; bottom: number }

const font = "system-ui, sans-serif";
const fontSize = 12.5;
const longest = 34;

/** cut keeps a name short enough to stand in a picture. */
export function cut(name: string): string {
  const chars = [...name];
  return chars.length > longest ? chars.slice(0, longest - 1).join("") + "…" : name;
}

const meet = (a: Box, b: Box) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/**
 * around are the places of a name beside a circle, the best first: right and
 * left, or left and right where the ties go to the right; below; above. A seat
 * is the left end of the baseline.
 */
export function around(x: number, y: number, r: number, width: number, left = false): Seat[] {
  const base = fontSize / 3;
  const beside = [{ x: x + r + 4, y: y + base }, { x: x - r - 4 - width, y: y + base }];
  return [...(left ? beside.reverse() : beside), { x: x - width / 2, y: y + r + fontSize + 1 }, { x: x - width / 2, y: y - r - 5 }];
}

const boxOf = (s: Seat, width: number): Box => ({ left: s.x - 2, top: s.y - fontSize * 0.95, right: s.x + width + 2, bottom: s.y + fontSize * 0.3 });

export interface Circle { id: string; name: string; x: number; y: number; r: number; must: boolean; left?: boolean; soft?: boolean }

/**
 * seats finds room for names: circles come in the order of their claim, `must`
 * names a circle that is named at any price. A name covers at most one other
 * circle, but for the first names and where circles are `dense`. It is
 * quadratic in the number of circles, of which the caller gives some hundreds.
 */
export function seats(circles: readonly Circle[], widthOf: (name: string) => number, view: { width: number; height: number }, most: number, dense = false): Map<string, Seat> {
  const out = new Map<string, Seat>();
  const taken: Box[] = [{ left: view.width - 48, top: 0, right: view.width, bottom: 112 }]; // the buttons of the zoom
  const avoid = dense ? [] : circles;
  for (const c of circles) {
    if (out.size >= most) break;
    if (!c.name) continue;
    const width = widthOf(c.name);
    let best: Seat | undefined;
    let fewest = Infinity;
    for (const s of around(c.x, c.y, c.r, width, c.left)) {
      const b = boxOf(s, width);
      const outside = b.left < 0 || b.right > view.width || b.top < 0 || b.bottom > view.height;
      if (!c.must && (outside || taken.some((t) => meet(t, b)))) continue;
      let covered = outside ? 2 : taken.some((t) => meet(t, b)) ? 3 : 0;
      for (const o of avoid) if (o !== c && meet(b, { left: o.x - o.r, right: o.x + o.r, top: o.y - o.r, bottom: o.y + o.r })) covered++;
      if (covered < fewest) {
        best = s;
        fewest = covered;
      }
      if (covered === 0) break;
    }
    if (!best || (fewest > 1 && !c.must && out.size >= 16)) continue;
    out.set(c.id, best);
    taken.push(boxOf(best, width));
  }
  return out;
}

const shown = new WeakMap<Sigma, Map<string, Seat>>();

/** named tells which nodes are named on screen, and where, in pixels. */
export function named(s: Sigma): ReadonlyMap<string, Seat> {
  return shown.get(s) ?? new Map();
}

/** labels draws the names of a canvas now and after each of its pictures. */
export function labels(s: Sigma, look: () => { ink: string; paper: string; soft: string }): void {
  let of: Graph | undefined;
  let order: string[] = [];
  const widths = new Map<string, number>();
  const draw = () => {
    const g = s.getGraph();
    const canvas = s.getCanvases().labels;
    const c = canvas?.getContext("2d");
    if (!c) return;
    if (g !== of) {
      of = g;
      // The heaviest of each community first, then the others by weight.
      const claim = (n: string) => (g.getNodeAttribute(n, "statements") as number) + (g.getNodeAttribute(n, "head") ? 1e9 : 0);
      order = g.nodes().sort((a, b) => claim(b) - claim(a));
    }
    c.font = `500 ${fontSize}px ${font}`;
    const widthOf = (name: string) => {
      let w = widths.get(name);
      if (w === undefined) {
        w = c.measureText(name).width;
        widths.set(name, w);
      }
      return w;
    };
    const { width, height } = s.getDimensions();
    const circles: Circle[] = [];
    const first: Circle[] = [];
    const most = g.order > manyNodes ? Math.ceil((width * height) / 12_000) : Math.ceil((width * height) / 4000);
    for (const id of order) {
      if (circles.length > most * 12 && g.order > manyNodes) break;
      const d = s.getNodeDisplayData(id);
      if (!d || d.hidden) continue;
      const at = s.framedGraphToViewport(d);
      const r = s.scaleSize(d.size);
      if (at.x < -r || at.y < -r || at.x > width + r || at.y > height + r) continue;
      const must = Boolean(d.forceLabel || d.highlighted);
      let lean = 0;
      if (g.order <= manyNodes) g.forEachEdge(id, (_, a, p, q) => (lean += Math.sign(s.getNodeDisplayData(p === id ? q : p)!.x - d.x) * (a.weight as number)));
      (must ? first : circles).push({ id, name: d.label ? cut(d.label) : "", x: at.x, y: at.y, r: d.highlighted ? r + 3 : r, must, left: lean > 0, soft: Boolean((d as { soft?: boolean }).soft) });
    }
    const all = [...first, ...circles];
    const put = seats(all, widthOf, { width, height }, most, g.order > manyNodes);
    shown.set(s, put);
    const { ink, paper, soft } = look();
    c.lineWidth = 3.5;
    c.lineJoin = "round";
    c.strokeStyle = paper;
    for (const x of all) {
      const at = put.get(x.id);
      if (!at) continue;
      c.fillStyle = x.soft ? soft : ink;
      c.strokeText(x.name, at.x, at.y);
      c.fillText(x.name, at.x, at.y);
    }
  };
  s.on("afterRender", draw);
  draw();
}

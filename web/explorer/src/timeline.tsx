// The timeline: above, how many statements lie in each period, with a window
// that is drawn with the pointer or moved with keys; below, each event of
// the window at its date: a mark for a day, a bar for what is only known to
// lie between two days, a bar that fades for an open side.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Timeline } from "./api";
import { after, floorTo, isoOf, parseDate, showDate, ticks, type Step } from "./dates";
import { useWidth } from "./hooks";
import { tellers, type Row } from "./joined";
import { look, looks, modalities, type Modality } from "./modality";

export interface TimelineProps {
  bins: Timeline | undefined;
  rows: readonly Row[];
  total: number;
  shown: readonly Modality[];
  from: string;
  to: string;
  dark: boolean;
  chosen: string;
  onPeriod: (from: string, to: string, final: boolean) => void;
  onChoose: (s: Row["lead"]) => void;
}

export interface Placed {
  row: Row;
  x: number;
  width: number;
  lane: number;
  openLeft: boolean;
  openRight: boolean;
  point: boolean;
  /** Words stand before the mark where there is no room after it. */
  before: boolean;
}

const laneHeight = 19;
const charWidth = 6.1;
const longest = 46;

/** wordsOf are those beside a mark: the sign of what is no fact, how often it is told if it is told again, the statement. */
function wordsOf(r: Row): string {
  const m = look(r.lead.modality);
  return (m.name === "asserted" ? "" : m.sign + " ") + (r.also.length > 0 ? `×${r.also.length + 1} ` : "") + (r.lead.claim ?? r.lead.sentence);
}

/** pack puts rows into lanes so that marks and their words do not cover each other. `width` is that of the drawing. */
export function pack(list: readonly Row[], x: (day: number) => number, first: number, last: number, width: number): Placed[] {
  const lanes: [number, number][][] = [];
  const out: Placed[] = [];
  for (const row of list) {
    const s = row.lead;
    const a = parseDate(s.first ?? "")?.first ?? null;
    const b = parseDate(s.last ?? "")?.last ?? null;
    if (a === null && b === null) continue;
    const from = Math.max(a ?? first, first);
    const to = Math.min(b ?? last, last);
    if (from > last || to < first) continue;
    const left = x(from);
    const right = x(to + 1);
    const point = a !== null && a === b;
    const length = point ? 9 : Math.max(10, right - left);
    const start = point ? (left + right) / 2 - 4.5 : left;
    const words = length > 160 ? 0 : Math.min(longest, wordsOf(row).length) * charWidth + 12;
    const before = start + length + words > width && start - words > 0;
    const lo = before ? start - words : start;
    const hi = before ? start + length : start + length + words;
    let lane = lanes.findIndex((taken) => taken.every(([p, q]) => hi < p || lo > q));
    if (lane < 0) lane = lanes.push([]) - 1;
    lanes[lane]!.push([lo, hi]);
    out.push({ row, x: start, width: length, lane, openLeft: a === null, openRight: b === null, point, before });
  }
  return out;
}

const overview = 76;
const axis = 20;
const most = 300;
const side = 12;

export interface Extent {
  /** The axis, a little wider than what lies on it. */
  first: number;
  last: number;
  begins: number;
  ends: number;
  /** How many statements lie beyond its ends. */
  before: number;
  after: number;
}

/** How many statements at each end may be left beyond the axis, where that makes it half as long. */
const far = 0.02;

/**
 * extent is the axis of a timeline: all of its bins and the chosen period, but
 * for a few of long ago and far ahead that would press the others together.
 * `whole` takes those in too.
 */
export function extent(t: Timeline | undefined, from: string, to: string, whole = false): Extent | null {
  const bins = (t?.bins ?? []).flatMap((b) => {
    const p = parseDate(b.period);
    return p ? [{ ...p, n: Object.values(b.counts).reduce((a, c) => a + c, 0) }] : [];
  }).sort((a, b) => a.first - b.first);
  const total = bins.reduce((n, b) => n + b.n, 0);
  let [lo, hi, before, after] = [0, bins.length - 1, 0, 0];
  while (lo < hi && before + bins[lo]!.n <= total * far) before += bins[lo++]!.n;
  while (lo < hi && after + bins[hi]!.n <= total * far) after += bins[hi--]!.n;
  const span = (a: number, b: number) => bins[b]!.last - bins[a]!.first;
  if (whole || (bins.length > 0 && span(lo, hi) * 2 > span(0, bins.length - 1))) [lo, hi, before, after] = [0, bins.length - 1, 0, 0];
  const days = bins.length > 0 ? [bins[lo]!.first, bins[hi]!.last] : [];
  for (const s of [from, to]) {
    const p = s ? parseDate(s) : null;
    if (p) days.push(p.first, p.last);
  }
  if (days.length === 0) return null;
  const begins = days.reduce((a, b) => Math.min(a, b));
  const ends = days.reduce((a, b) => Math.max(a, b));
  const pad = Math.max(1, Math.round((ends - begins) * 0.02));
  return { first: begins - pad, last: ends + pad, begins, ends, before: bins.filter((b) => b.last < begins).reduce((n, b) => n + b.n, 0), after: bins.filter((b) => b.first > ends).reduce((n, b) => n + b.n, 0) };
}

export function TimelineView(p: TimelineProps) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const inner = Math.max(40, width - side * 2);
  const [whole, setWhole] = useState(false);
  const ext = useMemo(() => extent(p.bins, p.from, p.to, whole), [p.bins, p.from, p.to, whole]);
  const drag = useRef<{ from: number; moved: boolean } | null>(null);
  const [rubber, setRubber] = useState<[number, number] | null>(null);
  const rubberNow = useRef<[number, number] | null>(null);

  if (!ext || width === 0 || !p.bins) {
    const undated = sum(p.bins?.undated ?? {}, p.shown);
    return (
      <div class="timeline empty" ref={ref}>
        <p class="hint">{p.bins ? (undated ? `None of the ${undated} statements has a date that can be drawn.` : "No statements, so no timeline.") : ""}</p>
      </div>
    );
  }
  const { first, last } = ext;
  const days = last - first + 1;
  const x = (day: number) => side + ((day - first) / days) * inner;
  const dayAt = (px: number) => Math.max(first, Math.min(last, Math.floor(first + ((px - side) / inner) * days)));
  const bins = p.bins;
  const step: Step = bins.unit;
  const chosen = p.from || p.to ? { from: p.from ? (parseDate(p.from)?.first ?? first) : ext.begins, to: p.to ? (parseDate(p.to)?.last ?? last) : ext.ends } : null;
  const win = rubber ? { from: Math.min(...rubber), to: Math.max(...rubber) } : chosen;

  const top = Math.max(1, ...bins.bins.map((b) => sum(b.counts, p.shown)));
  const bars = bins.bins.flatMap((b) => {
    const d = parseDate(b.period);
    if (!d || d.last < first || d.first > last) return [];
    const left = x(d.first);
    const w = Math.max(2.5, Math.min(26, x(d.last + 1) - left - 1));
    const mid = (x(d.first) + x(d.last + 1)) / 2;
    let y = overview;
    return modalities.filter((m) => p.shown.includes(m) && b.counts[m]).map((m) => {
      const h = Math.max(2, ((overview - 12) * b.counts[m]!) / top);
      y -= h;
      return <rect key={b.period + m} class={"column m-" + m} x={mid - w / 2} y={y} width={w} height={h} fill={m === "asserted" ? "currentColor" : `url(#hatch-${m})`} stroke={m === "asserted" ? "none" : "currentColor"} stroke-dasharray={look(m).dash.map((n) => n / 2).join(" ") || undefined}><title>{`${b.period}: ${b.counts[m]} ${m}`}</title></rect>;
    });
  });

  const at = (e: PointerEvent) => dayAt(e.clientX - (e.currentTarget as Element).getBoundingClientRect().left);
  const setPeriod = (a: number, b: number, final: boolean) => p.onPeriod(isoOf(Math.min(a, b)), isoOf(Math.max(a, b)), final);
  const down = (e: PointerEvent) => {
    if (e.button !== 0) return;
    (e.currentTarget as Element).setPointerCapture(e.pointerId);
    drag.current = { from: at(e), moved: false };
  };
  const move = (e: PointerEvent) => {
    const d = drag.current;
    if (!d) return;
    const now = at(e);
    if (now !== d.from) d.moved = true;
    if (d.moved) {
      rubberNow.current = [d.from, now];
      setRubber([d.from, now]);
      setPeriod(floorTo(Math.min(d.from, now), step), after(floorTo(Math.max(d.from, now), step), step) - 1, false);
    }
  };
  const up = (e: PointerEvent) => {
    const d = drag.current;
    if (!d) return;
    drag.current = null;
    setRubber(null);
    const now = at(e);
    const bin = bins.bins.some((b) => {
      const q = parseDate(b.period);
      return q && q.first <= now && now <= q.last;
    });
    if (!d.moved && !bin) p.onPeriod("", "", true);
    else setPeriod(floorTo(Math.min(d.from, now), step), after(floorTo(Math.max(d.from, now), step), step) - 1, true);
  };
  const cancel = () => {
    drag.current = null;
    setRubber(null);
  };
  const key = (which: "from" | "to") => (e: KeyboardEvent) => {
    const now = chosen ?? { from: first, to: last };
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -7, PageUp: 7 }[e.key];
    if (e.key === "Escape") p.onPeriod("", "", true);
    if (by === undefined) return;
    e.preventDefault();
    const len = step === "day" ? 1 : step === "month" ? 30 : 365;
    const moved = Math.max(first, Math.min(last, now[which] + by * len));
    if (which === "from") setPeriod(Math.min(moved, now.to), now.to, true);
    else setPeriod(now.from, Math.max(moved, now.from), true);
  };

  const axisMarks = ticks(first, last, Math.max(2, Math.floor(inner / 92))).filter((t) => x(t.day) < width - 64);
  return (
    <div class="timeline" ref={ref}>
      <svg class="overview" width={width} height={overview + axis} role="group" aria-label="Statements over time; drag to choose a period" onPointerDown={down} onPointerMove={move} onPointerUp={up} onPointerCancel={cancel}>
        <Hatches />
        <rect class="ground" x={side} y="0" width={inner} height={overview} />
        {win && <rect class="window" x={x(win.from)} y="0" width={Math.max(3, x(win.to + 1) - x(win.from))} height={overview} />}
        {bars}
        <line class="base" x1={side} x2={side + inner} y1={overview + 0.5} y2={overview + 0.5} />
        {axisMarks.map((t) => (
          <g key={t.day} class="tick"><line x1={x(t.day)} x2={x(t.day)} y1={overview} y2={overview + 5} /><text x={x(t.day)} y={overview + 16}>{t.label}</text></g>
        ))}
        {(["from", "to"] as const).map((w) => {
          const px = w === "from" ? x(win?.from ?? first) : x((win?.to ?? last) + 1);
          return (
            <g key={w} class="handle" role="slider" tabindex={0} aria-label={w === "from" ? "First day of the period" : "Last day of the period"} aria-valuemin={first} aria-valuemax={last} aria-valuenow={w === "from" ? (win?.from ?? first) : (win?.to ?? last)} aria-valuetext={isoOf(w === "from" ? (win?.from ?? first) : (win?.to ?? last))} onKeyDown={key(w)}>
              <rect x={px - 3} y={overview / 2 - 12} width="6" height="24" rx="3" />
            </g>
          );
        })}
      </svg>
      {(ext.before > 0 || ext.after > 0 || whole) && (
        <p class="far">
          {[ext.before > 0 && `${ext.before} earlier`, ext.after > 0 && `${ext.after} later`].filter(Boolean).join(", ")}{" "}
          <button type="button" class="plain" onClick={() => setWhole(!whole)}>{whole ? "leave out the few of long ago or far ahead" : "draw them too"}</button>
        </p>
      )}
      <Detail {...p} first={chosen ? chosen.from : first} last={chosen ? chosen.to : last} width={width} zoomed={chosen !== null} />
    </div>
  );
}

export function sum(counts: Partial<Record<Modality, number>>, shown: readonly Modality[]): number {
  return shown.reduce((n, m) => n + (counts[m] ?? 0), 0);
}

/** Hatches fill what is no fact: never a full colour. */
function Hatches() {
  return (
    <defs>
      {looks.filter((l) => l.dash.length > 0).map((l) => (
        <pattern key={l.name} id={"hatch-" + l.name} class={"m-" + l.name} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform={l.name === "negated" ? "rotate(-45)" : "rotate(45)"}>
          <rect width="5" height="5" fill="currentColor" opacity="0.14" /><line x1="0" y1="0" x2="0" y2="5" stroke="currentColor" stroke-width="2" opacity="0.75" />
        </pattern>
      ))}
      {looks.map((l) => (["l", "r"] as const).map((d) => (
        <linearGradient key={l.name + d} id={`fade-${d}-${l.name}`} class={"m-" + l.name} x1={d === "l" ? "0" : "1"} x2={d === "l" ? "1" : "0"} y1="0" y2="0">
          <stop offset="0" stop-color="currentColor" stop-opacity="0" /><stop offset="0.5" stop-color="currentColor" stop-opacity="0.3" />
        </linearGradient>
      )))}
    </defs>
  );
}

function Detail(p: TimelineProps & { first: number; last: number; width: number; zoomed: boolean }) {
  const box = useRef<HTMLDivElement>(null);
  const inner = p.width - side * 2;
  const days = p.last - p.first + 1;
  const x = (day: number) => side + ((day - p.first) / days) * inner;
  const dated = useMemo(() => p.rows.filter(({ lead: s }) => p.shown.includes(s.modality) && (s.first || s.last)), [p.rows, p.shown]);
  const placed = useMemo(() => pack(dated.slice(0, most), x, p.first, p.last, p.width), [dated, p.first, p.last, p.width]);
  const listed = p.rows.reduce((n, r) => n + 1 + r.also.length, 0);
  const top = p.zoomed ? axis : 5;
  // One mark is reached by Tab, the others from it by arrows: there can be hundreds before what comes next on the page.
  const at = Math.max(0, placed.findIndex((i) => p.chosen !== "" && has(i.row, p.chosen)));
  const step = (e: KeyboardEvent) => {
    const all = [...(box.current?.querySelectorAll<SVGGElement>(".item") ?? [])];
    const now = all.indexOf(e.target as SVGGElement);
    const to = { ArrowDown: now + 1, ArrowRight: now + 1, ArrowUp: now - 1, ArrowLeft: now - 1, Home: 0, End: all.length - 1 }[e.key];
    if (now < 0 || to === undefined) return;
    e.preventDefault();
    all[to]?.focus();
  };
  const lanes = placed.reduce((n, i) => Math.max(n, i.lane + 1), 0);
  useEffect(() => {
    box.current?.querySelector(".item.chosen")?.scrollIntoView({ block: "nearest" });
  }, [p.chosen]);
  if (placed.length === 0) return <p class="hint">{p.rows.length ? "Nothing in this period has a date that can be drawn." : ""}</p>;
  return (
    <div class="detail" ref={box}>
      <svg width={p.width} height={lanes * laneHeight + top + 4} role="list" aria-label="Statements by date; arrow keys go from one to the next" onKeyDown={step}>
        <Hatches />
        {ticks(p.first, p.last, Math.max(2, Math.floor(inner / 92))).filter((t) => x(t.day) < p.width - 64).map((t) => (
          <g key={t.day} class="tick"><line class="grid" x1={x(t.day)} x2={x(t.day)} y1={p.zoomed ? axis - 3 : 0} y2={lanes * laneHeight + top} />{p.zoomed && <text x={x(t.day)} y="13">{t.label}</text>}</g>
        ))}
        {placed.map((i, k) => <Item key={i.row.lead.statement} i={i} top={top} width={p.width} tab={k === at} chosen={p.chosen !== "" && has(i.row, p.chosen)} onChoose={() => p.onChoose(i.row.lead)} />)}
      </svg>
      {(dated.length > most || p.total > listed) && <p class="hint">{Math.min(most, dated.length)} rows are drawn, of the first {listed} of {p.total} statements. Choose a shorter period above to see the others.</p>}
    </div>
  );
}

function has(r: Row, statement: string): boolean {
  return r.lead.statement === statement || r.also.some((s) => s.statement === statement);
}

function Item({ i, top, width, tab, chosen, onChoose }: { i: Placed; top: number; width: number; tab: boolean; chosen: boolean; onChoose: () => void }) {
  const s = i.row.lead;
  const y = top + i.lane * laneHeight;
  const m = look(s.modality).name;
  const words = wordsOf(i.row);
  const room = Math.floor((width - (i.x + i.width) - 8) / charWidth);
  const inside = !i.point && i.width > 160;
  const label = inside ? cut(words, Math.floor((i.width - 16) / charWidth)) : cut(words, i.before ? longest : Math.min(longest, room));
  const { speakers, articles } = tellers(i.row);
  const said = speakers.length ? ` according to ${speakers.join(", ")}` : "";
  const told = i.row.also.length > 0 ? `told ${i.row.also.length + 1} times in ${articles === 1 ? "one article" : `${articles} articles`}` : "";
  const whole = s.claim ?? s.sentence;
  return (
    <g
      class={`item m-${m}${chosen ? " chosen" : ""}`} role="listitem" tabindex={tab ? 0 : -1} aria-label={`${showDate(s.date.edtf)}, ${m}${said}${told && `, ${told}`}: ${whole}`}
      onClick={onChoose} onKeyDown={(e: KeyboardEvent) => (e.key === "Enter" || e.key === " ") && (e.preventDefault(), onChoose())}
    >
      <title>{`${showDate(s.date.edtf)} · ${m}${said}\n${whole}${told && `\n${told}`}`}</title>
      <rect class="hit" x={i.before ? i.x - label.length * charWidth - 10 : i.x - 2} y={y} width={i.width + (inside ? 4 : label.length * charWidth + 12)} height={laneHeight - 1} />
      {i.point ? (
        m === "asserted" ? <circle cx={i.x + 4.5} cy={y + 9} r="4.5" fill="currentColor" /> : <circle cx={i.x + 4.5} cy={y + 9} r="4" fill="var(--paper)" stroke="currentColor" stroke-width="2" stroke-dasharray={m === "reported" ? "6 2" : m === "planned" ? "3 2" : "1.5 2"} />
      ) : (
        <rect
          x={i.x} y={y + 2.5} width={i.width} height="13" rx="3" class="span" stroke-dasharray={look(m).dash.map((n) => n * 0.7).join(" ") || undefined}
          fill={i.openLeft ? `url(#fade-l-${m})` : i.openRight ? `url(#fade-r-${m})` : m === "asserted" ? "currentColor" : `url(#hatch-${m})`}
          stroke={i.openLeft || i.openRight ? "none" : "currentColor"} fill-opacity={m === "asserted" && !i.openLeft && !i.openRight ? 0.28 : 1}
        />
      )}
      {label.length > 3 && <text class={inside && m !== "asserted" && !i.openLeft && !i.openRight ? "on-hatch" : undefined} x={inside ? i.x + 8 : i.before ? i.x - 5 : i.x + i.width + 5} y={y + 13} text-anchor={i.before && !inside ? "end" : "start"}>{label}</text>}
    </g>
  );
}

function cut(s: string, n: number): string {
  const chars = [...s];
  if (n < 4) return "";
  return chars.length > n ? chars.slice(0, n - 1).join("") + "…" : s;
}

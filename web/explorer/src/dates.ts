// Dates as the API gives them (EDTF level 0 and open intervals) and what can
// be drawn of them. Days are counted from 1970-01-01 in UTC, so that no time
// zone moves a date.

export interface Span {
  /** First and last possible day, inclusive; null if that side is open. */
  first: number | null;
  last: number | null;
}

const dayMs = 86_400_000;

/** dayOf counts the days of a calendar date since 1970-01-01; null if there is no such date. */
export function dayOf(year: number, month: number, day: number): number | null {
  const t = new Date(0);
  t.setUTCFullYear(year, month - 1, day);
  if (t.getUTCFullYear() !== year || t.getUTCMonth() !== month - 1 || t.getUTCDate() !== day) return null;
  return Math.round(t.getTime() / dayMs);
}

export function isoOf(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

const datePattern = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/;

/** parseDate reads YYYY, YYYY-MM or YYYY-MM-DD as the days that it may mean; null if it is none. */
export function parseDate(s: string): { first: number; last: number } | null {
  const m = datePattern.exec(s.trim());
  if (!m) return null;
  const year = Number(m[1]);
  const month = m[2] ? Number(m[2]) : 0;
  if (m[3]) {
    const d = dayOf(year, month, Number(m[3]));
    return d === null ? null : { first: d, last: d };
  }
  if (m[2]) {
    const first = dayOf(year, month, 1);
    const next = month === 12 ? dayOf(year + 1, 1, 1) : dayOf(year, month + 1, 1);
    return first === null || next === null ? null : { first, last: next - 1 };
  }
  const first = dayOf(year, 1, 1);
  const next = dayOf(year + 1, 1, 1);
  return first === null || next === null ? null : { first, last: next - 1 };
}

/** parseEDTF reads a date or interval; undefined if it says nothing that can be drawn. */
export function parseEDTF(edtf: string | undefined): Span | undefined {
  if (!edtf) return undefined;
  const clean = edtf.replace(/[~?%]/g, "");
  const slash = clean.indexOf("/");
  if (slash < 0) return parseDate(clean) ?? undefined;
  const [a, b] = [clean.slice(0, slash), clean.slice(slash + 1)];
  const open = (s: string) => s === "" || s === "..";
  const from = open(a) ? null : parseDate(a);
  const to = open(b) ? null : parseDate(b);
  if ((from === null && !open(a)) || (to === null && !open(b))) return undefined;
  if (from === null && to === null) return undefined;
  const first = from ? from.first : null;
  const last = to ? to.last : null;
  if (first !== null && last !== null && first > last) return undefined;
  return { first, last };
}

/** showDate prints a date for people: "2025-03-13", "by 2025-03-14", "from …", "… to …", "undated". */
export function showDate(edtf: string | undefined): string {
  if (!edtf) return "undated";
  const slash = edtf.indexOf("/");
  if (slash < 0) return edtf;
  const [a, b] = [edtf.slice(0, slash), edtf.slice(slash + 1)];
  if (a === "" || a === "..") return b === "" || b === ".." ? "undated" : "by " + b;
  if (b === "" || b === "..") return "from " + a;
  return a + " to " + b;
}

/** mayFall tells whether a date can lie in a period; an open side is no certain date. */
export function mayFall(span: Span | undefined, from: number, to: number, undated: boolean): boolean {
  if (!span || span.first === null || span.last === null) return undated;
  return span.first <= to && span.last >= from;
}

export type Step = "day" | "week" | "month" | "quarter" | "year";

/** stepFor chooses buckets so that a range has at most `most` of them. */
export function stepFor(days: number, most: number): Step {
  if (days <= most) return "day";
  if (days / 7 <= most) return "week";
  if (days / 30.4 <= most) return "month";
  if (days / 91.3 <= most) return "quarter";
  return "year";
}

/** floorTo is the first day of the bucket that a day lies in; weeks begin on Monday. */
export function floorTo(day: number, step: Step): number {
  if (step === "day") return day;
  if (step === "week") return day - ((((day + 3) % 7) + 7) % 7);
  const d = new Date(day * dayMs);
  const y = d.getUTCFullYear();
  const m = d.getUTCMonth();
  if (step === "month") return dayOf(y, m + 1, 1)!;
  if (step === "quarter") return dayOf(y, m - (m % 3) + 1, 1)!;
  return dayOf(y, 1, 1)!;
}

/** after is the first day of the next bucket. */
export function after(day: number, step: Step): number {
  const lengths = { day: 1, week: 7, month: 32, quarter: 93, year: 367 };
  return step === "day" || step === "week" ? floorTo(day, step) + lengths[step] : floorTo(floorTo(day, step) + lengths[step], step);
}

/** ticks are labelled days of an axis, at most `most`. */
export function ticks(first: number, last: number, most: number): { day: number; label: string }[] {
  const step = stepFor(last - first + 1, most);
  const out: { day: number; label: string }[] = [];
  if (step === "year") {
    const years = (last - first) / 365.25;
    const every = [1, 2, 5, 10, 20, 50, 100, 200, 500].find((n) => years / n <= most) ?? 1000;
    const begin = Math.ceil(Number(isoOf(first).slice(0, 4)) / every) * every;
    for (let y = begin; ; y += every) {
      const d = dayOf(y, 1, 1);
      if (d === null || d > last) return out;
      if (d >= first) out.push({ day: d, label: String(y).padStart(4, "0") });
    }
  }
  for (let d = floorTo(first, step); d <= last; d = after(d, step)) {
    if (d < first) continue;
    const iso = isoOf(d);
    out.push({ day: d, label: step === "month" || step === "quarter" ? iso.slice(0, 7) : iso });
  }
  if (out.length > 1 || most < 2) return out;
  // A short time on a narrow axis may hold no first of a month: days then, evenly.
  out.length = 0;
  for (let d = first; d <= last; d += Math.ceil((last - first + 1) / most)) out.push({ day: d, label: isoOf(d) });
  return out;
}

/** basisWords explain how a date is known. */
export function basisWords(basis: string | undefined, phrase: string | undefined): string {
  const words = phrase ? ` (“${phrase}”)` : "";
  switch (basis) {
    case "explicit":
      return "the sentence says when" + words;
    case "anaphor":
      return "the sentence refers to a day named before" + words;
    case "inherited":
      return "taken from a neighbouring clause" + words;
    case "publication":
      return "bounded by the day of publication" + words;
    case undefined:
    case "":
    case "none":
      return "the article does not say when";
  }
  return basis + words;
}

/** wholePeriod is the month or year that two days begin and end, as it is written: 2025-01; "" if they do neither. */
export function wholePeriod(first: string, last: string): string {
  for (const s of [first.slice(0, 4), first.slice(0, 7)]) {
    const p = parseDate(s);
    if (p && isoOf(p.first) === first && isoOf(p.last) === last) return s;
  }
  return "";
}

// What the timeline and the list of sentences show as one row: the statements
// of one modality that tell of one event, in whatever words and articles.

import type { Statement } from "./api";

export interface Row {
  /** The one that tells most plainly when it was and who took part. */
  lead: Statement;
  /** The others, in the order of the list. */
  also: readonly Statement[];
}

/** apart gives each statement a row. */
export function apart(list: readonly Statement[]): Row[] {
  return list.map((lead) => ({ lead, also: [] }));
}

/**
 * joined makes one row of the statements that the server says tell of one
 * event, and of what one article says twice: the same of the same day. A row stands where its leading
 * statement stood.
 */
export function joined(list: readonly Statement[]): Row[] {
  const groups: Statement[][] = [];
  const of = new Map<string, Statement[]>();
  for (const s of list) {
    const clause = `${s.document.id} ${s.modality} ${s.date.edtf} ${s.speakers?.at(-1)?.name} ${s.claim}`;
    const group = (s.happening ? of.get(s.happening) : undefined) ?? (s.claim ? of.get(clause) : undefined);
    if (group) group.push(s);
    else groups.push([s]);
    const mine = group ?? groups[groups.length - 1]!;
    if (s.happening && !of.has(s.happening)) of.set(s.happening, mine);
    if (!of.has(clause)) of.set(clause, mine);
  }
  const leads = new Map<Statement, Row>();
  for (const g of groups) {
    const lead = g.reduce((a, b) => (vagueness(b) < vagueness(a) ? b : a));
    leads.set(lead, { lead, also: g.filter((s) => s !== lead) });
  }
  return list.flatMap((s) => leads.get(s) ?? []);
}

/** vagueness is less for what tells its day and its sides itself. */
function vagueness(s: Statement): number {
  const isActor = (id: string | undefined) => id?.startsWith("actor:") ?? false;
  return (s.first && s.first === s.last ? 0 : 8) + (isActor(s.subject.id) && isActor(s.object?.id) ? 0 : 4) + (s.date.basis === "explicit" ? 0 : 2);
}

/** tellers are those who say what a row tells, without an article's own voice; articles are those that tell it. */
export function tellers(r: Row): { speakers: string[]; articles: number } {
  const all = [r.lead, ...r.also];
  return {
    speakers: [...new Set(all.flatMap((s) => s.speakers?.at(-1)?.name ?? []))],
    articles: new Set(all.map((s) => s.document.id)).size,
  };
}

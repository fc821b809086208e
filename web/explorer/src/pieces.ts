// An article's text, cut where something was read from it.

import type { Statement } from "./api";
import { ByteIndex } from "./bytes";

export interface Piece {
  text: string;
  /** Statements whose sentence this is. */
  of: Statement[];
  /** The chosen statement's clause. */
  mark: boolean;
}

/** pieces cuts an article's text at sentences that say something and at the chosen clause; they join to the text. */
export function pieces(text: string, statements: readonly Statement[], chosen: string): Piece[] {
  const index = new ByteIndex(text);
  const bySpan = new Map<string, { a: number; b: number; of: Statement[] }>();
  for (const s of statements) {
    const key = `${s.sentence_span.start}-${s.sentence_span.end}`;
    const at = bySpan.get(key);
    if (at) at.of.push(s);
    else bySpan.set(key, { a: index.at(s.sentence_span.start), b: index.at(s.sentence_span.end), of: [s] });
  }
  const sel = statements.find((s) => s.statement === chosen);
  const mark = sel ? [index.at(sel.span.start), index.at(sel.span.end)] as const : null;
  const out: Piece[] = [];
  let done = 0;
  const put = (a: number, b: number, of: Statement[]) => {
    const cuts = [a, b, ...(mark ? mark.filter((m) => m > a && m < b) : [])].sort((x, y) => x - y);
    for (let i = 0; i + 1 < cuts.length; i++) {
      if (cuts[i] === cuts[i + 1]) continue;
      out.push({ text: text.slice(cuts[i], cuts[i + 1]), of, mark: mark !== null && of.length > 0 && cuts[i]! >= mark[0] && cuts[i + 1]! <= mark[1] });
    }
  };
  for (const x of [...bySpan.values()].sort((p, q) => p.a - q.a || p.b - q.b)) {
    const a = Math.max(x.a, done);
    if (a >= x.b) continue; // a sentence inside of one that is shown
    put(done, a, []);
    put(a, x.b, x.of);
    done = x.b;
  }
  put(done, text.length, []);
  return out;
}

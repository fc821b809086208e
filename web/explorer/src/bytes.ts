// The API counts bytes of UTF-8; the browser counts UTF-16 units.

/** byteIndex maps byte offsets of a text to its UTF-16 indexes, in one pass. */
export class ByteIndex {
  private readonly plain: boolean;
  private readonly starts: Uint32Array;

  constructor(readonly text: string) {
    const bytes = new TextEncoder().encode(text);
    this.plain = bytes.length === text.length;
    this.starts = new Uint32Array(this.plain ? 0 : bytes.length + 1);
    if (this.plain) return;
    let unit = 0;
    for (let i = 0; i < bytes.length; i++) {
      const b = bytes[i]!;
      if ((b & 0xc0) === 0x80) {
        this.starts[i] = this.starts[i - 1]!; // inside a character: its beginning
        continue;
      }
      this.starts[i] = unit;
      unit += b >= 0xf0 ? 2 : 1;
    }
    this.starts[bytes.length] = text.length;
  }

  /** at is the index of the character that begins at, or contains, a byte; offsets outside are clamped. */
  at(byte: number): number {
    if (byte <= 0) return 0;
    if (this.plain) return Math.min(byte, this.text.length);
    return this.starts[Math.min(byte, this.starts.length - 1)]!;
  }

  slice(start: number, end: number): string {
    return this.text.slice(this.at(start), this.at(end));
  }
}

export interface ByteSpan {
  start: number;
  end: number;
}

/** marks cuts a sentence into what is before, in and after the clause that a statement was read from. */
export function marks(sentence: string, sentenceSpan: ByteSpan, span: ByteSpan): [string, string, string] {
  const index = new ByteIndex(sentence);
  const a = index.at(span.start - sentenceSpan.start);
  const b = index.at(span.end - sentenceSpan.start);
  if (b <= a) return [sentence, "", ""];
  return [sentence.slice(0, a), sentence.slice(a, b), sentence.slice(b)];
}

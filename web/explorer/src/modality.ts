// The five classes of a statement and how each is drawn everywhere: in the
// network, on the timeline, in the legend, beside a sentence. Only what an
// article itself asserts is a solid line.

export type Modality = "asserted" | "reported" | "planned" | "hypothetical" | "negated";

export interface Look {
  name: Modality;
  meaning: string;
  /** Lengths of line and gap in pixels, as in SVG's stroke-dasharray; empty is solid. */
  dash: readonly number[];
  light: string;
  dark: string;
  /** Sign beside words, so that colour is never the only carrier. */
  sign: string;
}

export const looks: readonly Look[] = [
  { name: "asserted", meaning: "the article itself says that it happened or holds", dash: [], light: "#1f5f99", dark: "#6cb6f0", sign: "●" },
  { name: "reported", meaning: "somebody whom the article names says so", dash: [11, 4], light: "#b3500b", dark: "#f3a259", sign: "❝" },
  { name: "planned", meaning: "intended, expected or promised; not said to have happened", dash: [6, 5], light: "#0b7a5c", dark: "#4fd0a5", sign: "▷" },
  { name: "hypothetical", meaning: "supposed, possible, asked for or demanded", dash: [2, 5], light: "#8a4fa8", dark: "#d39bee", sign: "?" },
  { name: "negated", meaning: "said not to have happened, or denied", dash: [9, 3, 2, 3], light: "#a61c3c", dark: "#ff8097", sign: "✕" },
];

export const modalities: readonly Modality[] = looks.map((l) => l.name);

const byName = new Map(looks.map((l) => [l.name, l]));

export function isModality(s: string): s is Modality {
  return byName.has(s as Modality);
}

/** look is how a modality is drawn; what is unknown looks hypothetical, never like a fact. */
export function look(m: string): Look {
  return byName.get(m as Modality) ?? looks[3]!;
}

export function colourOf(m: string, dark: boolean): string {
  const l = look(m);
  return dark ? l.dark : l.light;
}

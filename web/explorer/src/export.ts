// What a view can be taken away as: tables, pictures, and the commands that
// give the same answer again elsewhere.

import type { Statement, Table } from "./api";
import { cut } from "./labels";
import { look } from "./modality";

/** csvField quotes where it must, and keeps spreadsheets from running words that look like formulas. */
export function csvField(s: string): string {
  const safe = /^[=+\-@\t\r]/.test(s) ? "'" + s : s;
  return /[",\r\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
}

export function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((r) => r.map(csvField).join(",")).join("\r\n") + "\r\n";
}

export function tableCSV(t: Table): string {
  const head = [...t.columns.map((c) => c.label), "evidence"];
  return csv([head, ...(t.rows ?? []).map((r) => [...r.cells.map((c) => c.text), (r.evidence ?? []).map((e) => e.statement).join(" ")])]);
}

export function statementsCSV(list: readonly Statement[]): string {
  return csv([
    ["date", "basis", "subject", "relation", "object", "modality", "according_to", "sentence", "document", "outlet", "published", "chars", "statement"],
    ...list.map((s) => [
      s.date.edtf, s.date.basis, s.subject.name, s.verb || s.relation, s.object?.name ?? "", s.modality, s.speakers?.at(-1)?.name ?? "", s.sentence,
      s.document.title ?? s.document.id, s.document.outlet ?? "", s.document.published ?? "", `${s.span.start}-${s.span.end}`, s.statement,
    ]),
  ]);
}

const quoteShell = (s: string) => (/^[\w@%+=:,./-]+$/.test(s) ? s : "'" + s.replaceAll("'", "'\\''") + "'");
const quoteText = (s: string) => JSON.stringify(s).replace(/[\u007f-\uffff]/g, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));

/** command is a call of the program: a verb, words, and flags whose empty values are left out. */
export function command(verb: readonly string[], flags: readonly (readonly [string, string])[]): string {
  return ["dramatis", ...verb.map(quoteShell), ...flags.filter(([, v]) => v !== "").map(([k, v]) => `--${k} ${quoteShell(v)}`)].join(" ");
}

export interface Snippets { curl: string; python: string; r: string }

/** snippets ask the same of the API from elsewhere. `at` is where the answer's rows are. */
export function snippets(origin: string, path: string, at: string): Snippets {
  const whole = origin + path;
  return {
    curl: `curl ${quoteShell(whole)}`,
    python: `import json, urllib.request\n\nwith urllib.request.urlopen(${quoteText(whole)}) as answer:\n    data = json.load(answer)\nfor row in data["${at}"]:\n    print(row)\n`,
    r: `library(jsonlite)\n\ndata <- fromJSON(${quoteText(whole)}, flatten = TRUE)\nprint(data$${at})\n`,
  };
}

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };

/** xml escapes text for XML and drops characters that XML cannot hold. */
export function xml(s: string): string {
  return s.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[&<>"']/g, (c) => escapes[c]!);
}

export interface DrawnNode { id: string; label: string; x: number; y: number; size: number; color: string; seat?: { x: number; y: number } | undefined }
export interface DrawnEdge { source: string; target: string; color: string; size: number; shift: number; modality: string; opacity?: number }

/** networkSVG draws what is on screen as a vector picture, legend included. */
export function networkSVG(nodes: readonly DrawnNode[], edges: readonly DrawnEdge[], width: number, height: number, dark: boolean, title: string, shown: readonly string[]): string {
  const at = new Map(nodes.map((n) => [n.id, n]));
  const r = (n: number) => String(Math.round(n * 10) / 10);
  const paper = dark ? "#12161b" : "#ffffff";
  const ink = dark ? "#e9eef3" : "#17202a";
  const out = [`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + 34}" viewBox="0 0 ${width} ${height + 34}" font-family="system-ui, sans-serif"><title>${xml(title)}</title><rect width="100%" height="100%" fill="${paper}"/>`];
  for (const e of edges) {
    const a = at.get(e.source);
    const b = at.get(e.target);
    if (!a || !b) continue;
    const len = Math.hypot(b.x - a.x, b.y - a.y) || 1;
    const nx = (-(b.y - a.y) / len) * -e.shift;
    const ny = ((b.x - a.x) / len) * -e.shift;
    const dash = look(e.modality).dash.join(" ");
    out.push(`<line x1="${r(a.x + nx)}" y1="${r(a.y + ny)}" x2="${r(b.x + nx)}" y2="${r(b.y + ny)}" stroke="${e.color}" stroke-width="${r(e.size)}"${e.opacity === undefined ? "" : ` opacity="${r(e.opacity)}"`}${dash ? ` stroke-dasharray="${dash}"` : ""}/>`);
  }
  for (const n of nodes) out.push(`<circle cx="${r(n.x)}" cy="${r(n.y)}" r="${r(n.size)}" fill="${n.color}"/>`);
  for (const n of nodes) if (n.seat) out.push(`<text x="${r(n.seat.x)}" y="${r(n.seat.y)}" font-size="12.5" fill="${ink}" stroke="${paper}" stroke-width="3" paint-order="stroke">${xml(cut(n.label))}</text>`);
  shown.forEach((m, i) => {
    const x = 14 + i * 130;
    const l = look(m);
    out.push(`<line x1="${x}" y1="${height + 17}" x2="${x + 34}" y2="${height + 17}" stroke="${dark ? l.dark : l.light}" stroke-width="2.4"${l.dash.length ? ` stroke-dasharray="${l.dash.join(" ")}"` : ""}/><text x="${x + 40}" y="${height + 21}" font-size="12" fill="${ink}">${m}</text>`);
  });
  out.push("</svg>");
  return out.join("\n");
}

/** standalone copies a drawing of the page with the colours that style sheets give it, so that it looks the same elsewhere. */
export function standalone(svg: SVGSVGElement, background: string): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = svg.querySelectorAll("*");
  const to = copy.querySelectorAll("*");
  const names = ["color", "fill", "stroke", "stroke-width", "stroke-dasharray", "font-size", "font-family", "opacity", "fill-opacity", "paint-order"];
  to.forEach((el, i) => {
    const style = getComputedStyle(from[i]!);
    for (const n of names) {
      const v = style.getPropertyValue(n);
      if (v) el.setAttribute(n, v);
    }
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const ground = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", background);
  copy.insertBefore(ground, copy.firstChild);
  return new XMLSerializer().serializeToString(copy);
}

/** save hands a file to the browser. */
export function save(name: string, content: Blob | string, type = "text/plain"): void {
  const blob = typeof content === "string" ? new Blob([content], { type: type + ";charset=utf-8" }) : content;
  const href = URL.createObjectURL(blob);
  const a = document.createElement("a");
  a.href = href;
  a.download = name;
  a.click();
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

/** rasterise turns a vector picture into a PNG of twice its size. */
export async function rasterise(svg: string): Promise<Blob> {
  const img = new Image();
  img.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
  await img.decode();
  const canvas = document.createElement("canvas");
  canvas.width = img.width * 2;
  canvas.height = img.height * 2;
  canvas.getContext("2d")!.drawImage(img, 0, 0, canvas.width, canvas.height);
  return new Promise((ok, no) => canvas.toBlob((b) => (b ? ok(b) : no(new Error("the picture is too large for this browser"))), "image/png"));
}

/** fileName makes a name that every system takes. */
export function fileName(...parts: string[]): string {
  return parts.filter(Boolean).join("-").toLowerCase().normalize("NFKD").replace(/[^a-z0-9.]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 80) || "dramatis";
}

import { describe, expect, it } from "vitest";
import { exportURL, networkURL, statementsURL, url, type NetworkEdge, type Statement } from "../../src/api";
import { ByteIndex, marks } from "../../src/bytes";
import { after, dayOf, floorTo, isoOf, mayFall, parseDate, parseEDTF, showDate, stepFor, ticks, wholePeriod } from "../../src/dates";
import { command, csv, csvField, fileName, networkSVG, snippets, xml } from "../../src/export";
import { communities, discs } from "../../src/communities";
import { build, groupsOf, headOf, matrices, tiesOf } from "../../src/graph";
import { apart, joined, tellers } from "../../src/joined";
import { seats } from "../../src/labels";
import { look, looks, modalities } from "../../src/modality";
import { coloursOf, drawnTies, neighbours, overviewTies } from "../../src/overview";
import { suggested } from "../../src/parts";
import { pieces } from "../../src/pieces";
import { extent } from "../../src/timeline";
import { formatRoute, home, parseRoute, type Route } from "../../src/state";

const day = (s: string) => parseDate(s)!.first;

describe("dates", () => {
  it.each([
    ["2025-03-13", "2025-03-13", "2025-03-13"],
    ["2024-02", "2024-02-01", "2024-02-29"],
    ["2025-12", "2025-12-01", "2025-12-31"],
    ["2025", "2025-01-01", "2025-12-31"],
    ["0099-01-02", "0099-01-02", "0099-01-02"],
  ])("%s is %s to %s", (s, first, last) => {
    const got = parseDate(s)!;
    expect([isoOf(got.first), isoOf(got.last)]).toEqual([first, last]);
  });
  it.each(["", "2025-13", "2025-02-30", "13.3.2025", "2025-3-1", "yesterday", "2025-03-13T00:00"])("%s is no date", (s) => expect(parseDate(s)).toBeNull());
  it.each([
    ["2025-03-13", "2025-03-13", "2025-03-13"],
    ["2025-03-11/2025-03-14", "2025-03-11", "2025-03-14"],
    ["../2025-03-14", null, "2025-03-14"],
    ["2025-03/..", "2025-03-01", null],
    ["2025-03~", "2025-03-01", "2025-03-31"],
  ])("EDTF %s", (s, first, last) => {
    const got = parseEDTF(s)!;
    expect([got.first === null ? null : isoOf(got.first), got.last === null ? null : isoOf(got.last)]).toEqual([first, last]);
  });
  it.each(["", "../..", "x/2025", "2025-03-14/2025-03-11", "20XX"])("EDTF %s says nothing that can be drawn", (s) => expect(parseEDTF(s)).toBeUndefined());
  it.each([["", "undated"], ["2025-03", "2025-03"], ["../2025-03-14", "by 2025-03-14"], ["2025-03-14/..", "from 2025-03-14"], ["2025-03-11/2025-03-14", "2025-03-11 to 2025-03-14"]])("%s is shown as %s", (s, want) => expect(showDate(s)).toBe(want));
  it("no time zone moves a day", () => {
    for (let y = 1900; y < 2100; y += 7) for (let m = 1; m <= 12; m++) expect(isoOf(dayOf(y, m, 28)!)).toBe(`${y}-${String(m).padStart(2, "0")}-28`);
  });
  it("an open side lies surely in no period", () => {
    expect(mayFall({ first: null, last: day("2025-03-14") }, day("2025-03-01"), day("2025-03-31"), false)).toBe(false);
    expect(mayFall({ first: day("2025-03-30"), last: day("2025-04-02") }, day("2025-03-01"), day("2025-03-31"), false)).toBe(true);
    expect(mayFall(undefined, 0, 1, true)).toBe(true);
  });
  it("buckets follow each other without gaps", () => {
    for (const step of ["day", "week", "month", "quarter", "year"] as const) {
      let d = floorTo(day("1999-12-30"), step);
      for (let i = 0; i < 40; i++) {
        const n = after(d, step);
        expect(n).toBeGreaterThan(d);
        expect(floorTo(n, step)).toBe(n);
        expect(floorTo(n - 1, step)).toBe(d);
        d = n;
      }
    }
  });
  it("a narrow axis of three weeks has days where no month begins", () => {
    expect(ticks(day("2025-03-10"), day("2025-03-31"), 3).length).toBeGreaterThan(1);
    expect(ticks(day("2025-03-10"), day("2025-04-02"), 3).length).toBeGreaterThan(1);
  });
  it("an axis has at most as many labels as it has room for", () => {
    for (const [a, b] of [["2025-03-01", "2025-03-09"], ["2024-01-01", "2025-06-30"], ["1900-01-01", "2050-12-31"], ["0900-01-01", "2050-01-01"]] as const) {
      const got = ticks(day(a), day(b), 9);
      expect(got.length).toBeGreaterThan(0);
      expect(got.length).toBeLessThanOrEqual(10);
      expect(new Set(got.map((t) => t.label)).size).toBe(got.length);
    }
    expect(stepFor(3, 10)).toBe("day");
  });
});

describe("the address of a view", () => {
  const cases: Partial<Route>[] = [
    {},
    { view: "explore" },
    { view: "explore", actor: "actor:donald-trump", depth: 3, nodes: 600, from: "2025-03-01", to: "2025-03", within: true, said: true, each: true, shown: ["asserted", "planned"], pick: "actor:a", other: "actor:b", statement: "st:1", doc: "doc:2", pane: "sentences", table: true },
    { view: "explore", actor: "actor:ünïcode-&-=?#", shown: [] },
    { view: "ask", query: "met", values: { actor: ["Trump & Söhne"], modality: ["planned", "negated"] } },
    { view: "article", doc: "doc:1" },
  ];
  it.each(cases)("%o comes back", (c) => {
    const r = { ...home, ...c };
    expect(parseRoute(formatRoute(r).slice(1))).toEqual(r);
  });
  it("leaves out what is the default", () => {
    expect(formatRoute(home)).toBe("/");
    expect(formatRoute({ ...home, view: "explore", actor: "actor:x" })).toBe("/?actor=actor:x");
  });
  it("ignores what it does not know", () => {
    expect(parseRoute("?view=evil&depth=99&nodes=-1&from=tomorrow&show=x,asserted&pane=y")).toEqual({ ...home, shown: ["asserted"] });
  });
});

describe("bytes", () => {
  const text = "Zelenskyy said “no” — 日本 🙂 end";
  it("finds characters by bytes of UTF-8", () => {
    const index = new ByteIndex(text);
    const bytes = new TextEncoder().encode(text);
    for (let i = 0; i < text.length; ) {
      const c = String.fromCodePoint(text.codePointAt(i)!);
      const at = new TextEncoder().encode(text.slice(0, i)).length;
      expect(index.slice(at, at + new TextEncoder().encode(c).length)).toBe(c);
      i += c.length;
    }
    expect(index.at(bytes.length)).toBe(text.length);
    expect(index.at(9999)).toBe(text.length);
    expect(index.at(-5)).toBe(0);
    expect(new ByteIndex("plain").at(99)).toBe(5);
  });
  it("marks join to the sentence", () => {
    for (const span of [{ start: 110, end: 125 }, { start: 100, end: 9999 }, { start: 0, end: 5 }]) expect(marks(text, { start: 100, end: 200 }, span).join("")).toBe(text);
    expect(marks(text, { start: 100, end: 200 }, { start: 110, end: 114 })[1]).toBe("said");
  });
});

describe("modality", () => {
  it("only what is asserted is solid; every look differs", () => {
    expect(looks.filter((l) => l.dash.length === 0).map((l) => l.name)).toEqual(["asserted"]);
    for (const part of ["light", "dark", "sign"] as const) expect(new Set(looks.map((l) => l[part])).size).toBe(looks.length);
    expect(new Set(looks.map((l) => l.dash.join())).size).toBe(looks.length);
    expect(look("something new").dash.length).toBeGreaterThan(0);
  });
});

describe("exports", () => {
  it.each([["plain", "plain"], ["a,b", '"a,b"'], ['say "no"', '"say ""no"""'], ["=1+1", "'=1+1"], ["two\nlines", '"two\nlines"'], ["-3", "'-3"]])("field %s", (s, want) => expect(csvField(s)).toBe(want));
  it("rows end as RFC 4180 says", () => expect(csv([["a", "b"], ["1", "2"]])).toBe("a,b\r\n1,2\r\n"));
  it("words of an article cannot end a command or a string", () => {
    expect(command(["query", "met"], [["actor", "O'Neil; rm -rf $HOME"], ["to", ""]])).toBe(`dramatis query met --actor 'O'\\''Neil; rm -rf $HOME'`);
    const s = snippets("http://127.0.0.1:1", url("/api/v1/statements", { actor: `a"b'c` }), "statements");
    expect(s.curl.startsWith("curl 'http")).toBe(true);
    expect(s.python).not.toMatch(/[^\\]"b/);
    expect(s.python.match(/http[^"]*/)![0]).toContain("%22");
  });
  it("XML holds any text", () => expect(xml("<a b='c'>&\u0000\u0008")).toBe("&lt;a b=&apos;c&apos;&gt;&amp;"));
  it("the drawing has names escaped, dashes and a legend", () => {
    const node = (id: string, label: string, x: number) => ({ id, label, x, y: 5, size: 4, color: "#123", seat: { x: 1, y: 2 } });
    const svg = networkSVG([node("a", "<script>", 0), node("b", "B", 50)], [{ source: "a", target: "b", color: "#456", size: 1, shift: 2, modality: "planned" }], 100, 80, false, "t", ["asserted", "planned"]);
    expect(svg).not.toContain("<script>");
    expect(svg).toContain(`stroke-dasharray="${look("planned").dash.join(" ")}"`);
    expect(svg.match(/<line/g)!.length).toBe(3);
  });
  it.each([["Volodymyr Zelenskyy", "volodymyr-zelenskyy"], ["Łódź/../x", "o-dz-..-x"], ["🙂", "dramatis"]])("file name of %s", (s, want) => expect(fileName(s)).toBe(want));
});

describe("requests", () => {
  const s = { ...home, actor: "actor:a" };
  it("name the modalities that are shown, and the pair that is picked", () => {
    expect(networkURL(s)).toContain("modality=asserted&modality=reported&modality=planned&modality=hypothetical&modality=negated");
    expect(statementsURL({ ...s, pick: "actor:b", other: "actor:c", shown: ["planned"], from: "2025" })).toBe("/api/v1/statements?actor=actor:b&with=actor:c&from=2025&modality=planned&limit=200");
    const all = "modality=asserted&modality=reported&modality=planned&modality=hypothetical&modality=negated";
    expect(exportURL({ ...s, depth: 2 }, "network", "gexf")).toBe("/api/v1/export?what=network&format=gexf&actor=actor:a&depth=2&" + all);
    expect(exportURL({ ...s, actor: "", shown: ["asserted"] }, "network", "neo4j", "nodes")).toBe("/api/v1/export?what=network&format=neo4j&part=nodes&modality=asserted");
    expect(exportURL({ ...s, pick: "actor:b", other: "actor:c" }, "statements", "graphml")).toBe("/api/v1/export?what=statements&format=graphml&actor=actor:a&depth=1&" + all);
    expect(exportURL({ ...s, pick: "actor:b", other: "actor:c" }, "statements", "csv")).toBe("/api/v1/export?what=statements&format=csv&actor=actor:b&with=actor:c");
    const said = { ...s, said: true };
    expect(statementsURL(said)).toBe("/api/v1/statements?speaker=actor:a&limit=200");
    expect(statementsURL({ ...said, pick: "actor:b", other: "actor:c" })).toBe("/api/v1/statements?speaker=actor:b&actor=actor:c&limit=200");
    expect(statementsURL({ ...said, actor: "", pick: "actor:b" })).toBe("/api/v1/statements?actor=actor:b&limit=200");
    expect(url("/x", { a: "", b: undefined, c: false, d: ["1", "2"] })).toBe("/x?d=1&d=2");
  });
});

describe("the axis of the timeline", () => {
  const bin = (period: string, n: number) => ({ period, counts: { asserted: n }, exact: 0 });
  const t = (bins: ReturnType<typeof bin>[]) => ({ unit: "year" as const, bins, undated: {}, counts: {}, total: 0 });
  const year = (n: number | undefined) => new Date(n! * 86_400_000).getUTCFullYear();
  const news = t([bin("1900", 1), ...[2010, 2011, 2012, 2013].map((y) => bin(String(y), 60)), bin("2050", 2)]);
  it("leaves a few of long ago and far ahead beyond its ends, and counts them", () => {
    const e = extent(news, "", "")!;
    expect([year(e.begins), year(e.ends), e.before, e.after]).toEqual([2010, 2013, 1, 2]);
    const all = extent(news, "", "", true)!;
    expect([year(all.begins), year(all.ends), all.before, all.after]).toEqual([1900, 2050, 0, 0]);
  });
  it("reaches to the chosen period", () => {
    const e = extent(news, "1890", "1950")!;
    expect([year(e.begins), e.before]).toEqual([1890, 0]);
  });
  it("is whole where little would be gained, or few statements are all there is", () => {
    expect(extent(t([bin("2009", 1), bin("2010", 60), bin("2012", 60)]), "", "")!.before).toBe(0);
    expect(extent(t([bin("1900", 1), bin("2012", 3)]), "", "")!.before).toBe(0);
    expect(extent(t([]), "", "")).toBeNull();
    expect(extent(undefined, "2025", "")).not.toBeNull();
  });
});

describe("rows of the timeline", () => {
  const st = (id: string, over: Partial<Statement> = {}): Statement => ({
    statement: id, claim: "claim " + id, modality: "asserted", subject: { id: "actor:a", name: "A" }, object: { id: "actor:b", name: "B" }, date: { edtf: "../2025-03-14", basis: "publication" },
    last: "2025-03-14", document: { id: "doc:" + id }, span: { start: 0, end: 9 }, ...over,
  } as Statement);
  const h = { happening: "asserted event:x/meet/1 consult" };
  const day = { first: "2025-03-12", last: "2025-03-12", date: { edtf: "2025-03-12", basis: "explicit" } };
  const list = [st("early", h), st("other"), st("plain", { ...h, ...day, speakers: [{ name: "Out" }, { name: "Zed" }] }), st("again", { ...h, ...day, document: { id: "doc:early" } }), st("denied", { modality: "negated" })];
  it("are one for an event, led by what tells its day itself, and stand where that stands", () => {
    const rows = joined(list);
    expect(rows.map((r) => [r.lead.statement, r.also.map((s) => s.statement)])).toEqual([["other", []], ["plain", ["early", "again"]], ["denied", []]]);
    expect(tellers(rows[1]!)).toEqual({ speakers: ["Zed"], articles: 2 });
    expect(apart(list).map((r) => r.lead)).toEqual(list);
  });
  it("are one for what an article says twice, and two for what only sounds alike", () => {
    const twice = [st("a", { claim: "same", document: { id: "doc:1" } }), st("b", { claim: "same", document: { id: "doc:1" }, ...h }), st("c", { claim: "same" }), st("d", { claim: "same", document: { id: "doc:1" }, modality: "negated" })];
    expect(joined(twice).map((r) => 1 + r.also.length)).toEqual([2, 1, 1]);
  });
  it("hold every statement once", () => {
    const rows = joined(list);
    expect(rows.flatMap((r) => [r.lead, ...r.also]).length).toBe(list.length);
  });
});

describe("the graph that is drawn", () => {
  const edge: NetworkEdge = { source: "a", target: "b", weight: 4, counts: { asserted: 3, planned: 1 }, forward: 4, backward: 0, relations: [] };
  const node = (id: string, hop: number) => ({ id, name: id, kind: "person", statements: 4, degree: 1, hop });
  const net = { nodes: [node("a", 0), node("b", 1)], edges: [edge, { ...edge, target: "gone" }, { ...edge, target: "a" }], total_nodes: 2, total_edges: 3 };
  it("has a line for each modality, beside each other", () => {
    expect(tiesOf(edge, modalities).map((t) => t.modality)).toEqual(["asserted", "planned"]);
    expect(tiesOf(edge, ["planned"]).map((t) => t.count)).toEqual([1]);
    const g = build(net, modalities, false);
    expect([g.order, g.size]).toEqual([2, 2]);
    expect(g.mapEdges((_, a) => a.shift)).toEqual([-2, 2]);
    expect(headOf(edge)).toBe(1);
    expect(headOf({ ...edge, backward: 1 })).toBe(0);
  });
  it("keeps nodes where they were", () => {
    const g = build(net, modalities, true, new Map([["b", { x: 7, y: 8 }]]));
    expect([g.getNodeAttribute("b", "x"), g.getNodeAttribute("b", "y")]).toEqual([7, 8]);
  });
  it("weighs parallel lines as one tie", () => {
    const m = matrices(build(net, modalities, false));
    expect([m.nodes.length, m.edges.length]).toEqual([20, 3]);
    expect(m.edges[2]).toBe(3); // 1 + log2(4)
  });
});

describe("an article", () => {
  const text = "Ärger in Oslo. Dahl met Strand.\nThen he left.";
  const statement = (id: string, sentence: string, clause: string): Statement => {
    const at = (s: string) => new TextEncoder().encode(text.slice(0, text.indexOf(s))).length;
    const len = (s: string) => new TextEncoder().encode(s).length;
    return { statement: id, sentence, sentence_span: { start: at(sentence), end: at(sentence) + len(sentence) }, span: { start: at(clause), end: at(clause) + len(clause) }, modality: "asserted" } as Statement;
  };
  const list = [statement("1", "Dahl met Strand.", "met Strand"), statement("2", "Then he left.", "he left")];
  it("is cut at what was read, and joins to the text", () => {
    for (const chosen of ["", "1", "2", "none"]) expect(pieces(text, list, chosen).map((p) => p.text).join("")).toBe(text);
    expect(pieces(text, list, "1").filter((p) => p.mark).map((p) => p.text)).toEqual(["met Strand"]);
    expect(pieces(text, [], "").length).toBe(1);
  });
});

describe("names on the network", () => {
  const circle = (id: string, x: number, y: number, must = false) => ({ id, name: id.repeat(4), x, y, r: 5, must });
  const width = () => 40;
  const view = { width: 400, height: 400 };
  it("does not let names cover each other, and gives way to the left, below and above", () => {
    const put = seats([circle("a", 100, 100), circle("b", 112, 100), circle("c", 108, 108)], width, view, 10);
    const boxes = [...put.values()].map((s) => ({ l: s.x, r: s.x + 40, t: s.y - 10, b: s.y + 3 }));
    boxes.forEach((p, i) => boxes.slice(i + 1).forEach((q) => expect(p.l < q.r && q.l < p.r && p.t < q.b && q.t < p.b).toBe(false)));
    expect(put.get("a")!.x).toBeLessThan(100);
    expect(put.get("b")!.x).toBeGreaterThan(112);
  });
  it("names the first where all lie on each other, and what must be named", () => {
    const heap = Array.from({ length: 500 }, (_, i) => circle("n" + i, 200, 100));
    const put = seats(heap, width, view, 30, true);
    expect(put.has("n0")).toBe(true);
    expect(put.size).toBeLessThan(6);
    expect(seats([...heap.slice(0, 9), circle("x", 200, 100, true)], width, view, 30).has("x")).toBe(true);
  });
  it("names nothing outside the view", () => {
    expect(seats([circle("a", -100, 50)], width, view, 10).size).toBe(0);
  });
});

describe("first places", () => {
  it("finds two communities, and the same ones again", () => {
    const ties: [number, number, number][] = [];
    for (let i = 0; i < 5; i++) for (let j = 0; j < i; j++) ties.push([i, j, 1], [i + 5, j + 5, 1]);
    ties.push([0, 5, 0.5]);
    const label = [...communities(10, ties)];
    expect(new Set(label.slice(0, 5)).size).toBe(1);
    expect(new Set(label.slice(5)).size).toBe(1);
    expect(label[0]).not.toBe(label[5]);
    expect([...communities(10, ties)]).toEqual(label);
    const at = discs(communities(10, ties));
    expect(new Set(at.map((p) => `${p.x} ${p.y}`)).size).toBe(10);
  });
});

describe("an overview", () => {
  // Thirty communities of a hundred, each a ring with a hub, joined by their hubs.
  const nodes = Array.from({ length: 3000 }, (_, i) => ({ id: `actor:${i}`, name: `A${i}`, kind: "person", statements: i % 100 === 0 ? 500 - i / 100 : 1, degree: 2 }));
  const edge = (a: number, b: number) => ({ source: `actor:${a}`, target: `actor:${b}`, weight: 1, counts: { asserted: 1 }, forward: 1, backward: 0, relations: [] });
  const edges = nodes.flatMap((_, i) => [...(i % 100 === 99 ? [] : [edge(i, i + 1)]), ...(i % 100 > 1 ? [edge(i, i - (i % 100))] : i % 100 ? [] : [edge(i, (i + 100) % 3000)])]);
  const net = { nodes, edges, total_nodes: 3000, total_edges: edges.length };
  it("has a colour and a place of its own for each community, named by its heaviest actor", () => {
    const g = build(net, ["asserted"], false);
    const at = (i: number) => g.getNodeAttributes(`actor:${i}`);
    for (const c of [0, 7, 29]) {
      const near = Array.from({ length: 100 }, (_, i) => Math.hypot(at(c * 100 + i).x - at(c * 100).x, at(c * 100 + i).y - at(c * 100).y));
      const others = Array.from({ length: 30 }, (_, o) => (o === c ? Infinity : Math.hypot(at(o * 100).x - at(c * 100).x, at(o * 100).y - at(c * 100).y)));
      expect(Math.max(...near)).toBeLessThan(Math.min(...others));
      expect(at(c * 100 + 5).color).toBe(at(c * 100).color);
      expect(at(c * 100).head).toBe(true);
      expect(at(c * 100 + 5).head).toBe(false);
    }
    expect(groupsOf(net, false).map((x) => x.size)).toEqual(Array(5).fill(100));
    expect(groupsOf(net, false)[0]!.name).toBe("A0");
    expect(g.size).toBe(0);
  });
  it("has its ties in columns, those between communities beneath", () => {
    const both = edges.map((e, i) => (i === 7 ? { ...e, counts: { asserted: 1, denied: 0, negated: 2 } } : e));
    const t = overviewTies({ ...net, edges: [...both, edge(1, 9999), edge(4, 4)] }, ["asserted", "negated"]);
    expect([t.actors, t.size]).toEqual([3000, edges.length + 1]);
    const same = (i: number) => Math.floor(t.source[i]! / 100) === Math.floor(t.target[i]! / 100);
    expect([...t.between]).toEqual([...t.between].map((_, i) => Number(!same(i))));
    expect([...t.between].indexOf(0)).toBe(30); // one from each hub to the next
    expect([...t.modality].filter((m) => m === modalities.indexOf("negated")).length).toBe(1);
    expect(overviewTies(net, []).size).toBe(0);
  });
  it("gives a picked actor's ties their full colour, and takes it from the others", () => {
    const t = overviewTies(net, ["asserted"]);
    const colours = { paper: "#ffffff", faint: "#dfe3e8", dark: false };
    const full = (c: Uint8Array) => Array.from({ length: t.size }, (_, i) => i).filter((i) => c[4 * i + 3] === 255);
    expect(full(coloursOf(t, colours, -1, -1))).toEqual([]);
    const on = full(coloursOf(t, colours, 100, -1));
    expect(new Set(on.flatMap((i) => [t.source[i], t.target[i]]))).toEqual(new Set([100, ...neighbours(t, 100)]));
    expect(neighbours(t, 100).size).toBe(101); // its ring and two hubs
    expect(full(coloursOf(t, colours, 100, 200)).length).toBe(1);
    expect(full(coloursOf(t, colours, 200, 100))).toEqual(full(coloursOf(t, colours, 100, 200)));
    expect(drawnTies(net, ["asserted"], colours, "actor:100", "actor:200").at(-1)).toMatchObject({ source: "actor:100", target: "actor:200", color: look("asserted").light, opacity: 1 });
  });
  it("is none of a network that can be shown actor by actor", () => {
    expect(groupsOf({ ...net, nodes: nodes.slice(0, 500) }, false)).toEqual([]);
  });
});

describe("suggestions of the API", () => {
  it.each([
    ['"Steve Witkoff" [person]', { value: "Steve Witkoff", name: "Steve Witkoff", detail: "person" }],
    ["actor:a-b (A B) [state]", { value: "actor:a-b", name: "A B", detail: "state" }],
    ["actor:a-b", { value: "actor:a-b", name: "actor:a-b", detail: "" }],
    ['"a \\"b\\""', { value: 'a "b"', name: 'a "b"', detail: "" }],
  ])("%s", (s, want) => expect(suggested(s)).toEqual(want));
});

describe("wholePeriod", () => {
  it.each([["2025-01-01", "2025-01-31", "2025-01"], ["2024-02-01", "2024-02-29", "2024-02"], ["2025-01-01", "2025-12-31", "2025"], ["2025-01-01", "2025-01-30", ""], ["2025-01-01", "2025-01-01", ""], ["", "", ""]])(
    "%s to %s is %j", (a, b, want) => expect(wholePeriod(a, b)).toBe(want));
});

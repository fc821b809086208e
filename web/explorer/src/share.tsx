// Taking a view away: its address, the commands that answer the same, and
// files.

import type Sigma from "sigma";
import { exportURL, networkURL, statementsURL, type Network, type Selection, type Statement } from "./api";
import type { Page } from "./app";
import { command, fileName, networkSVG, rasterise, save, snippets, standalone, statementsCSV, type DrawnEdge, type DrawnNode } from "./export";
import { overviewNodes } from "./graph";
import { named } from "./labels";
import { modalities } from "./modality";
import { inks } from "./network";
import { drawnTies } from "./overview";
import { Copy, Menu } from "./parts";
import { formatRoute } from "./state";

interface Props {
  page: Page;
  selection: Selection;
  /** Names of the actor, or of both of a picked tie; empty for the whole graph. */
  of: readonly [string, string];
  about: string;
  sigma: { current: Sigma | null };
  list: readonly Statement[];
  net: Network | undefined;
}

/** drawn reads what is on screen from the canvas, in pixels. */
function drawn(s: Sigma, net: Network, selection: Selection, dark: boolean): { nodes: DrawnNode[]; edges: DrawnEdge[]; width: number; height: number } {
  const g = s.getGraph();
  const labelled = named(s);
  const nodes: DrawnNode[] = [];
  g.forEachNode((id, a) => {
    const d = s.getNodeDisplayData(id);
    if (!d) return;
    const at = s.framedGraphToViewport(d);
    nodes.push({ id, label: a.label, x: at.x, y: at.y, size: s.scaleSize(d.size), color: d.color, seat: labelled.get(id) });
  });
  const edges: DrawnEdge[] = [];
  g.forEachEdge((id, a, source, target) => {
    const d = s.getEdgeDisplayData(id);
    edges.push({ source, target, color: d?.color ?? a.color, size: a.size, shift: a.shift, modality: a.modality });
  });
  if (net.nodes.length > overviewNodes) {
    for (const t of drawnTies(net, selection.shown, { ...inks(dark), dark }, selection.pick, selection.other)) edges.push({ ...t, size: 1, shift: 0 });
  }
  const { width, height } = s.getDimensions();
  return { nodes, edges, width, height };
}

export function Share({ page, selection, of, about, sigma, list, net }: Props) {
  const base = fileName("dramatis", about);
  const svg = () => {
    const s = sigma.current;
    if (!s || !net) return "";
    const d = drawn(s, net, selection, page.dark);
    return networkSVG(d.nodes, d.edges, d.width, d.height, page.dark, `${about} (Dramatis)`, selection.shown);
  };
  const timeline = () => {
    const all = [...document.querySelectorAll<SVGSVGElement>(".timeline svg")];
    return all.map((x) => standalone(x, page.dark ? "#12161b" : "#ffffff"));
  };
  const png = (picture: string, file: string) => rasterise(picture).then((b) => save(file, b), () => page.say("This browser could not make the picture; take the SVG."));
  const flags: [string, string][] = [["from", selection.from], ["to", selection.to], ["modality", selection.shown.length === modalities.length ? "" : selection.shown.join(",")]];
  const [who, other] = of;
  const every = selection.shown.length === modalities.length ? " --all-modalities" : "";
  const cli = who && !selection.said ? command(["query", "timeline"], [["actor", who], ["with", other], ...flags]) + every : command(["query", "statements"], [["speaker", who], ["actor", other], ...flags]);
  const s = snippets(location.origin, statementsURL(selection, 1000), "statements");
  const n = snippets(location.origin, networkURL(selection), "edges");
  return (
    <>
      <Menu label="Copy" title="Copy this view as an address or a command">
        <h3>This view</h3>
        <Copy label="Permalink" text={location.origin + formatRoute(page.route)} />
        <h3>Its statements</h3>
        <Copy label="Command" text={cli} />
        <Copy label="curl" text={s.curl} />
        <Copy label="Python" text={s.python} />
        <Copy label="R" text={s.r} />
        <h3>Its network</h3>
        <Copy label="curl" text={n.curl} />
        <Copy label="Python" text={n.python} />
        <Copy label="R" text={n.r} />
      </Menu>
      <Menu label="Download" title="Download this view">
        <h3>Network</h3>
        <button type="button" data-close disabled={!net || page.route.table} title={page.route.table ? "of the drawing, which the button Drawing brings back" : ""} onClick={() => void png(svg(), base + "-network.png")}>PNG</button>
        <button type="button" data-close disabled={!net || page.route.table} onClick={() => save(base + "-network.svg", svg(), "image/svg+xml")}>SVG</button>
        <a data-close class="button" title="for Gephi" href={exportURL(selection, "network", "gexf")} download={base + ".gexf"}>GEXF</a>
        <a data-close class="button" title="for yEd, Cytoscape, igraph, networkx" href={exportURL(selection, "network", "graphml")} download={base + ".graphml"}>GraphML</a>
        <a data-close class="button" title="for Gephi, with an edge for each statement" href={exportURL(selection, "statements", "gexf")} download={base + "-statements.gexf"}>GEXF by statement</a>
        <a data-close class="button" title="with an edge for each statement" href={exportURL(selection, "statements", "graphml")} download={base + "-statements.graphml"}>GraphML by statement</a>
        {([["csv", "CSV", "for spreadsheets, R, pandas"], ["neo4j", "Neo4j", "for neo4j-admin database import"]] as const).map(([format, label, use]) => (["nodes", "edges"] as const).map((part) => (
          <a key={format + part} data-close class="button" title={use} href={exportURL(selection, "network", format, part)} download={`${base}-${format === "csv" ? "" : format + "-"}${part}.csv`}>{label} {part}</a>
        )))}
        <h3>Timeline</h3>
        <button type="button" data-close onClick={() => timeline().forEach((x, i) => void png(x, `${base}-timeline${i ? "-statements" : ""}.png`))}>PNG</button>
        <button type="button" data-close onClick={() => timeline().forEach((x, i) => save(`${base}-timeline${i ? "-statements" : ""}.svg`, x, "image/svg+xml"))}>SVG</button>
        <h3>Statements</h3>
        <a data-close class="button" href={exportURL(selection, "statements", "csv")} download={base + ".csv"}>CSV</a>
        <a data-close class="button" href={exportURL(selection, "statements", "json-ld")} download={base + ".jsonld"}>JSON-LD</a>
        <a data-close class="button" href={exportURL(selection, "statements", "ndjson")} download={base + ".ndjson"}>NDJSON</a>
        <button type="button" data-close onClick={() => save(base + "-shown.csv", statementsCSV(list), "text/csv")}>CSV of those listed</button>
        <h3>The whole graph</h3>
        <a data-close class="button" title="RDF: every quad, of all articles" href="/api/v1/export?what=graph&format=nquads" download="dramatis.nq">N-Quads</a>
      </Menu>
    </>
  );
}

import type Graph from "graphology";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import Sigma from "sigma";
import type { Network } from "./api";
import type { Settings } from "sigma/settings";
import { wholePeriod } from "./dates";
import { NoProgram, ThinTieProgram, TieProgram, type TieData } from "./edges";
import { build, groupsOf, kinds, manyNodes, matrices, overviewNodes } from "./graph";
import { labels } from "./labels";
import { coloursOf, neighbours, overviewTies, type Ties } from "./overview";
import type { LayoutAnswer, LayoutRequest } from "./layout.worker";
import { look, type Modality } from "./modality";
import { NetworkTable } from "./tables";
import { TieLayer } from "./tielayer";

export interface NetworkProps {
  net: Network;
  centre: string;
  shown: readonly Modality[];
  pick: string;
  other: string;
  dark: boolean;
  table: boolean;
  onPick: (a: string, b: string) => void;
  onCentre: (id: string) => void;
  /** The view that is on screen, for downloads. */
  onReady: (s: Sigma | null) => void;
}

interface Tip { x: number; y: number; title: string; lines: string[] }

const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** NetworkView draws a network; its table says the same in words. */
export function NetworkView(p: NetworkProps) {
  const box = useRef<HTMLDivElement>(null);
  const sigma = useRef<Sigma | null>(null);
  const fed = useRef<Graph | null>(null); // the graph that the canvas has settings for
  const layer = useRef<TieLayer | null>(null); // draws the ties of an overview
  const laid = useRef<Ties | null>(null); // the ties that it has
  const stretch = useRef(1); // layouts are round: they are drawn as wide as the canvas is
  const places = useRef(new Map<string, { x: number; y: number }>());
  const props = useRef(p);
  props.current = p;
  const styled = useRef("");
  const [tip, setTip] = useState<Tip | null>(null);
  const [broken, setBroken] = useState(false);
  const [busy, setBusy] = useState(false);

  const groups = useMemo(() => groupsOf(p.net, p.dark), [p.net, p.dark]);
  const graph = useMemo(() => build(p.net, p.shown, p.dark, places.current), [p.net, p.shown, p.dark]);

  const ties = useMemo(() => (p.net.nodes.length > overviewNodes ? overviewTies(p.net, p.shown) : null), [p.net, p.shown]);

  const picking = !ties && graph.size <= manyTies; // a canvas has it from its beginning

  // The canvas lives as long as the page shows it; graphs come and go in it.
  useEffect(() => {
    if (p.table || !box.current) return;
    let s: Sigma;
    try {
      const { clientWidth: w, clientHeight: h } = box.current;
      stretch.current = w && h ? Math.max(0.6, Math.min(1.8, w / h)) : 1;
      s = new Sigma(graph, box.current, {
        allowInvalidContainer: true, defaultEdgeType: "tie",
        zIndex: true, renderLabels: false, minCameraRatio: 0.02, maxCameraRatio: 4, stagePadding: 44,
        defaultDrawNodeHover: drawHover, ...settingsFor(graph, ties), ...reducers(graph, ties, p),
      });
    } catch {
      setBroken(true);
      return;
    }
    sigma.current = s;
    fed.current = graph;
    styled.current = styleOf(p);
    labels(s, () => inks(props.current.dark));
    p.onReady(s);
    const now = () => props.current;
    s.on("clickNode", ({ node }) => now().onPick(now().pick === node && !now().other ? "" : node, ""));
    s.on("doubleClickNode", ({ node, preventSigmaDefault }) => {
      preventSigmaDefault();
      now().onCentre(node);
    });
    s.on("clickEdge", ({ edge }) => {
      const [a, b] = s.getGraph().extremities(edge);
      now().onPick(a, b);
    });
    s.on("clickStage", () => now().onPick("", ""));
    s.on("enterNode", ({ node, event }) => {
      const n = now().net.nodes.find((x) => x.id === node);
      if (n) setTip({ x: event.x, y: event.y, title: n.name, lines: [`${n.kind || "actor"} · ${count(n.statements, "statement")}`, `tied with ${count(n.degree, "actor")}`] });
      box.current!.style.cursor = "pointer";
    });
    s.on("enterEdge", ({ edge, event }) => {
      const g = s.getGraph();
      const [a, b] = g.extremities(edge);
      const e = now().net.edges.find((x) => x.source === a && x.target === b);
      if (!e) return;
      setTip({
        x: event.x, y: event.y, title: `${g.getNodeAttribute(a, "label")} – ${g.getNodeAttribute(b, "label")}`,
        lines: [
          ...now().shown.filter((m) => e.counts[m]).map((m) => `${look(m).sign} ${e.counts[m]} ${m}`),
          e.relations.slice(0, 4).map((r) => r.text.replaceAll("_", " ")).join(", "),
          e.first ? wholePeriod(e.first, e.last ?? "") || (e.last && e.last !== e.first ? `${e.first} to ${e.last}` : e.first) : "undated",
        ],
      });
      box.current!.style.cursor = "pointer";
    });
    const leave = () => {
      setTip(null);
      if (box.current) box.current.style.cursor = "";
    };
    s.on("leaveNode", leave);
    s.on("leaveEdge", leave);
    return () => {
      p.onReady(null);
      sigma.current = null;
      layer.current?.kill();
      layer.current = null;
      laid.current = null;
      s.kill();
    };
  }, [p.table, picking]);

  // A new graph: keep places, lay out in the worker.
  useEffect(() => {
    const s = sigma.current;
    if (!s || p.table) return;
    if (fed.current !== graph) s.setSettings({ ...settingsFor(graph, ties), ...reducers(graph, ties, props.current) });
    if (s.getGraph() !== graph) s.setGraph(graph);
    fed.current = graph;
    if (graph.order < 2 || graph.order > overviewNodes) return;
    const fresh = graph.nodes().filter((n) => !places.current.has(n)).length;
    const iterations = fresh === 0 ? 60 : 500;
    const stop = layout(graph, iterations, stretch.current, (done) => {
      graph.forEachNode((n, a) => places.current.set(n, { x: a.x, y: a.y }));
      if (done) setBusy(false);
    });
    setBusy(true);
    return () => {
      stop();
      setBusy(false);
    };
  }, [graph, p.table, picking]);

  useEffect(() => {
    const as = styleOf(p);
    if (sigma.current && !p.table && styled.current !== as) sigma.current.setSettings(reducers(graph, ties, p));
    styled.current = as;
  }, [p.pick, p.other, p.centre, p.dark, graph, p.table]);

  // The ties of an overview, and their colours.
  useEffect(() => {
    const s = sigma.current;
    if (!s || p.table || (!ties && !layer.current)) return;
    try {
      layer.current ??= new TieLayer(s);
      if (laid.current !== ties) layer.current.set(ties, (i) => s.getNodeDisplayData(p.net.nodes[i]!.id)!);
      laid.current = ties;
      const { paper, faint } = inks(p.dark);
      const at = (id: string) => (id ? p.net.nodes.findIndex((n) => n.id === id) : -1);
      if (ties) layer.current.colour(coloursOf(ties, { paper, faint, dark: p.dark }, at(p.pick), at(p.other)));
    } catch {
      setBroken(true);
    }
  }, [ties, picking, p.pick, p.other, p.dark, p.table]);

  if (p.table || broken) {
    return (
      <div class="network-table">
        {broken && <p class="hint">This browser draws no WebGL; here is the network as a table.</p>}
        <NetworkTable net={p.net} shown={p.shown} pick={p.pick} other={p.other} onPick={p.onPick} onCentre={p.onCentre} />
      </div>
    );
  }
  const camera = (f: (s: Sigma) => void) => () => sigma.current && f(sigma.current);
  const ms = still() ? 1 : 250;
  return (
    <div class="network">
      <div class="canvas" ref={box} role="img" aria-label={`Network of ${p.net.nodes.length} actors. The table button shows it in words.`} data-nodes={graph.order} data-edges={ties ? ties.size : graph.size} data-busy={busy} />
      <div class="zoom" role="group" aria-label="Zoom">
        <button type="button" title="Zoom in" aria-label="Zoom in" onClick={camera((s) => void s.getCamera().animatedZoom({ duration: ms }))}>+</button>
        <button type="button" title="Zoom out" aria-label="Zoom out" onClick={camera((s) => void s.getCamera().animatedUnzoom({ duration: ms }))}>−</button>
        <button type="button" title="Show all of it" aria-label="Fit the network to the window" onClick={camera((s) => void s.getCamera().animatedReset({ duration: ms }))}>⤢</button>
      </div>
      {groups.length > 0 ? (
        <ul class="kinds" aria-label="Communities, by their heaviest actors">
          {groups.map((k) => <li key={k.name}><Dot colour={k.colour} /><span><bdi>{k.name}</bdi> and {count(k.size - 1, "other")}</span></li>)}
        </ul>
      ) : (
        <ul class="kinds" aria-label="Kinds of actors">
          {kinds.filter((k) => p.net.nodes.some((n) => (n.kind || "other") === k.name)).map((k) => <li key={k.name}><Dot colour={p.dark ? k.dark : k.light} />{k.name}</li>)}
        </ul>
      )}
      {tip && <TipBox tip={tip} />}
    </div>
  );
}

function Dot({ colour }: { colour: string }) {
  return <svg width="10" height="10" aria-hidden="true"><circle cx="5" cy="5" r="4.5" fill={colour} /></svg>;
}

function TipBox({ tip }: { tip: Tip }) {
  const el = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const t = el.current;
    const parent = t?.parentElement;
    if (!t || !parent) return;
    t.style.left = Math.max(4, Math.min(tip.x + 14, parent.clientWidth - t.offsetWidth - 4)) + "px";
    t.style.top = Math.max(4, Math.min(tip.y + 14, parent.clientHeight - t.offsetHeight - 4)) + "px";
  }, [tip]);
  return (
    <div class="tip" ref={el} role="status">
      <b><bdi>{tip.title}</bdi></b>
      {tip.lines.filter(Boolean).map((l) => <span key={l}>{l}</span>)}
    </div>
  );
}

export function count(n: number, noun: string): string {
  return `${n.toLocaleString("en-GB").replaceAll(",", " ")} ${noun}${n === 1 ? "" : "s"}`;
}

/** Where there are more ties than this, none is looked for under the pointer. */
const manyTies = 20_000;

/** settingsFor a large graph leave out what would cost a picture of every tie. */
function settingsFor(g: Graph, ties: Ties | null) {
  const thin = g.order > manyNodes;
  return {
    enableEdgeEvents: !ties && g.size <= manyTies, hideEdgesOnMove: g.size > 8000,
    edgeProgramClasses: { tie: thin ? NoProgram : TieProgram, thin: thin ? ThinTieProgram : NoProgram, arrow: NoProgram, line: NoProgram },
  };
}

export const inks = (dark: boolean) => (dark ? { ink: "#e9eef3", paper: "#12161b", faint: "#2c3440", soft: "#6d7986" } : { ink: "#17202a", paper: "#ffffff", faint: "#dfe3e8", soft: "#97a1ac" });

/** styleOf is all that the reducers look at but the graph. */
const styleOf = (p: NetworkProps) => [p.pick, p.other, p.centre, p.dark].join(" ");

/** reducers mark what is picked and let the rest step back; without a pick no tie is looked at. */
function reducers(g: Graph, ties: Ties | null, p: NetworkProps): Partial<Settings> {
  const { ink, faint } = inks(p.dark);
  const near = new Set<string>();
  if (p.pick && g.hasNode(p.pick)) {
    near.add(p.pick);
    if (p.other) near.add(p.other);
    else if (ties) for (const i of neighbours(ties, p.net.nodes.findIndex((n) => n.id === p.pick))) near.add(p.net.nodes[i]!.id);
    else g.forEachNeighbor(p.pick, (n) => near.add(n));
  }
  const picked = near.size > 0;
  return {
    labelColor: { color: ink },
    nodeReducer: !p.centre && !picked ? null : (node, data) => {
      const chosen = node === p.pick || node === p.other;
      if (node !== p.centre && !chosen && (!picked || near.has(node))) return data;
      const out: Record<string, unknown> = { ...data };
      if (node === p.centre || chosen) {
        out.forceLabel = true;
        out.zIndex = 2;
      }
      if (chosen) out.highlighted = true;
      if (picked && !near.has(node)) {
        out.color = faint;
        out.soft = true;
      }
      return out;
    },
    edgeReducer: !picked ? null : (edge, data) => {
      const [a, b] = g.extremities(edge);
      const on = p.other ? (a === p.pick && b === p.other) || (a === p.other && b === p.pick) : a === p.pick || b === p.pick;
      return on ? { ...data, size: (data.size as number) + (p.other ? 1 : 0.3), zIndex: 2 } : ({ ...data, color: faint, zIndex: 0 } as Partial<TieData>);
    },
  };
}

type LabelData = { x: number; y: number; size: number };

/** drawHover rings what is under the pointer or picked; its name stands there already, or in the tip. */
function drawHover(c: CanvasRenderingContext2D, d: LabelData, settings: unknown): void {
  c.beginPath();
  c.arc(d.x, d.y, d.size + 3.5, 0, Math.PI * 2);
  c.lineWidth = 2;
  c.strokeStyle = (settings as { labelColor: { color?: string } }).labelColor.color ?? "#000";
  c.stroke();
}

/** gather brings the few that drift away (actors without a tie) near the rest, so that a picture of all is not one of empty paper. */
export function gather(positions: Float32Array): void {
  const n = positions.length / 2;
  let cx = 0;
  let cy = 0;
  for (let i = 0; i < n; i++) {
    cx += positions[2 * i]! / n;
    cy += positions[2 * i + 1]! / n;
  }
  const far = new Float32Array(n);
  for (let i = 0; i < n; i++) far[i] = Math.hypot(positions[2 * i]! - cx, positions[2 * i + 1]! - cy);
  const most = far.slice().sort()[Math.floor(n * 0.98)]!;
  for (let i = 0; i < n; i++) {
    if (far[i]! <= most || most === 0) continue;
    const k = (most * (1 + 0.1 * Math.log(far[i]! / most))) / far[i]!;
    positions[2 * i] = cx + (positions[2 * i]! - cx) * k;
    positions[2 * i + 1] = cy + (positions[2 * i + 1]! - cy) * k;
  }
}

let run = 0;

/** layout moves the nodes of a graph in a worker until it has settled; the result ends it. */
function layout(graph: Graph, iterations: number, stretch: number, moved: (done: boolean) => void): () => void {
  const worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
  const ids = graph.nodes();
  const { nodes, edges } = matrices(graph, stretch);
  const quiet = still();
  worker.onmessage = (e: MessageEvent<LayoutAnswer>) => {
    const { positions, done } = e.data;
    if (!quiet || done) {
      let i = 0;
      if (graph.order > manyNodes) gather(positions);
      graph.updateEachNodeAttributes((id, a) => {
        if (id !== ids[i / 2]) return a;
        a.x = positions[i++]! * stretch;
        a.y = positions[i++]!;
        return a;
      }, { attributes: ["x", "y"] });
      moved(done);
    }
    if (done) worker.terminate();
    else {
      // The page keeps twice as much time for other things as a picture takes.
      const began = performance.now();
      requestAnimationFrame(() => setTimeout(() => setTimeout(() => worker.postMessage("drawn"), Math.min(4000, 16 + 2 * (performance.now() - began))), 0));
    }
  };
  const settings = {
    linLogMode: false, outboundAttractionDistribution: false, adjustSizes: graph.order <= 400, edgeWeightInfluence: 1, scalingRatio: graph.order <= 60 ? 40 : 10,
    strongGravityMode: graph.order > 60, gravity: graph.order > 60 ? 0.05 : 1, slowDown: graph.order < 800 ? 8 : 3, barnesHutOptimize: graph.order > 1500, barnesHutTheta: 0.8,
  };
  worker.postMessage({ run: ++run, nodes, edges, iterations, settings } satisfies LayoutRequest, [nodes.buffer, edges.buffer]);
  return () => worker.terminate();
}

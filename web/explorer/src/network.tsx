import type Graph from "graphology";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import Sigma from "sigma";
import type { Network } from "./api";
import { TieProgram, type TieData } from "./edges";
import { build, kinds, matrices } from "./graph";
import type { LayoutAnswer, LayoutRequest } from "./layout.worker";
import { look, type Modality } from "./modality";
import { NetworkTable } from "./tables";

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
  const places = useRef(new Map<string, { x: number; y: number }>());
  const props = useRef(p);
  props.current = p;
  const [tip, setTip] = useState<Tip | null>(null);
  const [broken, setBroken] = useState(false);
  const [busy, setBusy] = useState(false);

  const graph = useMemo(() => build(p.net, p.shown, p.dark, places.current), [p.net, p.shown, p.dark]);

  // The canvas lives as long as the page shows it; graphs come and go in it.
  useEffect(() => {
    if (p.table || !box.current) return;
    let s: Sigma;
    try {
      s = new Sigma(graph, box.current, {
        allowInvalidContainer: true, defaultEdgeType: "tie", edgeProgramClasses: { tie: TieProgram },
        enableEdgeEvents: true, zIndex: true, labelDensity: 0.9, labelGridCellSize: 90, labelRenderedSizeThreshold: 5,
        labelFont: "system-ui, sans-serif", labelSize: 12.5, labelWeight: "500", minCameraRatio: 0.02, maxCameraRatio: 4, stagePadding: 44,
        defaultDrawNodeLabel: drawLabel, defaultDrawNodeHover: drawHover, hideLabelsOnMove: graph.order > 3000, hideEdgesOnMove: graph.size > 20000,
      });
    } catch {
      setBroken(true);
      return;
    }
    sigma.current = s;
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
          e.first ? (e.last && e.last !== e.first ? `${e.first} to ${e.last}` : e.first) : "undated",
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
      s.kill();
    };
  }, [p.table]);

  // A new graph: keep places, lay out in the worker.
  useEffect(() => {
    const s = sigma.current;
    if (!s || p.table) return;
    const many = graph.order > 3000;
    if (s.getGraph() !== graph) s.setGraph(graph);
    s.setSetting("hideEdgesOnMove", graph.size > 20000);
    s.setSetting("hideLabelsOnMove", many);
    s.setSetting("enableEdgeEvents", graph.size <= 20000); // finding the tie under the pointer draws them all again
    s.setSetting("labelRenderedSizeThreshold", graph.order > 800 ? 4.2 : graph.order > 60 ? 5.5 : 3);
    style(s, props.current);
    if (graph.order < 2) return;
    const fresh = graph.nodes().filter((n) => !places.current.has(n)).length;
    const iterations = many ? 120 : fresh === 0 ? 60 : 500;
    const stop = layout(graph, iterations, (done) => {
      graph.forEachNode((n, a) => places.current.set(n, { x: a.x, y: a.y }));
      if (done) setBusy(false);
    });
    setBusy(true);
    return () => {
      stop();
      setBusy(false);
    };
  }, [graph, p.table]);

  useEffect(() => {
    if (sigma.current && !p.table) style(sigma.current, p);
  }, [p.pick, p.other, p.centre, p.dark, graph, p.table]);

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
      <div class="canvas" ref={box} role="img" aria-label={`Network of ${p.net.nodes.length} actors. The table button shows it in words.`} data-nodes={graph.order} data-edges={graph.size} data-busy={busy} />
      <div class="zoom" role="group" aria-label="Zoom">
        <button type="button" title="Zoom in" aria-label="Zoom in" onClick={camera((s) => void s.getCamera().animatedZoom({ duration: ms }))}>+</button>
        <button type="button" title="Zoom out" aria-label="Zoom out" onClick={camera((s) => void s.getCamera().animatedUnzoom({ duration: ms }))}>−</button>
        <button type="button" title="Show all of it" aria-label="Fit the network to the window" onClick={camera((s) => void s.getCamera().animatedReset({ duration: ms }))}>⤢</button>
      </div>
      <ul class="kinds" aria-label="Kinds of actors">
        {kinds.filter((k) => p.net.nodes.some((n) => (n.kind || "other") === k.name)).map((k) => (
          <li key={k.name}><svg width="10" height="10" aria-hidden="true"><circle cx="5" cy="5" r="4.5" fill={p.dark ? k.dark : k.light} /></svg>{k.name}</li>
        ))}
      </ul>
      {tip && <TipBox tip={tip} />}
    </div>
  );
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

/** style marks what is picked and lets the rest step back. */
function style(s: Sigma, p: NetworkProps): void {
  const g = s.getGraph();
  const ink = p.dark ? "#e9eef3" : "#17202a";
  const faint = p.dark ? "#2c3440" : "#dfe3e8";
  s.setSetting("labelColor", { color: ink });
  const near = new Set<string>();
  if (p.pick && g.hasNode(p.pick)) {
    near.add(p.pick);
    if (p.other) near.add(p.other);
    else g.forEachNeighbor(p.pick, (n) => near.add(n));
  }
  s.setSetting("nodeReducer", (node, data) => {
    const chosen = node === p.pick || node === p.other;
    const out: Record<string, unknown> = { ...data };
    if (node === p.centre || chosen) {
      out.forceLabel = true;
      out.zIndex = 2;
    }
    if (chosen) out.highlighted = true;
    if (near.size > 0 && !near.has(node)) {
      out.color = faint;
      out.label = node === p.centre ? data.label : null;
    }
    return out;
  });
  s.setSetting("edgeReducer", (edge, data) => {
    if (!p.pick) return data;
    const [a, b] = g.extremities(edge);
    const on = p.other ? (a === p.pick && b === p.other) || (a === p.other && b === p.pick) : a === p.pick || b === p.pick;
    return on ? { ...data, size: (data.size as number) + (p.other ? 1 : 0.3), zIndex: 2 } : ({ ...data, color: faint, zIndex: 0 } as Partial<TieData>);
  });
}

const shortest = 34;

function cut(label: string): string {
  const chars = [...label];
  return chars.length > shortest ? chars.slice(0, shortest - 1).join("") + "…" : label;
}

type LabelData = { x: number; y: number; size: number; label?: string | null };
type LabelSettings = { labelSize: number; labelFont: string; labelWeight: string; labelColor: { color?: string } };

function drawLabel(c: CanvasRenderingContext2D, d: LabelData, settings: unknown): void {
  if (!d.label) return;
  const s = settings as LabelSettings;
  c.font = `${s.labelWeight} ${s.labelSize}px ${s.labelFont}`;
  c.lineWidth = 3.5;
  c.lineJoin = "round";
  c.strokeStyle = c.canvas.closest("[data-dark='true']") ? "#12161b" : "#ffffff";
  c.fillStyle = s.labelColor.color ?? "#000";
  const words = cut(d.label);
  c.strokeText(words, d.x + d.size + 4, d.y + s.labelSize / 3);
  c.fillText(words, d.x + d.size + 4, d.y + s.labelSize / 3);
}

function drawHover(c: CanvasRenderingContext2D, d: LabelData, settings: unknown): void {
  const s = settings as LabelSettings;
  c.beginPath();
  c.arc(d.x, d.y, d.size + 3.5, 0, Math.PI * 2);
  c.lineWidth = 2;
  c.strokeStyle = s.labelColor.color ?? "#000";
  c.stroke();
  drawLabel(c, d, settings);
}

let run = 0;

/** layout moves the nodes of a graph in a worker until it has settled; the result ends it. */
function layout(graph: Graph, iterations: number, moved: (done: boolean) => void): () => void {
  const worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
  const ids = graph.nodes();
  const { nodes, edges } = matrices(graph);
  const quiet = still();
  worker.onmessage = (e: MessageEvent<LayoutAnswer>) => {
    const { positions, done } = e.data;
    if (!quiet || done) {
      let i = 0;
      graph.updateEachNodeAttributes((id, a) => {
        if (id !== ids[i / 2]) return a;
        a.x = positions[i++]!;
        a.y = positions[i++]!;
        return a;
      }, { attributes: ["x", "y"] });
      moved(done);
    }
    if (done) worker.terminate();
    else setTimeout(() => worker.postMessage("drawn"), graph.order > 3000 ? 1200 : 16);
  };
  const settings = {
    linLogMode: false, outboundAttractionDistribution: false, adjustSizes: graph.order <= 400, edgeWeightInfluence: 1, scalingRatio: graph.order <= 60 ? 40 : 10,
    strongGravityMode: graph.order > 60, gravity: graph.order > 60 ? 0.05 : 1, slowDown: graph.order < 800 ? 8 : 3, barnesHutOptimize: graph.order > 1500, barnesHutTheta: 0.8,
  };
  worker.postMessage({ run: ++run, nodes, edges, iterations, settings } satisfies LayoutRequest, [nodes.buffer, edges.buffer]);
  return () => worker.terminate();
}

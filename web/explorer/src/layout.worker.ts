// ForceAtlas2 off the page's thread. It takes the matrices of a graph, and
// posts positions after every few iterations until it has done them all, but
// never more than the page has said that it has drawn: a large graph takes the
// page longer to draw than the worker to move.
// It is a file of its own: the page's policy allows no worker made of text.

import iterate from "graphology-layout-forceatlas2/iterate";

export interface LayoutRequest {
  run: number;
  /** 10 numbers a node and 3 an edge, as ForceAtlas2 of graphology lays them out. */
  nodes: Float32Array;
  edges: Float32Array;
  iterations: number;
  settings: Record<string, unknown>;
}

export interface LayoutAnswer {
  run: number;
  done: boolean;
  positions: Float32Array;
}

let latest = 0;
let drawn = true;

onmessage = (e: MessageEvent<LayoutRequest | "drawn">) => {
  if (e.data === "drawn") {
    drawn = true;
    return;
  }
  const { run, nodes, edges, iterations, settings } = e.data;
  latest = run;
  let left = iterations;
  const step = () => {
    if (run !== latest) return;
    const until = performance.now() + 60;
    do {
      iterate(settings, nodes, edges);
      left--;
    } while (left > 0 && performance.now() < until);
    if (left > 0 && !drawn) {
      setTimeout(step, 0);
      return;
    }
    drawn = false;
    const positions = new Float32Array((nodes.length / 10) * 2);
    for (let i = 0, j = 0; i < nodes.length; i += 10) {
      positions[j++] = nodes[i]!;
      positions[j++] = nodes[i + 1]!;
    }
    postMessage({ run, done: left <= 0, positions } satisfies LayoutAnswer, { transfer: [positions.buffer] });
    if (left > 0) setTimeout(step, 0);
  };
  step();
};

// The ties of an overview as WebGL draws them: one canvas beneath the actors,
// drawn where the view comes to rest. While it moves the picture is moved,
// which costs nothing, however many ties there are.

import type Sigma from "sigma";
import { look, modalities } from "./modality";
import type { Ties } from "./overview";
import { measured, pattern, thinLine } from "./patterns";

const vertex = /* glsl */ `
attribute float a_modality;
attribute vec4 a_color;

uniform vec4 u_dashes[${modalities.length}];
uniform bool u_full;

varying vec4 v_color;
varying vec4 v_dash;

${measured}
void main() {
  bool full = a_color.a > 0.9; // those of a picked actor are drawn after the others
  gl_Position = full == u_full ? measure() : vec4(2.0, 2.0, 2.0, 1.0);
  v_dash = u_dashes[int(a_modality + 0.5)];
  v_color = vec4(a_color.rgb * a_color.a, a_color.a);
}
`;

/** How long the view rests before ties are drawn anew, in milliseconds. */
const rest = 120;

/** Bytes of a vertex: its place, that of the other end, the modality. */
const stride = 20;

/** TieLayer draws the ties of an overview beneath its actors. */
export class TieLayer {
  private readonly gl: WebGLRenderingContext;
  private readonly canvas: HTMLCanvasElement;
  private readonly program: WebGLProgram;
  private readonly points: WebGLBuffer;
  private readonly colours: WebGLBuffer;
  private size = 0;
  private picked = false;
  private drawn: View | undefined; // what the picture on the canvas is of
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly sigma: Sigma) {
    this.gl = sigma.createWebGLContext("ties", { beforeLayer: "edges" } as Parameters<Sigma["createWebGLContext"]>[1]);
    this.canvas = sigma.getCanvases()["ties"]!;
    const { width, height, pixelRatio } = sigma.getRenderParams();
    Object.assign(this.canvas.style, { width: width + "px", height: height + "px", transformOrigin: "0 0" });
    this.canvas.width = width * pixelRatio;
    this.canvas.height = height * pixelRatio;
    this.gl.viewport(0, 0, this.canvas.width, this.canvas.height); // from here on sigma keeps the size
    this.program = compiled(this.gl);
    this.points = this.gl.createBuffer()!;
    this.colours = this.gl.createBuffer()!;
    sigma.on("afterRender", this.follow);
  }

  /** set gives the ties and where their actors stand, each of which is asked for once. They are drawn when they have [TieLayer.colour]; without ties the canvas is empty. */
  set(t: Ties | null, place: (actor: number) => { x: number; y: number }): void {
    this.size = t?.size ?? 0;
    if (!t) {
      this.draw();
      return;
    }
    const at = new Float32Array(t.actors * 2);
    for (let i = 0; i < t.actors; i++) {
      const p = place(i);
      at[2 * i] = p.x;
      at[2 * i + 1] = p.y;
    }
    const a = new Float32Array((t.size * 2 * stride) / 4);
    for (let i = 0, j = 0; i < t.size; i++) {
      const s = 2 * t.source[i]!;
      const o = 2 * t.target[i]!;
      for (const [p, q] of [[s, o], [o, s]] as const) {
        a[j++] = at[p]!;
        a[j++] = at[p + 1]!;
        a[j++] = at[q]!;
        a[j++] = at[q + 1]!;
        a[j++] = t.modality[i]!;
      }
    }
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, this.points);
    this.gl.bufferData(this.gl.ARRAY_BUFFER, a, this.gl.STATIC_DRAW);
  }

  /** colour takes the bytes of coloursOf, and draws. */
  colour(bytes: Uint8Array): void {
    const one = new Uint32Array(bytes.buffer);
    const ends = new Uint32Array(one.length * 2);
    for (let i = 0; i < one.length; i++) ends[2 * i] = ends[2 * i + 1] = one[i]!;
    this.picked = bytes.some((b, i) => i % 4 === 3 && b === 255);
    this.gl.bindBuffer(this.gl.ARRAY_BUFFER, this.colours);
    this.gl.bufferData(this.gl.ARRAY_BUFFER, ends, this.gl.STATIC_DRAW);
    this.draw();
  }

  /** kill ends it; the canvas goes with that of the actors. */
  kill(): void {
    clearTimeout(this.timer);
    this.sigma.off("afterRender", this.follow);
  }

  /** follow moves the picture with the view until that rests. A canvas of another size has lost its picture. */
  private readonly follow = (): void => {
    const was = this.drawn;
    const now = this.view();
    if (!was || was.width !== now.width || was.height !== now.height) {
      this.draw();
      return;
    }
    clearTimeout(this.timer);
    const k = now.scale / was.scale;
    const [x, y] = [now.x - was.x * k, now.y - was.y * k];
    const same = Math.abs(x) < 0.01 && Math.abs(y) < 0.01 && Math.abs(k - 1) < 1e-6;
    this.canvas.style.transform = same ? "" : `translate(${x}px, ${y}px) scale(${k})`;
    if (!same) this.timer = setTimeout(() => this.draw(), rest);
  };

  /** view is all that the picture depends on: the size, and where the origin of the network is and a step of 1 leads to. */
  private view(): View {
    const o = this.sigma.framedGraphToViewport({ x: 0, y: 0 });
    return { ...this.sigma.getDimensions(), ...o, scale: this.sigma.framedGraphToViewport({ x: 1, y: 0 }).x - o.x };
  }

  private draw(): void {
    clearTimeout(this.timer);
    const { gl, program } = this;
    const params = this.sigma.getRenderParams();
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.useProgram(program);
    gl.enable(gl.BLEND);
    gl.uniformMatrix3fv(gl.getUniformLocation(program, "u_matrix"), false, params.matrix);
    gl.uniform2f(gl.getUniformLocation(program, "u_size"), params.width, params.height);
    gl.uniform4fv(gl.getUniformLocation(program, "u_dashes"), modalities.flatMap((m) => pattern(look(m).dash)));
    const bind = (name: string, size: number, type: number, every: number, offset: number) => {
      const at = gl.getAttribLocation(program, name);
      gl.enableVertexAttribArray(at);
      gl.vertexAttribPointer(at, size, type, type === gl.UNSIGNED_BYTE, every, offset);
    };
    gl.bindBuffer(gl.ARRAY_BUFFER, this.points);
    bind("a_position", 2, gl.FLOAT, stride, 0);
    bind("a_other", 2, gl.FLOAT, stride, 8);
    bind("a_modality", 1, gl.FLOAT, stride, 16);
    gl.bindBuffer(gl.ARRAY_BUFFER, this.colours);
    bind("a_color", 4, gl.UNSIGNED_BYTE, 4, 0);
    for (const full of this.picked ? [0, 1] : [0]) {
      gl.uniform1i(gl.getUniformLocation(program, "u_full"), full);
      gl.drawArrays(gl.LINES, 0, this.size * 2);
    }
    this.canvas.style.transform = "";
    this.drawn = this.view();
  }
}

interface View { width: number; height: number; x: number; y: number; scale: number }

function compiled(gl: WebGLRenderingContext): WebGLProgram {
  const program = gl.createProgram()!;
  for (const [type, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, thinLine]] as const) {
    const shader = gl.createShader(type)!;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program) ?? "the program of the ties does not link");
  return program;
}

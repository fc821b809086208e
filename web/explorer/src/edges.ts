// How a tie is drawn by WebGL: one program draws a line with a pattern (solid,
// dashes, dots), beside the other ties of the same two actors, with a head
// where it has one direction. All lengths are pixels of the screen, so that
// patterns keep their size at every zoom.

import { EdgeProgram } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import { dashed, measured, pattern, thinLine } from "./patterns";

export interface TieData extends EdgeDisplayData {
  /** Pixels beside the straight line between the actors. */
  shift?: number;
  /** Lengths of line, gap, line, gap; absent for a solid line. */
  dash?: readonly number[];
  /** 1: head at the target, -1: at the source, 0: none. */
  head?: number;
}

// The colour of a tie, or in a picture for picking its number.
const coloured = /* glsl */ `
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
`;

const vertex = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_start;
attribute vec2 a_end;
attribute vec4 a_dash;
attribute vec4 a_form; // thickness, shift, head, unused
attribute vec2 a_radii;
attribute vec2 a_corner; // 0 or 1 along, -1 or 1 across

uniform mat3 u_matrix;
uniform vec2 u_size;
uniform float u_sizeRatio;
uniform float u_pixelRatio;

varying vec4 v_color;
varying vec2 v_at;
varying vec2 v_ends;
varying vec3 v_form;
varying vec4 v_dash;

void main() {
  vec2 p = (u_matrix * vec3(a_start, 1.0)).xy * 0.5 * u_size;
  vec2 q = (u_matrix * vec3(a_end, 1.0)).xy * 0.5 * u_size;
  vec2 d = q - p;
  float len = max(length(d), 0.0001);
  vec2 along = d / len;
  vec2 across = vec2(-along.y, along.x);
  float half_width = max(a_form.x * 0.5 + 5.0, 6.0);
  vec2 at = mix(p, q, a_corner.x) + across * (a_form.y + a_corner.y * half_width);
  gl_Position = vec4(at / (0.5 * u_size), 0.0, 1.0);
  v_at = vec2(len * a_corner.x, a_corner.y * half_width);
  vec2 radii = a_radii / u_sizeRatio;
  v_ends = vec2(sqrt(max(radii.x * radii.x - a_form.y * a_form.y, 0.0)), len - sqrt(max(radii.y * radii.y - a_form.y * a_form.y, 0.0)));
  v_form = vec3(a_form.x, a_form.z, u_pixelRatio);
  v_dash = a_dash;
  ${coloured}
}
`;

const fragment = /* glsl */ `
precision highp float;

varying vec4 v_color;
varying vec2 v_at;
varying vec2 v_ends;
varying vec3 v_form;
varying vec4 v_dash;

${dashed}

void main(void) {
  float x = v_at.x, y = abs(v_at.y);
  if (x < v_ends.x || x > v_ends.y) discard;
  #ifdef PICKING_MODE
  if (y > v_form.x * 0.5 + 2.0) discard;
  gl_FragColor = v_color;
  #else
  float head = 5.0 + v_form.x * 1.6;
  float to_end = v_form.y > 0.5 ? v_ends.y - x : v_form.y < -0.5 ? x - v_ends.x : 1e6;
  float edge = v_form.x * 0.5;
  float on = 1.0;
  if (to_end < head) {
    edge = to_end * 0.5;
  } else if (!drawn(v_dash, x - v_ends.x)) {
    on = 0.0;
  }
  float a = on * (1.0 - smoothstep(edge - 0.5, edge + 0.5, y));
  if (a <= 0.003) discard;
  gl_FragColor = vec4(v_color.rgb * a, v_color.a * a);
  #endif
}
`;

const { UNSIGNED_BYTE, FLOAT } = WebGLRenderingContext;

const thinVertex = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec4 a_dash;

varying vec4 v_color;
varying vec4 v_dash;

${measured}
void main() {
  gl_Position = measure();
  v_dash = a_dash;
  ${coloured}
  #ifndef PICKING_MODE
  v_color *= 0.5; // half transparent
  #endif
}
`;

/**
 * ThinTieProgram draws the ties of a large network: lines of one pixel with
 * the same patterns, half transparent, without heads. It fills a tenth of the
 * pixels that [TieProgram] does, which is what a picture costs.
 */
export class ThinTieProgram extends EdgeProgram<"u_matrix" | "u_size"> {
  override getDefinition() {
    return {
      VERTICES: 2,
      VERTEX_SHADER_SOURCE: thinVertex,
      FRAGMENT_SHADER_SOURCE: thinLine,
      METHOD: WebGLRenderingContext.LINES,
      UNIFORMS: ["u_matrix", "u_size"] as const,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_other", size: 2, type: FLOAT },
        { name: "a_dash", size: 4, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
    };
  }

  override processVisibleItem(id: number, at: number, source: NodeDisplayData, target: NodeDisplayData, data: TieData): void {
    const a = this.array;
    const [line, gap, second, after] = pattern(data.dash);
    const color = floatColor(data.color);
    for (let end = 0; end < 2; end++) {
      const [p, q] = end === 0 ? [source, target] : [target, source];
      a[at++] = p.x;
      a[at++] = p.y;
      a[at++] = q.x;
      a[at++] = q.y;
      a[at++] = line;
      a[at++] = gap;
      a[at++] = second;
      a[at++] = after;
      a[at++] = color;
      a[at++] = id;
    }
  }

  override setUniforms(params: RenderParams, { gl, uniformLocations }: { gl: WebGLRenderingContext; uniformLocations: Record<"u_matrix" | "u_size", WebGLUniformLocation> }): void {
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
    gl.uniform2f(uniformLocations.u_size, params.width, params.height);
  }
}

/** NoProgram stands in for programs that the canvas would compile without ever drawing by them. */
export class NoProgram {
  drawLabel = undefined;
  kill(): void {}
  reallocate(): void {}
  process(): void {}
  render(): void {}
}

type Uniform = "u_matrix" | "u_size" | "u_sizeRatio" | "u_pixelRatio";

export class TieProgram extends EdgeProgram<Uniform> {
  override getDefinition() {
    return {
      VERTICES: 6,
      VERTEX_SHADER_SOURCE: vertex,
      FRAGMENT_SHADER_SOURCE: fragment,
      METHOD: WebGLRenderingContext.TRIANGLES,
      UNIFORMS: ["u_matrix", "u_size", "u_sizeRatio", "u_pixelRatio"] as const,
      ATTRIBUTES: [
        { name: "a_start", size: 2, type: FLOAT },
        { name: "a_end", size: 2, type: FLOAT },
        { name: "a_dash", size: 4, type: FLOAT },
        { name: "a_form", size: 4, type: FLOAT },
        { name: "a_radii", size: 2, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
      CONSTANT_DATA: [[0, 1], [0, -1], [1, 1], [1, 1], [0, -1], [1, -1]],
    };
  }

  override processVisibleItem(id: number, at: number, source: NodeDisplayData, target: NodeDisplayData, data: TieData): void {
    const a = this.array;
    for (const v of [
      source.x, source.y, target.x, target.y, ...pattern(data.dash),
      data.size || 1, data.shift ?? 0, data.head ?? 0, 0,
      source.size, target.size, floatColor(data.color), id,
    ]) a[at++] = v;
  }

  override setUniforms(params: RenderParams, { gl, uniformLocations }: { gl: WebGLRenderingContext; uniformLocations: Record<Uniform, WebGLUniformLocation> }): void {
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
    gl.uniform2f(uniformLocations.u_size, params.width, params.height);
    gl.uniform1f(uniformLocations.u_sizeRatio, params.sizeRatio);
    gl.uniform1f(uniformLocations.u_pixelRatio, params.pixelRatio);
  }
}

// Patterns of lines (solid, dashes, dots) in the language of the shaders.
// Lengths are pixels of the screen, so that patterns keep their size at every
// zoom.

/**
 * pattern is that of a line as the shaders read it: line, gap, line, gap. Of a
 * pattern of two lengths the others are nothing, of a solid line all.
 */
export function pattern(dash: readonly number[] = []): [number, number, number, number] {
  return [dash[0] ?? 0, dash[1] ?? 0, dash[2] ?? 0, dash[3] ?? 0];
}

// Whether a pattern of line, gap, line, gap is drawn so many pixels behind its
// beginning; one without lengths always is.
export const dashed = /* glsl */ `
bool drawn(vec4 dash, float at) {
  float period = dash.x + dash.y + dash.z + dash.w;
  if (period <= 0.0) return true;
  float t = mod(at, period);
  float second = dash.x + dash.y;
  return t < dash.x || (t >= second && t < second + dash.z);
}
`;

/**
 * measured is what the ends of a line of one pixel share: measure says where
 * one is on the screen, and how far along the line, for its pattern.
 */
export const measured = /* glsl */ `
attribute vec2 a_position;
attribute vec2 a_other;

uniform mat3 u_matrix;
uniform vec2 u_size;

varying float v_at;

vec4 measure() {
  vec2 p = (u_matrix * vec3(a_position, 1.0)).xy;
  vec2 q = (u_matrix * vec3(a_other, 1.0)).xy;
  // Both ends count from the smaller one, so that the pattern is one.
  bool begins = a_position.x < a_other.x || (a_position.x == a_other.x && a_position.y < a_other.y);
  v_at = begins ? 0.0 : length((q - p) * 0.5 * u_size);
  return vec4(p, 0.0, 1.0);
}
`;

/** thinLine is the fragment shader of lines of one pixel; where it is for picking they have no gaps. */
export const thinLine = /* glsl */ `
precision mediump float;

varying vec4 v_color;
varying float v_at;
varying vec4 v_dash;

${dashed}

void main(void) {
  #ifndef PICKING_MODE
  if (!drawn(v_dash, v_at)) discard;
  #endif
  gl_FragColor = v_color;
}
`;

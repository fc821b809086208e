package tensor

// Cell is one step of a long short-term memory with h cells. z holds the sums
// of the input, forget and output gates and of the candidate, side by side,
// and is used up; was holds the cells before, or is nil at the start. The new
// cells go to c and the output to y, both of h values or more; y has room for
// h more values as scratch.
func Cell(c, y, z, was []float32) {
	h := len(c)
	Sigmoid(z[:3*h], z[:3*h])
	Tanh(z[3*h:4*h], z[3*h:4*h])
	in, forget, out, cand := z[:h], z[h:2*h], z[2*h:3*h], z[3*h:4*h]
	if was == nil {
		for i := range c {
			c[i] = float32(in[i] * cand[i])
		}
	} else {
		was = was[:h]
		for i := range c {
			c[i] = float32(in[i]*cand[i]) + float32(forget[i]*was[i])
		}
	}
	Tanh(y[:h], c)
	y = y[:h]
	for i := range y {
		y[i] = float32(y[i] * out[i])
	}
}

// Dot is the scalar product of row i of a and row j of b, which have the same
// width of at most 512.
func Dot(a *Activations, i int, b *Activations, j int) float32 {
	x := a.q[i*a.stride : (i+1)*a.stride]
	y := b.q[j*b.stride : (j+1)*b.stride]
	y = y[:len(x)]
	var s0, s1 int32
	for k := 0; k+1 < len(x); k += 2 {
		s0 += int32(x[k]) * int32(y[k])
		s1 += int32(x[k+1]) * int32(y[k+1])
	}
	return float32(float32(float32(s0+s1)*a.scale[i]) * b.scale[j])
}

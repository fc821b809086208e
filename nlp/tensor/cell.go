package tensor

// Cell is one step of a long short-term memory with h cells. z holds the sums
// of the input, forget and output gates and of the candidate, side by side,
// and is used up; was holds the cells before, or is nil at the start. The new
// cells go to c and the output to y.
func Cell(c, y, z, was []float32) {
	h := len(c)
	Sigmoid(z[:3*h], z[:3*h])
	Tanh(z[3*h:4*h], z[3*h:4*h])
	in, forget, out, cand := z[:h], z[h:2*h], z[2*h:3*h], z[3*h:4*h]
	if was == nil {
		copy(c, in)
		multiply(c, cand)
	} else {
		blend(c, in, cand, forget, was)
	}
	Tanh(y[:h], c)
	multiply(y[:h], out)
}

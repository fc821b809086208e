package tensor

// The functions of this file work on what they can in assembly and on the
// rest in plain Go; both give the same bits.

// largest is the largest absolute value of x.
func largest(x []float32) (top float32) {
	n := 0
	if hasAVX2 && len(x) >= 8 {
		n = len(x) &^ 7
		top = topAVX2(n, &x[0])
	}
	for _, v := range x[n:] {
		if v < 0 {
			v = -v
		}
		if v > top {
			top = v
		}
	}
	return top
}

// round sets q to x·factor, rounded to even. The products fit 16 bits.
func round(q []int16, x []float32, factor float32) {
	const magic = 12582912 // 1.5·2^23: adding and taking it away rounds to an integer
	q = q[:len(x)]
	n := 0
	if hasAVX2 && len(x) >= 16 {
		n = len(x) &^ 15
		roundAVX2(n, &q[0], &x[0], factor)
	}
	for i := n; i < len(x); i++ {
		q[i] = int16(float32(float32(x[i]*factor)+magic) - magic)
	}
}

// blend sets c to a·b + d·e, element by element.
func blend(c, a, b, d, e []float32) {
	a, b, d, e = a[:len(c)], b[:len(c)], d[:len(c)], e[:len(c)]
	n := 0
	if hasAVX2 && len(c) >= 8 {
		n = len(c) &^ 7
		blendAVX2(n, &c[0], &a[0], &b[0], &d[0], &e[0])
	}
	for i := n; i < len(c); i++ {
		c[i] = float32(a[i]*b[i]) + float32(d[i]*e[i])
	}
}

// multiply multiplies y by x, element by element.
func multiply(y, x []float32) {
	x = x[:len(y)]
	n := 0
	if hasAVX2 && len(y) >= 8 {
		n = len(y) &^ 7
		mulAVX2(n, &y[0], &x[0])
	}
	for i := n; i < len(y); i++ {
		y[i] = float32(y[i] * x[i])
	}
}

// Leak multiplies what is negative in x by slope, which is from 0 to 1 (the
// leaky rectifier of Maas, Hannun and Ng, ICML 2013).
func Leak(x []float32, slope float32) {
	n := 0
	if hasAVX2 && len(x) >= 8 {
		n = len(x) &^ 7
		leakAVX2(n, &x[0], slope)
	}
	for i := n; i < len(x); i++ {
		if x[i] < 0 {
			x[i] = float32(x[i] * slope)
		}
	}
}

// AddBytes adds row·k to x, element by element; x is as long as row or longer.
func AddBytes(x []float32, row []int8, k float32) {
	x = x[:len(row)]
	n := 0
	if hasAVX2 && len(row) >= 8 {
		n = len(row) &^ 7
		addBytesAVX2(n, &x[0], &row[0], k)
	}
	for i := n; i < len(row); i++ {
		x[i] += float32(float32(row[i]) * k)
	}
}

// Dot is the scalar product of row i of a and row j of b, which have the same
// width of at most 512.
func Dot(a *Activations, i int, b *Activations, j int) float32 {
	x := a.q[i*a.stride : (i+1)*a.stride]
	y := b.q[j*b.stride : (j+1)*b.stride]
	y = y[:len(x)]
	var sum int32
	n := 0
	if hasAVX2 && len(x) >= 16 {
		n = len(x) &^ 15
		sum = dotAVX2(n, &x[0], &y[0])
	}
	for k := n; k < len(x); k++ {
		sum += int32(x[k]) * int32(y[k])
	}
	return float32(float32(float32(sum)*a.scale[i]) * b.scale[j])
}

package tensor

import "math"

// Sigmoid sets dst[i] = 1/(1+e^-src[i]). dst may be src; lengths must agree.
func Sigmoid(dst, src []float32) { logistic(dst, src, -1, 1, 0) }

// Tanh sets dst[i] to the hyperbolic tangent of src[i], as 2σ(2x)−1: its
// absolute error is below 2e-7. dst may be src; lengths must agree.
func Tanh(dst, src []float32) { logistic(dst, src, -2, 2, -1) }

func logistic(dst, src []float32, pre, post, add float32) {
	dst = dst[:len(src)]
	n := 0
	if hasAVX2 && len(src) >= 8 {
		n = len(src) &^ 7
		sigmoidAVX2(n, &dst[0], &src[0], pre, post, add)
	}
	for i := n; i < len(src); i++ {
		dst[i] = sigmoid1(src[i], pre, post, add)
	}
}

// sigmoid1 is post/(1+e^(pre·x)) + add. The exponential is the polynomial of
// Cephes' expf after a reduction to |r| ≤ ln2/2. Every product is converted
// to float32 before it is added to, so that no compiler may fuse the two and
// all machines give the same bits.
func sigmoid1(x, pre, post, add float32) float32 {
	const (
		log2e = 1.44269504088896341
		magic = 12582912 // 1.5·2^23: adding and taking it away rounds to an integer
		high  = 0.693359375
		low   = -2.12194440e-4
	)
	x = float32(x * pre)
	if x > 87 {
		x = 87
	}
	if x < -87 {
		x = -87
	}
	n := float32(float32(x*log2e)+magic) - magic
	r := x - float32(n*high)
	r -= float32(n * low)
	p := float32(1.9875691500e-4)
	p = float32(p*r) + 1.3981999507e-3
	p = float32(p*r) + 8.3334519073e-3
	p = float32(p*r) + 4.1665795894e-2
	p = float32(p*r) + 1.6666665459e-1
	p = float32(p*r) + 5.0000001201e-1
	p = float32(p*float32(r*r)) + r
	p = float32(p + 1)
	e := float32(p * math.Float32frombits(uint32(int32(n)+127)<<23))
	s := 1 / float32(e+1)
	return float32(post*s) + add
}

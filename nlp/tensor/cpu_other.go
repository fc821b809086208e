//go:build !amd64 || noasm

package tensor

const hasAVX2 = false

var kernels = generic

func setOf(int) *set { return &generic }

// The functions below are never called: hasAVX2 is false.

func sigmoidAVX2(int, *float32, *float32, float32, float32, float32) {}

func dotAVX2(int, *int16, *int16) int32 { return 0 }

func roundAVX2(int, *int16, *float32, float32) {}

func topAVX2(int, *float32) float32 { return 0 }

func blendAVX2(_ int, _, _, _, _, _ *float32) {}

func mulAVX2(int, *float32, *float32) {}

func leakAVX2(int, *float32, float32) {}

func addBytesAVX2(int, *float32, *int8, float32) {}

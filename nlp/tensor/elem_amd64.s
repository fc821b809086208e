//go:build amd64 && !noasm

#include "textflag.h"

DATA consts<>+0(SB)/4, $0x4b400000 // 1.5·2^23
DATA consts<>+4(SB)/4, $0x7fffffff // all but the sign
GLOBL consts<>(SB), RODATA|NOPTR, $8

// func dotAVX2(n int, a, b *int16) int32
//
// n is a multiple of sixteen.
TEXT ·dotAVX2(SB), NOSPLIT, $0-28
	MOVQ n+0(FP), CX
	MOVQ a+8(FP), SI
	MOVQ b+16(FP), DI
	VPXOR Y0, Y0, Y0
	SHRQ $4, CX
	JZ sum

loop:
	VMOVDQU (SI), Y1
	VPMADDWD (DI), Y1, Y1
	VPADDD Y1, Y0, Y0
	ADDQ $32, SI
	ADDQ $32, DI
	DECQ CX
	JNZ loop

sum:
	VEXTRACTI128 $1, Y0, X1
	VPADDD X1, X0, X0
	VPSHUFD $0x4e, X0, X1
	VPADDD X1, X0, X0
	VPSHUFD $0xb1, X0, X1
	VPADDD X1, X0, X0
	VMOVD X0, AX
	MOVL AX, ret+24(FP)
	VZEROUPPER
	RET

// func roundAVX2(n int, q *int16, x *float32, factor float32)
//
// n is a multiple of sixteen; x·factor fits 16 bits.
TEXT ·roundAVX2(SB), NOSPLIT, $0-28
	MOVQ n+0(FP), CX
	MOVQ q+8(FP), DI
	MOVQ x+16(FP), SI
	VBROADCASTSS factor+24(FP), Y4
	VBROADCASTSS consts<>+0(SB), Y5
	SHRQ $4, CX
	JZ done

loop:
	VMULPS (SI), Y4, Y0
	VMULPS 32(SI), Y4, Y1
	VADDPS Y5, Y0, Y0
	VADDPS Y5, Y1, Y1
	VSUBPS Y5, Y0, Y0
	VSUBPS Y5, Y1, Y1
	VCVTPS2DQ Y0, Y0
	VCVTPS2DQ Y1, Y1
	VPACKSSDW Y1, Y0, Y0
	VPERMQ $0xd8, Y0, Y0
	VMOVDQU Y0, (DI)
	ADDQ $64, SI
	ADDQ $32, DI
	DECQ CX
	JNZ loop

done:
	VZEROUPPER
	RET

// func topAVX2(n int, x *float32) float32
//
// The largest absolute value; n is a positive multiple of eight.
TEXT ·topAVX2(SB), NOSPLIT, $0-20
	MOVQ n+0(FP), CX
	MOVQ x+8(FP), SI
	VBROADCASTSS consts<>+4(SB), Y4
	VXORPS Y0, Y0, Y0
	SHRQ $3, CX

loop:
	VANDPS (SI), Y4, Y1
	VMAXPS Y1, Y0, Y0
	ADDQ $32, SI
	DECQ CX
	JNZ loop
	VEXTRACTF128 $1, Y0, X1
	VMAXPS X1, X0, X0
	VPSHUFD $0x4e, X0, X1
	VMAXPS X1, X0, X0
	VPSHUFD $0xb1, X0, X1
	VMAXPS X1, X0, X0
	VMOVSS X0, ret+16(FP)
	VZEROUPPER
	RET

// func blendAVX2(n int, c, a, b, d, e *float32)
//
// c = a·b + d·e, each operation rounded; n is a multiple of eight.
TEXT ·blendAVX2(SB), NOSPLIT, $0-48
	MOVQ n+0(FP), CX
	MOVQ c+8(FP), DI
	MOVQ a+16(FP), SI
	MOVQ b+24(FP), DX
	MOVQ d+32(FP), R8
	MOVQ e+40(FP), R9
	XORQ BX, BX
	SHRQ $3, CX
	JZ done

loop:
	VMOVUPS (SI)(BX*1), Y0
	VMULPS (DX)(BX*1), Y0, Y0
	VMOVUPS (R8)(BX*1), Y1
	VMULPS (R9)(BX*1), Y1, Y1
	VADDPS Y1, Y0, Y0
	VMOVUPS Y0, (DI)(BX*1)
	ADDQ $32, BX
	DECQ CX
	JNZ loop

done:
	VZEROUPPER
	RET

// func mulAVX2(n int, y, x *float32)
//
// y = y·x; n is a multiple of eight.
TEXT ·mulAVX2(SB), NOSPLIT, $0-24
	MOVQ n+0(FP), CX
	MOVQ y+8(FP), DI
	MOVQ x+16(FP), SI
	SHRQ $3, CX
	JZ done

loop:
	VMOVUPS (DI), Y0
	VMULPS (SI), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	DECQ CX
	JNZ loop

done:
	VZEROUPPER
	RET

// func leakAVX2(n int, x *float32, slope float32)
//
// x = max(x, x·slope); n is a multiple of eight.
TEXT ·leakAVX2(SB), NOSPLIT, $0-20
	MOVQ n+0(FP), CX
	MOVQ x+8(FP), DI
	VBROADCASTSS slope+16(FP), Y1
	SHRQ $3, CX
	JZ done

loop:
	VMOVUPS (DI), Y0
	VMULPS Y1, Y0, Y2
	VMAXPS Y2, Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, DI
	DECQ CX
	JNZ loop

done:
	VZEROUPPER
	RET

// func addBytesAVX2(n int, x *float32, row *int8, k float32)
//
// x = x + row·k, rounded after each; n is a multiple of eight.
TEXT ·addBytesAVX2(SB), NOSPLIT, $0-28
	MOVQ n+0(FP), CX
	MOVQ x+8(FP), DI
	MOVQ row+16(FP), SI
	VBROADCASTSS k+24(FP), Y1
	SHRQ $3, CX
	JZ done

loop:
	VPMOVSXBD (SI), Y0
	VCVTDQ2PS Y0, Y0
	VMULPS Y1, Y0, Y0
	VADDPS (DI), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $8, SI
	ADDQ $32, DI
	DECQ CX
	JNZ loop

done:
	VZEROUPPER
	RET

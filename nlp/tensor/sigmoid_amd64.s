//go:build amd64 && !noasm

#include "textflag.h"

DATA limits<>+0(SB)/4, $0x42ae0000  // 87
DATA limits<>+4(SB)/4, $0xc2ae0000  // -87
DATA limits<>+8(SB)/4, $0x3fb8aa3b  // log2(e)
DATA limits<>+12(SB)/4, $0x4b400000 // 1.5·2^23
DATA limits<>+16(SB)/4, $0x3f318000 // ln 2, high part
DATA limits<>+20(SB)/4, $0xb95e8083 // ln 2, low part
DATA limits<>+24(SB)/4, $0x39506967 // polynomial, highest power first
DATA limits<>+28(SB)/4, $0x3ab743ce
DATA limits<>+32(SB)/4, $0x3c088908
DATA limits<>+36(SB)/4, $0x3d2aa9c1
DATA limits<>+40(SB)/4, $0x3e2aaaaa
DATA limits<>+44(SB)/4, $0x3f000000
DATA limits<>+48(SB)/4, $0x3f800000 // 1
DATA limits<>+52(SB)/4, $127        // bias of the exponent
GLOBL limits<>(SB), RODATA|NOPTR, $56

// func sigmoidAVX2(n int, dst, src *float32, pre, post, add float32)
//
// Eight elements at a time, n a multiple of eight; the steps are those of
// sigmoid1 in sigmoid.go, without fused operations.
TEXT ·sigmoidAVX2(SB), NOSPLIT, $0-36
	MOVQ n+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ src+16(FP), SI
	VBROADCASTSS pre+24(FP), Y15
	VBROADCASTSS post+28(FP), Y14
	VBROADCASTSS add+32(FP), Y13
	VBROADCASTSS limits<>+8(SB), Y12
	VBROADCASTSS limits<>+12(SB), Y11
	VBROADCASTSS limits<>+16(SB), Y10
	VBROADCASTSS limits<>+20(SB), Y9
	VBROADCASTSS limits<>+48(SB), Y8
	VBROADCASTSS limits<>+0(SB), Y7
	VBROADCASTSS limits<>+4(SB), Y6
	VBROADCASTSS limits<>+52(SB), Y5
	SHRQ $3, CX
	JZ done

loop:
	VMULPS (SI), Y15, Y0
	VMINPS Y7, Y0, Y0
	VMAXPS Y6, Y0, Y0
	VMULPS Y12, Y0, Y1
	VADDPS Y11, Y1, Y1
	VSUBPS Y11, Y1, Y1 // n
	VMULPS Y10, Y1, Y2
	VSUBPS Y2, Y0, Y0
	VMULPS Y9, Y1, Y2
	VSUBPS Y2, Y0, Y0 // r
	VBROADCASTSS limits<>+24(SB), Y2
	VMULPS Y0, Y2, Y2
	VBROADCASTSS limits<>+28(SB), Y3
	VADDPS Y3, Y2, Y2
	VMULPS Y0, Y2, Y2
	VBROADCASTSS limits<>+32(SB), Y3
	VADDPS Y3, Y2, Y2
	VMULPS Y0, Y2, Y2
	VBROADCASTSS limits<>+36(SB), Y3
	VADDPS Y3, Y2, Y2
	VMULPS Y0, Y2, Y2
	VBROADCASTSS limits<>+40(SB), Y3
	VADDPS Y3, Y2, Y2
	VMULPS Y0, Y2, Y2
	VBROADCASTSS limits<>+44(SB), Y3
	VADDPS Y3, Y2, Y2
	VMULPS Y0, Y0, Y3
	VMULPS Y3, Y2, Y2
	VADDPS Y0, Y2, Y2
	VADDPS Y8, Y2, Y2
	VCVTPS2DQ Y1, Y1
	VPADDD Y5, Y1, Y1
	VPSLLD $23, Y1, Y1
	VMULPS Y1, Y2, Y2 // e^x
	VADDPS Y8, Y2, Y2
	VDIVPS Y2, Y8, Y2
	VMULPS Y14, Y2, Y2
	VADDPS Y13, Y2, Y2
	VMOVUPS Y2, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	DECQ CX
	JNZ loop

done:
	VZEROUPPER
	RET

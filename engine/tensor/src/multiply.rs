//! Multiplication for AVR programs that are compiled with `-Ctarget-feature=-mul`.
//!
//! LLVM 22 takes `r0`, where a product is, to save the flags when it reaches for variables in the far part of a stack frame: a product can be lost. So programs
//! must be compiled without the instruction, and call these functions, which have it (as numbers, as their assembler has not) and no frame.
//! The C library of AVR has them for other types only.
#![allow(unsafe_code)]

core::arch::global_asm!(
    ".weak __mulhi3", // r25:r24 · r23:r22
    ".type __mulhi3, @function",
    "__mulhi3:",
    ".word 0x9f86", // mul r24, r22
    "mov r18, r0",
    "mov r19, r1",
    ".word 0x9f87", // mul r24, r23
    "add r19, r0",
    ".word 0x9f96", // mul r25, r22
    "add r19, r0",
    "clr r1",
    "mov r24, r18",
    "mov r25, r19",
    "ret",
    ".weak __mulqi3", // r24 · r22
    ".type __mulqi3, @function",
    "__mulqi3:",
    ".word 0x9f86", // mul r24, r22
    "mov r24, r0",
    "clr r1",
    "ret",
);

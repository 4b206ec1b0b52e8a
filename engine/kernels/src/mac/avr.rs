//! The block for AVR, which multiplies weights as they come from program memory.
#![allow(unsafe_code)]

use core::arch::asm;

use halyard_tensor::FlashSlice;

use super::{Columns, Sums};

/// Sums of products of packed weights in flash, `[groups][4 channels][4 k]`, and as many columns.
#[inline(always)]
pub fn sums<const P: usize>(weights: FlashSlice<i8>, columns: &[Columns<P>]) -> Sums<P> {
    let groups = columns.len();
    assert!(P == 1 && groups > 0 && weights.len() == groups * 16); // one column: see `COLUMNS`
    let (first, column) = (weights.address(), columns.as_ptr().cast());
    core::array::from_fn(|_| {
        // SAFETY: `groups` groups of weights lie there, of which a channel's begin at four times its number, and as many of the column.
        core::array::from_fn(|channel| unsafe {
            dot(first.wrapping_add(channel * 4), column, groups)
        })
    })
}

/// The sum of products of four weights, of each 16 in program memory, and four elements of the column, for `groups` of them.
///
/// # Safety
/// They are there, and `groups` > 0.
#[inline(never)]
unsafe fn dot(weights: *const i8, column: *const i8, groups: usize) -> i32 {
    let (low, high): (u16, u16);
    // SAFETY: reads program memory and the column, as the caller knows, and leaves r1 zero as it was.
    unsafe {
        asm!(
            "2:",
            ".rept 4",
            "lpm r20, Z+",
            "ld r21, X+",
            ".word 0x0245", // muls r20, r21
            "mov r20, r1",
            "lsl r20",
            "sbc r20, r20", // the product's sign
            "add r18, r0",
            "adc r19, r1",
            "adc r22, r20",
            "adc r23, r20",
            ".endr",
            "adiw r30, 12",
            "sbiw r24, 1",
            "brne 2b",
            "clr r1",
            inout("Z") weights => _,
            inout("X") column => _,
            inout("r25r24") groups => _,
            inout("r19r18") 0_u16 => low,
            inout("r23r22") 0_u16 => high,
            out("r20") _,
            out("r21") _,
            options(pure, readonly, nostack),
        );
    }
    (u32::from(high) << 16 | u32::from(low)) as i32
}

//! The block for Armv7E-M: SXTB16 widens four weights into two pairs, SMLAD multiplies a pair.
#![allow(unsafe_code)]

use core::arch::asm;

use super::{Columns, Sums, Weights};

/// Adds the products of all groups to `sums`; more columns than weights are left out.
///
/// Two columns are multiplied by two channels at a time: the core has no registers for more sums.
#[inline(never)]
pub fn add<const P: usize>(weights: &[Weights], columns: &[Columns<P>], sums: &mut Sums<P>) {
    if P == 1 {
        add_channels::<P, 0, 4>(weights, columns, sums);
    } else {
        add_channels::<P, 0, 2>(weights, columns, sums);
        add_channels::<P, 2, 4>(weights, columns, sums);
    }
}

/// Adds the products of channels `FROM..TO` to their sums.
#[inline(always)]
fn add_channels<const P: usize, const FROM: usize, const TO: usize>(
    weights: &[Weights],
    columns: &[Columns<P>],
    sums: &mut Sums<P>,
) {
    for (weights, columns) in weights.iter().zip(columns) {
        for channel in FROM..TO {
            let word = i32::from_le_bytes(weights[channel].map(|weight| weight as u8));
            let (even, odd) = (bytes_0_2(word), bytes_1_3(word));
            for (sums, column) in sums.iter_mut().zip(columns) {
                let [first, second] = pairs(*column);
                add_pairs(even, first, &mut sums[channel]);
                add_pairs(odd, second, &mut sums[channel]);
            }
        }
    }
}

/// A group of a column as two words: halves are not put together again.
#[inline(always)]
fn pairs(column: [i16; 4]) -> [i32; 2] {
    // SAFETY: both are eight bytes, and any bytes are integers.
    unsafe { core::mem::transmute(column) }
}

/// Bytes 0 and 2, sign-extended to halfwords.
#[inline(always)]
fn bytes_0_2(word: i32) -> i32 {
    let pair: i32;
    // SAFETY: one instruction on registers; every Armv7E-M core has it.
    unsafe {
        asm!("sxtb16 {}, {}", out(reg) pair, in(reg) word, options(pure, nomem, nostack, preserves_flags))
    }
    pair
}

/// Bytes 1 and 3, sign-extended to halfwords.
#[inline(always)]
fn bytes_1_3(word: i32) -> i32 {
    let pair: i32;
    // SAFETY: one instruction on registers; every Armv7E-M core has it.
    unsafe {
        asm!("sxtb16 {}, {}, ror #8", out(reg) pair, in(reg) word, options(pure, nomem, nostack, preserves_flags))
    }
    pair
}

/// `sum += a.low · b.low + a.high · b.high`.
#[inline(always)]
fn add_pairs(a: i32, b: i32, sum: &mut i32) {
    // SAFETY: one instruction on registers (it may set the Q flag, which nothing reads); every Armv7E-M core has it.
    unsafe {
        asm!("smlad {sum}, {a}, {b}, {sum}", a = in(reg) a, b = in(reg) b, sum = inout(reg) *sum, options(pure, nomem, nostack))
    }
}

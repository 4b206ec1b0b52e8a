//! The blocks for Armv7E-M cores with floating-point registers, in which weights wait. `generic` is the twin.
//!
//! * four pixels: eight sums, of `both` channels in r4–r7 and of the even one in r8–r11; r0–r3 are a word of each pixel, r12 is a word of weights. 32 words of weights
//!   come at a time; the first time, those that are left when the others are done by 32: the code for 32 is entered where so many are left.
//! * one pixel: five words of each at a time, 65 in a round; first the words that are left when the others are done by five.
#![allow(unsafe_code)]

use core::arch::{asm, global_asm};
use core::cell::Cell;
use core::ops::Range;

use super::{Blocks, ChannelPair, Matrix, PIXELS};

/// SMLAD and VLDM.
pub struct Armv7eM;

impl Blocks for Armv7eM {
    #[inline]
    fn multiply<const P: usize>(
        matrix: &Matrix,
        pairs: Range<usize>,
        column: &[i32],
        output: &[Cell<i8>],
        pixel: usize,
    ) {
        let count = pairs.len();
        if count == 0 {
            return;
        }
        let weights = matrix
            .weights
            .part(pairs.start * matrix.words, count * matrix.words);
        let records = matrix.pairs.part(pairs.start, count);
        let column = &column[..P * matrix.words];
        let output = &output[..(P - 1) * pixel + 2 * count];
        let mut page = halyard_tensor::Page::<i32, { usize::MAX }>::new();
        let mut records_page = halyard_tensor::Page::<ChannelPair, { usize::MAX }>::new();
        let weights = weights.block(0, weights.len(), &mut page).as_ptr_range();
        let records = records.block(0, count, &mut records_page).as_ptr_range();
        let column = column.as_ptr_range();
        let output = output.as_ptr().cast_mut().cast::<i8>();
        if P == PIXELS {
            let block = Block4 {
                column: column.start,
                column_end: column.end,
                weights: weights.start.addr().wrapping_sub(column.start.addr() / 4),
                weights_bytes: matrix.words * size_of::<i32>(),
                entry: entry_4(matrix.words),
                records: records.start,
                records_end: records.end,
                output,
                pixel,
            };
            // SAFETY: the slices above have what the block reads and writes, and `entry` is that of so many words.
            unsafe { halyard_paired_4(&block) }
        } else {
            let block = Block1 {
                column: column.start,
                column_end: column.end,
                entry: entry_1(matrix.words),
                first: first_1(matrix.words),
                records: records.start,
                output,
                records_end: records.end,
                weights: weights.start,
            };
            // SAFETY: the slices above have what the block reads and writes, and both entries are those of so many words.
            unsafe { halyard_paired_1(&block) }
        }
    }

    #[inline]
    fn expand(source: &[Cell<i8>], pixel: usize, groups: usize, column: &mut [i32]) {
        let source = &source[..(PIXELS - 1) * pixel + 4 * groups];
        let column = &mut column[..2 * PIXELS * groups];
        if groups > 0 {
            // SAFETY: both slices are as long as what is read and written.
            unsafe {
                halyard_paired_expand(source.as_ptr().cast(), pixel, column.as_mut_ptr(), groups)
            }
        }
    }

    #[inline(always)]
    fn widen(four: [i8; 4]) -> [i32; 2] {
        let word = u32::from_le_bytes(four.map(|byte| byte as u8));
        let (even, odd): (i32, i32);
        // SAFETY: an instruction on registers.
        unsafe {
            asm!("sxtb16 {}, {}", out(reg) even, in(reg) word, options(pure, nomem, nostack, preserves_flags));
        }
        // SAFETY: an instruction on registers.
        unsafe {
            asm!("sxtb16 {}, {}, ror #8", out(reg) odd, in(reg) word, options(pure, nomem, nostack, preserves_flags));
        }
        [even, odd]
    }
}

/// Words of weights that wait in registers at a time, and bytes of the code that loads them or is for one of them.
const WORDS_4: usize = 32;
const LOAD_BYTES: usize = 8;

/// Words of a step, steps of a round, and bytes of the code for a step.
const WORDS_1: usize = 5;
const STEPS_1: usize = 13;
const STEP_BYTES: usize = 68;

const THUMB: usize = 1;

/// Where the code for four pixels is entered: where as many words are loaded as are left when the others are done by 32.
fn entry_4(words: usize) -> usize {
    let first = (words - 1) % WORDS_4 + 1;
    (&raw const halyard_paired_4_loads).addr() + (WORDS_4 - first) * LOAD_BYTES + THUMB
}

/// Where the steps for one pixel are entered, after the words that are no step of five.
fn entry_1(words: usize) -> usize {
    let steps = words / WORDS_1;
    let first = if steps == 0 {
        0
    } else {
        (steps - 1) % STEPS_1 + 1
    };
    (&raw const halyard_paired_1_steps).addr() + (STEPS_1 - first) * STEP_BYTES + THUMB
}

/// Where the words that are no step of five are multiplied.
fn first_1(words: usize) -> usize {
    let first = match words % WORDS_1 {
        0 => return entry_1(words),
        1 => &raw const halyard_paired_1_left_1,
        2 => &raw const halyard_paired_1_left_2,
        3 => &raw const halyard_paired_1_left_3,
        _ => &raw const halyard_paired_1_left_4,
    };
    first.addr() + THUMB
}

/// Four pixels × some channel pairs.
#[repr(C)]
struct Block4 {
    column: *const i32,
    column_end: *const i32,
    /// Address of the weights less a quarter of the column's: a quarter of the place in the column leads to the place in the weights.
    weights: usize,
    /// Bytes of a channel pair's weights.
    weights_bytes: usize,
    entry: usize,
    records: *const ChannelPair,
    records_end: *const ChannelPair,
    output: *mut i8,
    /// Elements from an output pixel to the next.
    pixel: usize,
}

/// One pixel × some channel pairs.
#[repr(C)]
struct Block1 {
    column: *const i32,
    column_end: *const i32,
    entry: usize,
    first: usize,
    records: *const ChannelPair,
    output: *mut i8,
    records_end: *const ChannelPair,
    weights: *const i32,
}

unsafe extern "C" {
    static halyard_paired_4_loads: u8;
    static halyard_paired_1_steps: u8;
    static halyard_paired_1_left_1: u8;
    static halyard_paired_1_left_2: u8;
    static halyard_paired_1_left_3: u8;
    static halyard_paired_1_left_4: u8;

    /// # Safety
    /// Weights and column have as many words as `entry` is for, there is a record at least, and the output's pixels have both channels of each.
    fn halyard_paired_4(block: &Block4);

    /// # Safety
    /// Weights and column have as many words as `entry` and `first` are for, there is a record at least, and the output has both channels of each.
    fn halyard_paired_1(block: &Block1);

    /// Four pixels, `pixel` bytes apart, to an interleaved column, four elements at a time.
    ///
    /// # Safety
    /// `groups` > 0, the pixels have `4·groups` elements each, the column has `8·groups` words.
    fn halyard_paired_expand(source: *const i8, pixel: usize, column: *mut i32, groups: usize);
}

global_asm!(include_str!("armv7e_m.s"), options(raw));

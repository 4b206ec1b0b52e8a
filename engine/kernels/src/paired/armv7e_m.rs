//! The blocks for Armv7E-M cores with floating-point registers, in which weights wait. `generic` is the twin.
//!
//! * four pixels: eight sums, of `both` channels in r4–r7 and of the even one in r8–r11; r0–r3 are a word of each pixel, r12 is a word of weights. 32 words of weights
//!   come at a time; the first time, those that are left when the others are done by 32: the code for 32 is entered where so many are left.
//! * one pixel: five words of each at a time, 65 in a round; first the words that are left when the others are done by five.
#![allow(unsafe_code)]

use core::arch::global_asm;
use core::cell::Cell;
use core::ops::Range;

use halyard_tensor::{FlashSlice, Page};

use super::{Blocks, Matrix, PIXELS, Pairs};

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
        let words = matrix.words;
        let weights = matrix.weights.part(pairs.start * words, count * words);
        let weights = start(weights, count * words);
        let column = column[..P * words].as_ptr_range();
        let output = &output[..(P - 1) * pixel + 2 * count];
        let output = output.as_ptr().cast_mut().cast::<i8>();
        let (records, records_end) = match matrix.pairs {
            Pairs::Rounded(records) => ends(records, pairs),
            Pairs::Lines { lines, .. } => ends(lines, 2 * pairs.start..2 * pairs.end),
        };
        if P == PIXELS {
            let finish = finish_4(&matrix.pairs);
            let is_one_load = words <= WORDS_4;
            let block = Block4 {
                column: column.start,
                column_end: column.end,
                weights: weights.addr().wrapping_sub(column.start.addr() / 4),
                weights_bytes: words * size_of::<i32>(),
                entry: entry_4(words),
                records,
                records_end,
                output,
                pixel,
                after: if is_one_load {
                    finish
                } else {
                    code(&raw const halyard_paired_4_more)
                },
                finish,
                begin: begin_4(&matrix.pairs),
            };
            // SAFETY: the slices above have what the block reads and writes, and `entry` is that of so many words.
            unsafe { halyard_paired_4(&block) }
        } else {
            let finish = finish_1(&matrix.pairs);
            let is_one_round = words / WORDS_1 <= STEPS_1;
            let block = Block1 {
                column: column.start,
                column_end: column.end,
                entry: entry_1(words),
                first: first_1(words),
                records,
                output,
                records_end,
                after: if is_one_round {
                    finish
                } else {
                    code(&raw const halyard_paired_1_more)
                },
                finish,
                weights,
                begin: begin_1(&matrix.pairs),
            };
            // SAFETY: the slices above have what the block reads and writes, and both entries are those of so many words.
            unsafe { halyard_paired_1(&block) }
        }
    }

    #[inline]
    fn expand(source: &[Cell<i8>], pixel: usize, groups: usize, column: &mut [i32]) {
        let source = &source[..(PIXELS - 1) * pixel + 4 * groups];
        let column = &mut column[..2 * PIXELS * groups];
        // SAFETY: both slices are as long as what is read and written.
        unsafe {
            halyard_paired_expand_4(source.as_ptr().cast(), pixel, column.as_mut_ptr(), groups);
        }
    }

    #[inline]
    fn expand_one<const STEP: usize>(source: &[Cell<i8>], column: &mut [i32]) {
        let groups = source.len() / 4;
        let column = &mut column[..STEP * (2 * groups - 1) + 1];
        if STEP == 1 {
            // SAFETY: both slices are as long as what is read and written.
            unsafe { halyard_paired_expand_1(source.as_ptr().cast(), column.as_mut_ptr(), groups) }
        } else {
            assert!(STEP == PIXELS);
            // SAFETY: both slices are as long as what is read and written.
            unsafe {
                halyard_paired_expand_1_of_4(source.as_ptr().cast(), column.as_mut_ptr(), groups);
            }
        }
    }
}

/// Address of the first of `length` values in flash.
fn start<T: Copy>(values: FlashSlice<T>, length: usize) -> *const T {
    let mut page = Page::<T, { usize::MAX }>::new();
    values.block(0, length, &mut page).as_ptr()
}

/// First and end of a part of records.
fn ends<T: Copy>(records: FlashSlice<T>, part: Range<usize>) -> (*const u8, *const u8) {
    let first = start(records.part(part.start, part.len()), part.len());
    (first.cast(), first.wrapping_add(part.len()).cast())
}

/// The address of a piece of code, to jump to.
fn code(place: *const u8) -> usize {
    place.addr() + THUMB
}

fn begin_4(pairs: &Pairs) -> usize {
    code(match pairs {
        Pairs::Rounded(_) => &raw const halyard_paired_4_rounded,
        Pairs::Lines { .. } => &raw const halyard_paired_4_lines,
    })
}

fn finish_4(pairs: &Pairs) -> usize {
    code(match pairs {
        Pairs::Rounded(_) => &raw const halyard_paired_4_finish_rounded,
        Pairs::Lines { shift: 4, .. } => &raw const halyard_paired_4_finish_lines_4,
        Pairs::Lines { shift: 8, .. } => &raw const halyard_paired_4_finish_lines_8,
        Pairs::Lines { shift: 12, .. } => &raw const halyard_paired_4_finish_lines_12,
        Pairs::Lines { shift: 16, .. } => &raw const halyard_paired_4_finish_lines_16,
        Pairs::Lines { .. } => &raw const halyard_paired_4_finish_lines_20,
    })
}

fn begin_1(pairs: &Pairs) -> usize {
    code(match pairs {
        Pairs::Rounded(_) => &raw const halyard_paired_1_rounded,
        Pairs::Lines { .. } => &raw const halyard_paired_1_lines,
    })
}

fn finish_1(pairs: &Pairs) -> usize {
    code(match pairs {
        Pairs::Rounded(_) => &raw const halyard_paired_1_finish_rounded,
        Pairs::Lines { shift: 4, .. } => &raw const halyard_paired_1_finish_lines_4,
        Pairs::Lines { shift: 8, .. } => &raw const halyard_paired_1_finish_lines_8,
        Pairs::Lines { shift: 12, .. } => &raw const halyard_paired_1_finish_lines_12,
        Pairs::Lines { shift: 16, .. } => &raw const halyard_paired_1_finish_lines_16,
        Pairs::Lines { .. } => &raw const halyard_paired_1_finish_lines_20,
    })
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
    code(&raw const halyard_paired_4_loads) + (WORDS_4 - first) * LOAD_BYTES
}

/// Where the steps for one pixel are entered, after the words that are no step of five.
fn entry_1(words: usize) -> usize {
    let steps = words / WORDS_1;
    let first = if steps == 0 {
        0
    } else {
        (steps - 1) % STEPS_1 + 1
    };
    code(&raw const halyard_paired_1_steps) + (STEPS_1 - first) * STEP_BYTES
}

/// Where the words that are no step of five are multiplied.
fn first_1(words: usize) -> usize {
    code(match words % WORDS_1 {
        0 => return entry_1(words),
        1 => &raw const halyard_paired_1_left_1,
        2 => &raw const halyard_paired_1_left_2,
        3 => &raw const halyard_paired_1_left_3,
        _ => &raw const halyard_paired_1_left_4,
    })
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
    /// Where the words that are no whole load are loaded.
    entry: usize,
    records: *const u8,
    records_end: *const u8,
    output: *mut i8,
    /// Elements from an output pixel to the next.
    pixel: usize,
    /// What comes after a load's words: `finish` where there is one load only.
    after: usize,
    /// What makes outputs of sums.
    finish: usize,
    /// Where sums begin.
    begin: usize,
}

/// One pixel × some channel pairs.
#[repr(C)]
struct Block1 {
    column: *const i32,
    column_end: *const i32,
    /// Where the steps of the first round begin.
    entry: usize,
    /// Where the words that are no step are multiplied.
    first: usize,
    records: *const u8,
    output: *mut i8,
    records_end: *const u8,
    /// What comes after a round: `finish` where there is one only.
    after: usize,
    /// What makes outputs of sums.
    finish: usize,
    weights: *const i32,
    /// Where sums begin.
    begin: usize,
}

unsafe extern "C" {
    static halyard_paired_4_rounded: u8;
    static halyard_paired_4_lines: u8;
    static halyard_paired_4_loads: u8;
    static halyard_paired_4_more: u8;
    static halyard_paired_4_finish_rounded: u8;
    static halyard_paired_4_finish_lines_4: u8;
    static halyard_paired_4_finish_lines_8: u8;
    static halyard_paired_4_finish_lines_12: u8;
    static halyard_paired_4_finish_lines_16: u8;
    static halyard_paired_4_finish_lines_20: u8;
    static halyard_paired_1_rounded: u8;
    static halyard_paired_1_lines: u8;
    static halyard_paired_1_left_1: u8;
    static halyard_paired_1_left_2: u8;
    static halyard_paired_1_left_3: u8;
    static halyard_paired_1_left_4: u8;
    static halyard_paired_1_steps: u8;
    static halyard_paired_1_more: u8;
    static halyard_paired_1_finish_rounded: u8;
    static halyard_paired_1_finish_lines_4: u8;
    static halyard_paired_1_finish_lines_8: u8;
    static halyard_paired_1_finish_lines_12: u8;
    static halyard_paired_1_finish_lines_16: u8;
    static halyard_paired_1_finish_lines_20: u8;

    /// # Safety
    /// Weights and column have as many words as `entry` is for, there is a record at least, of the kind that `begin` and `finish` are for, and the output's pixels
    /// have both channels of each.
    fn halyard_paired_4(block: &Block4);

    /// # Safety
    /// Weights and column have as many words as `entry` and `first` are for, there is a record at least, of the kind that `begin` and `finish` are for, and the
    /// output has both channels of each.
    fn halyard_paired_1(block: &Block1);

    /// Four pixels, `pixel` bytes apart, to an interleaved column, four elements at a time.
    ///
    /// # Safety
    /// `groups` > 0, the pixels have `4·groups` elements each, the column has `8·groups` words.
    fn halyard_paired_expand_4(source: *const i8, pixel: usize, column: *mut i32, groups: usize);

    /// One pixel to a column of its own, four elements at a time.
    ///
    /// # Safety
    /// `groups` > 0, the pixel has `4·groups` elements, the column has `2·groups` words.
    fn halyard_paired_expand_1(source: *const i8, column: *mut i32, groups: usize);

    /// One pixel to its place in an interleaved column of four, four elements at a time.
    ///
    /// # Safety
    /// `groups` > 0, the pixel has `4·groups` elements, the column has `2·groups` words of it.
    fn halyard_paired_expand_1_of_4(source: *const i8, column: *mut i32, groups: usize);
}

global_asm!(include_str!("armv7e_m.s"), options(raw));

//! The blocks for Armv7E-M cores with floating-point registers, in which weights wait. `generic` is the twin.
//!
//! * four pixels: eight sums, of `both` channels in r4–r7 and of the even one in r8–r11; r0–r3 are a word of each pixel, r12 is a word of weights. The first word begins
//!   the sums. Of the others 32 come at a time; the first time, those that are left when the others are done by 32: the code for 32 is entered where so many are left.
//! * one pixel: five words of each at a time, 65 in a round; first the words that are left when the others are done by five.
#![allow(unsafe_code)]

use core::arch::global_asm;
use core::cell::Cell;
use core::ops::Range;

use halyard_tensor::{FlashSlice, Page};

use super::{Blocks, Matrix, PIXELS, Pairs, Windows, words};

/// SMLAD and VLDM.
pub struct Armv7eM;

impl Blocks for Armv7eM {
    #[inline]
    fn multiply<const P: usize>(
        matrix: &Matrix,
        pairs: Range<usize>,
        columns: &[i32],
        output: &[Cell<i8>],
        pixel: usize,
    ) {
        let count = pairs.len();
        if count == 0 || columns.is_empty() {
            return;
        }
        let words = matrix.words;
        let weights = matrix.weights.part(pairs.start * words, count * words);
        let weights = start(weights, count * words);
        let pixels = columns.len() / (P * words) * P;
        let column = &columns[..pixels * words];
        let output = &output[..(pixels - 1) * pixel + 2 * count];
        let output = output.as_ptr().cast_mut().cast::<i8>();
        let records = match matrix.pairs {
            Pairs::Rounded(records) => ends(records, pairs),
            Pairs::Lines { lines, .. } => ends(lines, 2 * pairs.start..2 * pairs.end),
        };
        if P == PIXELS {
            let block = Block4::new(matrix, records, weights, column, output, pixel);
            // SAFETY: the slices above have what the block reads and writes, and `entry` is that of so many words.
            unsafe { halyard_paired_4(&block) }
        } else {
            assert!(pixels == 1);
            let block = Block1::new(matrix, records, weights, column, output);
            // SAFETY: the slices above have what the block reads and writes, and both entries are those of so many words.
            unsafe { halyard_paired_1(&block) }
        }
    }

    #[inline]
    fn gather<const P: usize>(windows: &Windows<'_>, place: usize, columns: &mut [i32]) {
        let count = columns.len() / (P * windows.words());
        if count == 0 {
            return;
        }
        let (rows, run) = (windows.rows, windows.run);
        let length = rows.row_length();
        let seen = run + usize::from(P == PIXELS && run % 4 == 3);
        let pitch = windows.step * length;
        assert!(
            place + (count * P - 1) * windows.pixel + seen <= length
                && (windows.count == 1 || pitch <= rows.cells().len())
        );
        let start = rows.cells().as_ptr();
        let row = |i: usize| {
            let row = (windows.first + i * windows.step) % rows.kept();
            start.wrapping_add(row * length + place)
        };
        let first = row(0);
        let groups = run / 4;
        let mut gather = Gather {
            row: first,
            rounds: if P == PIXELS {
                groups.div_ceil(2)
            } else {
                groups
            },
            entry: gather_entry(groups, run % 4),
            left: gather_left::<P>(run % 4),
            last: row(windows.count - 1),
            pitch,
            ring_end: start.wrapping_add(rows.cells().len() + place),
            ring: rows.cells().len(),
            first,
            columns: columns.as_mut_ptr(),
            pixel: windows.pixel,
            count,
        };
        if P == PIXELS {
            // SAFETY: the last pixel's run is in its row, by the assertion, and `columns` has room for as many columns as are gathered.
            unsafe { halyard_paired_gather_4(&mut gather) }
        } else {
            assert!(count == 1);
            // SAFETY: as above.
            unsafe { halyard_paired_gather_1(&mut gather) }
        }
    }

    fn expand(run: &[Cell<i8>], column: &mut [i32]) {
        assert!(column.len() >= words(run.len()) && !run.is_empty());
        let first = run.as_ptr();
        let mut gather = Gather {
            row: first,
            rounds: run.len() / 4,
            entry: 0,
            left: gather_left::<1>(run.len() % 4),
            last: first,
            pitch: 0,
            ring_end: first,
            ring: 0,
            first,
            columns: column.as_mut_ptr(),
            pixel: 0,
            count: 1,
        };
        // SAFETY: it reads the run, and writes its words, for which there is room.
        unsafe { halyard_paired_gather_1(&mut gather) }
    }

    #[inline]
    fn copy(row: &[Cell<i8>], to: &[Cell<i8>]) {
        assert!(to.len() >= row.len());
        // SAFETY: both have so many elements, and cells may be written.
        unsafe { halyard_paired_copy(row.as_ptr(), to.as_ptr(), row.len()) }
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

/// Words of weights that wait in registers at a time, and bytes of the code that loads them.
const WORDS_4: usize = 32;
const LOAD_BYTES: usize = 20;

/// Words of a step, steps of a round, and bytes of the code for a step.
const WORDS_1: usize = 5;
const STEPS_1: usize = 13;
const STEP_BYTES: usize = 68;

const THUMB: usize = 1;

/// Where the code for four pixels goes on after the first word: where as many words are loaded as are left when the others are done by 32.
fn entry_4(words: usize) -> usize {
    let loaded = match words {
        1 => 0,
        _ => (words - 2) % WORDS_4 + 1,
    };
    code(&raw const halyard_paired_4_loads) + (WORDS_4 - loaded) * LOAD_BYTES
}

/// Where a row's run is gathered for four pixels.
fn gather_entry(groups: usize, left: usize) -> usize {
    match groups {
        0 => gather_left::<PIXELS>(left),
        n if n % 2 == 0 => code(&raw const halyard_paired_gather_4_even),
        _ => code(&raw const halyard_paired_gather_4_odd),
    }
}

/// Where what is left of a run is gathered.
fn gather_left<const P: usize>(left: usize) -> usize {
    code(match (P, left) {
        (PIXELS, 0) => &raw const halyard_paired_gather_4_left_0,
        (PIXELS, 1) => &raw const halyard_paired_gather_4_left_1,
        (PIXELS, 2) => &raw const halyard_paired_gather_4_left_2,
        (PIXELS, _) => &raw const halyard_paired_gather_4_left_3,
        (_, 0) => &raw const halyard_paired_gather_1_left_0,
        (_, 1) => &raw const halyard_paired_gather_1_left_1,
        (_, 2) => &raw const halyard_paired_gather_1_left_2,
        _ => &raw const halyard_paired_gather_1_left_3,
    })
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

/// Columns of four pixels × some channel pairs.
#[repr(C)]
struct Block4 {
    /// The next one; of lines, four bytes before it. So is their end.
    records: *const u8,
    records_end: *const u8,
    output: *mut i8,
    /// Elements from an output pixel to the next.
    pixel: usize,
    weights: *const i32,
    column: *const i32,
    column_end: *const i32,
    columns: usize,
    /// Where the words that are no whole load are loaded.
    entry: usize,
    /// What comes after a load's words: `finish` where there is one load only.
    after: usize,
    /// What makes outputs of sums.
    finish: usize,
    /// Where sums begin.
    begin: usize,
    first_records: *const u8,
    first_weights: *const i32,
    first_output: *mut i8,
    column_bytes: usize,
}

impl Block4 {
    fn new(
        matrix: &Matrix,
        records: (*const u8, *const u8),
        weights: *const i32,
        columns: &[i32],
        output: *mut i8,
        pixel: usize,
    ) -> Self {
        let column_words = PIXELS * matrix.words;
        let before = match matrix.pairs {
            Pairs::Rounded(_) => 0,
            Pairs::Lines { .. } => 4,
        };
        let records_start = records.0.wrapping_sub(before);
        let finish = finish_4(&matrix.pairs);
        let is_one_load = matrix.words <= 1 + WORDS_4;
        Self {
            records: records_start,
            records_end: records.1.wrapping_sub(before),
            output,
            pixel,
            weights,
            column: columns.as_ptr(),
            column_end: columns.as_ptr().wrapping_add(column_words),
            columns: columns.len() / column_words,
            entry: entry_4(matrix.words),
            after: if is_one_load {
                finish
            } else {
                code(&raw const halyard_paired_4_more)
            },
            finish,
            begin: begin_4(&matrix.pairs),
            first_records: records_start,
            first_weights: weights,
            first_output: output,
            column_bytes: column_words * size_of::<i32>(),
        }
    }
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

impl Block1 {
    fn new(
        matrix: &Matrix,
        (records, records_end): (*const u8, *const u8),
        weights: *const i32,
        column: &[i32],
        output: *mut i8,
    ) -> Self {
        let column = column.as_ptr_range();
        let words = matrix.words;
        let finish = finish_1(&matrix.pairs);
        let is_one_round = words / WORDS_1 <= STEPS_1;
        Self {
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
        }
    }
}

/// Rows' runs that become columns.
#[repr(C)]
struct Gather {
    /// Where the next row's run of the first pixel begins.
    row: *const Cell<i8>,
    /// Fours of a run; of four pixels two fours at a time.
    rounds: usize,
    entry: usize,
    /// What gathers the elements that are no four.
    left: usize,
    /// Where the last row's run begins.
    last: *const Cell<i8>,
    /// Bytes from a row to the next, from the ring's end on less `ring`.
    pitch: usize,
    ring_end: *const Cell<i8>,
    ring: usize,
    /// Where the first row's run begins.
    first: *const Cell<i8>,
    columns: *mut i32,
    /// Bytes from a pixel to the next.
    pixel: usize,
    /// Columns.
    count: usize,
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
    static halyard_paired_gather_4_even: u8;
    static halyard_paired_gather_4_odd: u8;
    static halyard_paired_gather_4_left_0: u8;
    static halyard_paired_gather_4_left_1: u8;
    static halyard_paired_gather_4_left_2: u8;
    static halyard_paired_gather_4_left_3: u8;
    static halyard_paired_gather_1_left_0: u8;
    static halyard_paired_gather_1_left_1: u8;
    static halyard_paired_gather_1_left_2: u8;
    static halyard_paired_gather_1_left_3: u8;
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

    /// # Safety
    /// What is said to be seen may be read, columns have room for it.
    fn halyard_paired_gather_4(gather: &mut Gather);

    /// # Safety
    /// What is said to be seen may be read, the column has room for it.
    fn halyard_paired_gather_1(gather: &mut Gather);

    /// # Safety
    /// There are `length` elements at both places.
    fn halyard_paired_copy(from: *const Cell<i8>, to: *const Cell<i8>, length: usize);
}

global_asm!(include_str!("armv7e_m.s"), options(raw));

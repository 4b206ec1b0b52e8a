//! The loops for Armv7E-M: SMLAD multiplies a pair, SMMUL and SSAT requantize.
//!
//! A line takes 21 instructions per two outputs with stride 1, 13 per output with stride 2; to fill planes takes 23 per eight elements.
#![allow(unsafe_code)]

use core::arch::global_asm;
use core::cell::Cell;

use halyard_tensor::{FlashSlice, Page};

use super::{Group, Line, Lines, Record, Walk, pair};
use crate::BLOCK;

/// What [`run_lines`] hands over, and the assembly counts on.
#[repr(C)]
struct Block {
    planes: *mut Group,
    output: *const Cell<i8>,
    output_pixel: usize,
    /// Bytes of a plane that the loop reads, and the group before it.
    bytes: usize,
    /// Whether an output of a line is left when the loop has stored pairs.
    is_odd: usize,
    /// Those of the next line's top.
    records: *mut [Record; BLOCK],
    output_lines: Walker,
    /// Lines of the output that are left.
    lines: usize,
    records_end: *const [Record; BLOCK],
    input: *const Cell<i8>,
    input_lines: Walker,
    input_pixel: usize,
    /// Bytes from the first pixel of a line to the end of it.
    input_bytes: usize,
    plane_bytes: usize,
    /// Lines of padding before the input, and lines of the input, that are left.
    before: usize,
    input_left: usize,
    /// Lines that are wanted before the next line of the output.
    wanted: usize,
    /// `8 · place` of the next line.
    place: usize,
    places: [Place; 3],
    padding: i32,
    planes_end: *const Group,
    weights: *const i8,
    channels: *const Line,
    by_columns: usize,
    blocks: usize,
    /// How the next block begins: `records`, `lines`, `before`, `input_left`, `place`, `input`, `output`.
    first_records: *mut [Record; BLOCK],
    all_lines: usize,
    all_before: usize,
    all_input: usize,
    first_place: usize,
    first_input: *const Cell<i8>,
    first_output: *const Cell<i8>,
}

/// From a line to the next.
#[repr(C)]
struct Walker {
    bytes: usize,
    /// Where the ring ends, and the bytes of it.
    end: *const Cell<i8>,
    ring: usize,
}

impl Walker {
    fn new(lines: &Lines<'_>) -> Self {
        Self {
            bytes: lines.line,
            end: lines.cells.as_ptr().wrapping_add(lines.ring),
            ring: lines.ring,
        }
    }
}

/// Where the first pixel of a line goes, and bytes from there to the next one's place; from there on to the third they and these are a group.
#[repr(C)]
struct Place {
    start: *mut i32,
    step: usize,
}

/// Whether so many channels of each pixel of each line are cells.
fn fits(lines: &Lines<'_>, channels: usize) -> bool {
    let last_line = (lines.count.max(1) - 1) * lines.line;
    let last = last_line.min(lines.ring - lines.line) + (lines.pixels - 1) * lines.pixel;
    lines.start < lines.ring
        && lines.ring.is_multiple_of(lines.line)
        && last + channels <= lines.cells.len()
}

/// Computes lines of blocks of four channels.
pub fn run_lines<const STRIDE: usize, const SHIFT: u32>(
    walk: &Walk<'_>,
    planes: &mut [Group],
    records: &mut [[Record; BLOCK]; 3],
) {
    let Walk {
        input,
        output,
        blocks,
        ..
    } = *walk;
    if blocks == 0 || output.count == 0 {
        return;
    }
    let channels = blocks * BLOCK;
    let width = output.pixels;
    let groups = ((width - 1) * STRIDE + 3).div_ceil(2);
    assert!(
        fits(&input, channels)
            && fits(&output, channels)
            && width >= 2
            && planes.len() >= BLOCK * groups
            && walk.first + input.pixels <= 2 * groups
            && walk.top < 3
    );
    let planes = &mut planes[..BLOCK * groups];
    let loops = if STRIDE == 1 { width / 2 } else { width };
    let start = planes.as_flattened_mut()[walk.first / 2 * 3..].as_mut_ptr();
    let in_pair = walk.first % 2;
    let place = |bytes: usize, step: usize| Place {
        start: start.wrapping_byte_add(bytes),
        step,
    };
    let range = records.as_mut_ptr_range();
    let ends = planes.as_mut_ptr_range();
    let first_records = range.start.wrapping_add(walk.top);
    let first_place = walk.top * size_of::<Place>();
    let first_input = input.cells.as_ptr().wrapping_add(input.start);
    let first_output = output.cells.as_ptr().wrapping_add(output.start);
    let mut block = Block {
        planes: ends.start,
        output: first_output,
        output_pixel: output.pixel,
        bytes: (loops + 1) * size_of::<Group>(),
        is_odd: width % 2,
        records: first_records,
        output_lines: Walker::new(&output),
        lines: output.count,
        records_end: range.end,
        input: first_input,
        input_lines: Walker::new(&input),
        input_pixel: input.pixel,
        input_bytes: input.pixels * input.pixel,
        plane_bytes: groups * size_of::<Group>(),
        before: walk.before,
        input_left: input.count,
        wanted: 3,
        place: first_place,
        places: [
            place(4 * in_pair, 4 + 4 * in_pair),
            place(4 * in_pair + 2, 4 + 4 * in_pair),
            place(8 + 2 * in_pair, 2 + 8 * in_pair),
        ],
        padding: pair(walk.zero_point.into(), walk.zero_point.into()),
        planes_end: ends.end,
        weights: address(walk.weights, 9 * channels),
        channels: address(walk.channels, channels),
        by_columns: walk.by_columns.into(),
        blocks,
        first_records,
        all_lines: output.count,
        all_before: walk.before,
        all_input: input.count,
        first_place,
        first_input,
        first_output,
    };
    let compute = const { lines_for(STRIDE, SHIFT) };
    // SAFETY: it reads so many channels of each pixel of the input's lines, and writes those of the output's, which are cells, by the assertion; there are weights and
    // lines for each of them, and planes have groups for the pixels of a line.
    unsafe { compute(&mut block) }
}

/// Where so many values lie in flash.
fn address<T: Copy>(values: FlashSlice<T>, length: usize) -> *const T {
    let mut page = Page::<T, { usize::MAX }>::new();
    values.block(0, length, &mut page).as_ptr()
}

/// The loops for a stride and a shift: only those that are named are linked.
const fn lines_for(stride: usize, shift: u32) -> unsafe extern "C" fn(&mut Block) {
    match (stride, shift) {
        (1, 4) => halyard_depthwise_3x3_1_4,
        (1, 8) => halyard_depthwise_3x3_1_8,
        (1, 12) => halyard_depthwise_3x3_1_12,
        (1, 16) => halyard_depthwise_3x3_1_16,
        (1, 20) => halyard_depthwise_3x3_1_20,
        (2, 4) => halyard_depthwise_3x3_2_4,
        (2, 8) => halyard_depthwise_3x3_2_8,
        (2, 12) => halyard_depthwise_3x3_2_12,
        (2, 16) => halyard_depthwise_3x3_2_16,
        (2, 20) => halyard_depthwise_3x3_2_20,
        _ => panic!("stride and shift have no loop"),
    }
}

unsafe extern "C" {
    fn halyard_depthwise_3x3_1_4(block: &mut Block);
    fn halyard_depthwise_3x3_1_8(block: &mut Block);
    fn halyard_depthwise_3x3_1_12(block: &mut Block);
    fn halyard_depthwise_3x3_1_16(block: &mut Block);
    fn halyard_depthwise_3x3_1_20(block: &mut Block);
    fn halyard_depthwise_3x3_2_4(block: &mut Block);
    fn halyard_depthwise_3x3_2_8(block: &mut Block);
    fn halyard_depthwise_3x3_2_12(block: &mut Block);
    fn halyard_depthwise_3x3_2_16(block: &mut Block);
    fn halyard_depthwise_3x3_2_20(block: &mut Block);
}

global_asm!(include_str!("armv7e_m.s"), options(raw));

//! The blocks for Armv7E-M cores with floating-point registers. `generic` is the twin.
//!
//! * input and weights: two channels at a time, in the halves of a word: columns first, then rows. Elements are positive, so that shifts and sums of words are those of both
//!   halves; weights are not, and are added half by half.
//! * products: four sums, of two output channels and two tiles, in r4–r7; four words of each in r0–r3 and r8–r11. Sums are pushed.
//! * outputs: columns, then rows, which one multiplication brings to the same power of two with the offset added, then requantization and stores.
#![allow(unsafe_code)]

use core::arch::global_asm;
use core::cell::Cell;

use halyard_tensor::{FlashSlice, Page};

use super::generic::Generic;
use super::{Blocks, CHANNELS, PIXELS, Patch, Requantization, TILES, Target, Transform};

/// SMLAD.
pub struct Armv7eM;

/// Channels of the input at most: words of a product that have code.
pub const MOST_CHANNELS: usize = 64;

impl Blocks for Armv7eM {
    fn input<T: Transform>(patch: &Patch<'_>, tile: usize, group: &mut [i32]) {
        if T::TILE != 4 {
            return Generic::input::<T>(patch, tile, group);
        }
        let channels = patch[0].len();
        assert!(tile < TILES && group.len() == PIXELS * channels && channels.is_multiple_of(4));
        let columns = core::array::from_fn(|at| {
            let pixel = patch[at % T::POINTS * T::POINTS + at / T::POINTS];
            debug_assert!(pixel.len() == channels);
            pixel.as_ptr()
        });
        let words = group[2 * tile..].as_mut_ptr();
        // SAFETY: all pixels have so many channels, and of every four words of the group the two of the tile are written.
        unsafe { halyard_winograd_4_input(&columns, words, channels) }
    }

    fn weights<T: Transform>(weights: FlashSlice<i8>, group: &mut [i32]) {
        if T::TILE != 4 {
            return Generic::weights::<T>(weights, group);
        }
        let channels = weights.len() / (CHANNELS * 9);
        assert!(weights.len() == CHANNELS * 9 * channels && group.len() == PIXELS * channels);
        assert!(channels > 0 && channels.is_multiple_of(4));
        let weights = start(weights);
        // SAFETY: there are weights of two output channels, and the group is as long as what they become.
        unsafe { halyard_winograd_4_weights(weights, group.as_mut_ptr(), channels) }
    }

    fn multiply<T: Transform>(
        weights: &[i32],
        is_plain: bool,
        values: &[i32],
        requantization: &Requantization,
        channel: usize,
        targets: &[Target<'_>; TILES],
    ) {
        if T::TILE != 4 {
            return Generic::multiply::<T>(
                weights,
                is_plain,
                values,
                requantization,
                channel,
                targets,
            );
        }
        let channels = values.len() / PIXELS;
        assert!(weights.len() == values.len() && values.len() == PIXELS * channels);
        assert!(channels > 0 && channels.is_multiple_of(4) && channels <= MOST_CHANNELS);
        let records = [0, 1].map(|c| record(requantization, channel + c));
        let outputs = core::array::from_fn(|index| {
            let (c, target) = (index / TILES, &targets[index % TILES]);
            let end = (T::TILE - 1) * (target.row + target.pixel) + CHANNELS;
            Output {
                first: target.cells[..end].as_ptr().wrapping_add(c),
                pixel: target.pixel,
                row: target.row,
                record: records[c],
            }
        });
        let range = values.as_ptr_range();
        let (begin, next) = if is_plain {
            (
                &raw const halyard_winograd_4_outputs_of_plain,
                &raw const halyard_winograd_4_outputs_of_plain_next,
            )
        } else {
            (
                &raw const halyard_winograd_4_outputs,
                &raw const halyard_winograd_4_outputs_next,
            )
        };
        let block = Block {
            values: range.start,
            weights: weights.as_ptr(),
            values_end: range.end,
            entry: code(&raw const halyard_winograd_words)
                + (MOST_CHANNELS - channels) / 4 * WORDS_BYTES,
            begin: code(begin),
            finish: finish(requantization),
            next: code(next),
            outputs,
        };
        // SAFETY: both groups have words for `entry`, records are those of `finish`, and the targets have all pixels of a tile.
        unsafe { halyard_winograd_multiply(&block) }
    }
}

/// Address of the first of some values in flash.
fn start<T: Copy>(values: FlashSlice<T>) -> *const T {
    let mut page = Page::<T, { usize::MAX }>::new();
    values.block(0, values.len(), &mut page).as_ptr()
}

/// Address of a channel's record.
fn record(requantization: &Requantization, channel: usize) -> *const u8 {
    match requantization {
        Requantization::Lines { lines, .. } => start(lines.part(channel, 1)).cast(),
        Requantization::Rounded(records) => start(records.part(channel, 1)).cast(),
    }
}

/// The address of a piece of code, to jump to.
fn code(place: *const u8) -> usize {
    place.addr() | THUMB
}

const THUMB: usize = 1;

/// Bytes of the code for four channels.
const WORDS_BYTES: usize = 40;

fn finish(requantization: &Requantization) -> usize {
    code(match requantization {
        Requantization::Rounded(_) => &raw const halyard_winograd_4_rounded,
        Requantization::Lines { shift: 4, .. } => &raw const halyard_winograd_4_lines_4,
        Requantization::Lines { shift: 8, .. } => &raw const halyard_winograd_4_lines_8,
        Requantization::Lines { shift: 12, .. } => &raw const halyard_winograd_4_lines_12,
        Requantization::Lines { shift: 16, .. } => &raw const halyard_winograd_4_lines_16,
        Requantization::Lines { .. } => &raw const halyard_winograd_4_lines_20,
    })
}

/// Two output channels × two tiles.
#[repr(C)]
struct Block {
    values: *const i32,
    weights: *const i32,
    values_end: *const i32,
    /// Where words of a product are multiplied, after the first four channels.
    entry: usize,
    /// What makes sums of products.
    begin: usize,
    /// What makes outputs of sums.
    finish: usize,
    /// What makes sums of the next products.
    next: usize,
    outputs: [Output; CHANNELS * TILES],
}

/// A channel of a tile.
#[repr(C)]
struct Output {
    first: *const Cell<i8>,
    /// Elements from a pixel to the next.
    pixel: usize,
    /// Elements from a row to the next.
    row: usize,
    record: *const u8,
}

unsafe extern "C" {
    static halyard_winograd_words: u8;
    static halyard_winograd_4_outputs: u8;
    static halyard_winograd_4_outputs_next: u8;
    static halyard_winograd_4_outputs_of_plain: u8;
    static halyard_winograd_4_outputs_of_plain_next: u8;
    static halyard_winograd_4_rounded: u8;
    static halyard_winograd_4_lines_4: u8;
    static halyard_winograd_4_lines_8: u8;
    static halyard_winograd_4_lines_12: u8;
    static halyard_winograd_4_lines_16: u8;
    static halyard_winograd_4_lines_20: u8;

    /// Transforms what a tile sees into its words of a group: two of every four.
    ///
    /// # Safety
    /// Pixels, by columns, have `channels` elements, a multiple of four and not 0, and `words` has as many fours as a group.
    fn halyard_winograd_4_input(
        columns: &[*const Cell<i8>; PIXELS],
        words: *mut i32,
        channels: usize,
    );

    /// Transforms the weights of two output channels into a group.
    ///
    /// # Safety
    /// There are `2·9·channels` weights and `36·channels` words; `channels` is a multiple of four and not 0.
    fn halyard_winograd_4_weights(weights: *const i8, words: *mut i32, channels: usize);

    /// Computes two output channels of two tiles.
    ///
    /// # Safety
    /// Values and weights have as many words as `entry` is for in each product; `finish` is for the records; outputs may be written.
    fn halyard_winograd_multiply(block: &Block);
}

global_asm!(include_str!("armv7e_m.s"), options(raw));

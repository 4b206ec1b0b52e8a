//! The blocked matrix product that convolution and fully connected share.

use core::cell::Cell;
use core::ops::Range;

use halyard_tensor::{FlashSlice, Page};

use crate::arithmetic::{Channel, OutputRange};
use crate::mac::{self, Columns, ORDER, Value, Weights};
use crate::{BLOCK, NARROW};

/// Packed weights and what is done with their sums.
pub struct Matrix {
    /// `[channels/4][depth/4][4 channels][4 k]`, zero-padded in both.
    pub weights: FlashSlice<i8>,
    /// One record per channel, zero-padded to whole blocks.
    pub channels: FlashSlice<Channel>,
    /// Groups of four `k`.
    pub groups: usize,
    /// Zero point and range of the output.
    pub range: OutputRange,
}

impl Matrix {
    /// Multiplies `P` columns by the channels of `blocks`; `pixels` are the `P` output pixels, all channels of each.
    pub fn multiply<const P: usize>(
        &self,
        columns: &[Columns<P>],
        blocks: Range<usize>,
        pixels: [&[Cell<i8>]; P],
    ) {
        let bytes = self.groups * size_of::<Weights>();
        for block in blocks {
            let weights = self.weights.part(block * bytes, bytes);
            self.store(block, mac::sums(weights, columns), pixels);
        }
    }

    /// Makes outputs of the sums of a block of four channels.
    #[inline(always)] // as a function of its own it takes sums through memory: a tenth to a quarter more instructions for a convolution
    pub fn store<const P: usize>(
        &self,
        block: usize,
        sums: mac::Sums<P>,
        pixels: [&[Cell<i8>]; P],
    ) {
        let mut page = Page::<_, BLOCK>::new();
        let channels = self.channels.block(block * BLOCK, BLOCK, &mut page);
        for (pixel, sums) in pixels.iter().zip(sums) {
            let cells = &pixel[block * BLOCK..]; // fewer than four in the last block
            for ((cell, channel), sum) in cells.iter().zip(channels).zip(sums) {
                cell.set(channel.finish(sum, &self.range));
            }
        }
    }
}

/// Scratch memory as groups of `P` interleaved columns.
pub fn columns<const P: usize>(scratch: &mut [Value], groups: usize) -> &mut [Columns<P>] {
    &mut scratch.as_chunks_mut::<4>().0.as_chunks_mut::<P>().0[..groups]
}

/// Writes `source` into column `p` from element `start` on.
pub fn write<const P: usize>(
    columns: &mut [Columns<P>],
    p: usize,
    start: usize,
    source: &[Cell<i8>],
) {
    if NARROW {
        write_each(columns, p, start, source);
        return;
    }
    let (head, rest) = source.split_at(source.len().min(start.wrapping_neg() % 4));
    let (body, tail) = rest.as_chunks::<4>();
    write_each(columns, p, start, head);
    let aligned = start + head.len();
    for (group, four) in columns[aligned / 4..].iter_mut().zip(body) {
        group[p] = ORDER.map(|k| four[k].get().into()); // it is its own inverse
    }
    write_each(columns, p, aligned + body.len() * 4, tail);
}

fn write_each<const P: usize>(
    columns: &mut [Columns<P>],
    p: usize,
    start: usize,
    source: &[Cell<i8>],
) {
    for (k, value) in (start..).zip(source) {
        columns[k / 4][p][ORDER[k % 4]] = value.get().into();
    }
}

/// Fills elements of column `p` with the input's zero point: what padding is.
pub fn fill<const P: usize>(
    columns: &mut [Columns<P>],
    p: usize,
    elements: Range<usize>,
    value: i8,
) {
    for k in elements {
        columns[k / 4][p][ORDER[k % 4]] = value.into();
    }
}

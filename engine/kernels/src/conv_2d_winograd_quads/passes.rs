//! Some rows of tiles, computed together: all their input is transformed before their output is written.

use core::array::from_fn;
use core::cell::Cell;
use core::ops::Range;

use halyard_tensor::Rows;

use super::{
    Band, COLUMN, Column, Conv2dWinogradQuads, PRODUCTS, QUAD, SEEN, Steps, TILE, TRANSFORM,
    Target, pair,
};
use crate::BLOCK;

/// Tiles side by side whose columns fit into the memory of products.
const STRETCH: usize = (PRODUCTS / COLUMN - SEEN + TILE) / TILE;

/// Output rows that are computed together.
pub(super) struct Pass<'a> {
    pub op: &'a Conv2dWinogradQuads,
    pub rows: Range<usize>,
}

impl Pass<'_> {
    /// Number of tiles.
    pub fn tiles(&self) -> usize {
        self.rows.len().div_ceil(TILE) * self.op.tiles_of_row()
    }

    /// Writes the transforms of all tiles, `[tiles/4][C/4][36 positions][4 tiles][2 pairs of c]`; columns go to `memory` on the way.
    #[inline(never)]
    pub fn transform<S: Steps>(
        &self,
        input: Rows<'_, i8>,
        padding: &[i32],
        memory: &mut [i32; PRODUCTS],
        transforms: &mut [i32],
    ) {
        let op = self.op;
        let tiles = op.tiles_of_row();
        for (row, y) in self.rows.clone().step_by(TILE).enumerate() {
            let end = (y + SEEN).min(self.rows.end + 2);
            let rows = from_fn(|i| {
                let row = (y + i).checked_sub(op.padding_top)?;
                (y + i < end && row < op.input.height).then(|| input.row(row))
            });
            let band = Band {
                rows,
                padding,
                length: op.input.width * op.input.channels,
                pitch: op.input.channels,
            };
            for quad in 0..op.input.channels.div_ceil(4) {
                for first in (0..tiles).step_by(STRETCH) {
                    let count = STRETCH.min(tiles - first);
                    let columns = &mut memory.as_chunks_mut().0[..count * TILE + SEEN - TILE];
                    self.fill::<S>(&band, quad, first, columns);
                    for tile in 0..count {
                        let number = row * tiles + first + tile;
                        let place = number / 4 * op.words() + quad * QUAD + number % 4 * 2;
                        let seen = columns[tile * TILE..].first_chunk();
                        if let Some(seen) = seen {
                            S::tile(seen, &mut transforms[place..][..TRANSFORM]);
                        }
                    }
                }
            }
        }
    }

    /// Transforms the columns that tiles from `first` on see, of four channels.
    #[inline(never)]
    fn fill<S: Steps>(&self, band: &Band<'_>, quad: usize, first: usize, columns: &mut [Column]) {
        let (left, zero_point) = (self.op.padding_left, self.op.input_zero_point);
        let x = first * TILE;
        let before = left.saturating_sub(x).min(columns.len());
        let inside = (self.op.input.width + left).saturating_sub(x);
        let inside = inside.clamp(before, columns.len());
        // Six times the same is nothing at all positions but one.
        let mut same = [0; COLUMN];
        [same[1], same[SEEN + 1]] = [pair(zero_point, zero_point).wrapping_mul(-6); 2];
        columns[..before].fill(same);
        columns[inside..].fill(same);
        let start = (x + before).saturating_sub(left) * self.op.input.channels + 4 * quad;
        S::columns(band, start, &mut columns[before..inside]);
    }

    /// Writes the pixels of four tiles, from tile `first` on, in the channels of a block.
    #[inline(never)]
    pub fn finish<S: Steps>(
        &self,
        products: &mut [i32; PRODUCTS],
        (block, first): (usize, usize),
        output: Rows<'_, i8>,
    ) {
        let op = self.op;
        let channel = block * BLOCK;
        let channels = op
            .channels
            .part(channel, BLOCK.min(op.output.channels - channel));
        let tiles = op.tiles_of_row();
        for tile in first..(first + 4).min(self.tiles()) {
            let (y, x) = (self.rows.start + tile / tiles * TILE, tile % tiles * TILE);
            let products = &mut products[tile % 4..];
            let count = TILE.min(self.rows.end - y);
            let pitch = op.output.channels;
            let rows = from_fn(|i| &output.row(y + i.min(count - 1))[x * pitch + channel..]);
            let width = TILE.min(op.output.width - x);
            let target = Target { rows, count, pitch };
            if width == TILE {
                S::finish(products, channels, &target, &op.range);
                continue;
            }
            let mut memory = [0; TILE * TILE * BLOCK];
            let aside = Cell::from_mut(&mut memory[..]).as_slice_of_cells();
            let made = Target {
                rows: from_fn(|i| &aside[i * TILE * BLOCK..]),
                count,
                pitch: BLOCK,
            };
            S::finish(products, channels, &made, &op.range);
            target.copy(&made, width, channels.len());
        }
    }
}

impl Target<'_> {
    /// Takes the first pixels of every row from another.
    #[inline(never)]
    fn copy(&self, made: &Target<'_>, width: usize, channels: usize) {
        for (to, from) in self.rows.iter().zip(made.rows).take(self.count) {
            for (to, from) in to
                .chunks(self.pitch)
                .zip(from.chunks(made.pitch))
                .take(width)
            {
                for (to, from) in to.iter().zip(from).take(channels) {
                    to.set(from.get());
                }
            }
        }
    }
}

//! CONV_2D with a dense 3×3 window and stride 1, int8, by Winograd's F(4×4, 3×3): for cores with many registers and no DSP.
//!
//! * equation: that of [`conv_2d`](crate::conv_2d)
//! * shapes and layout: input `[1,H,W,C]`, output `[1,H',W',O]`, rows are image rows; weights: see [`Weights`]
//! * element types: int8 input, weights and output; int16 transforms; int32 sums; per-channel [`Rescale`]s
//! * rejects: other windows, strides and dilations, batches (one call each), channels that [`Rescale`] rejects or whose sums with bias reach 2^25 in magnitude:
//!   `conv_2d` takes them
//! * source: Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks", 2015; transforms scaled to integers
//!
//! Output tiles of 4×4 pixels see 6×6 of the input. Tiles and weights are transformed to 36 positions each, at which four channels × four tiles are products of
//! matrices; what these give is a known multiple of the convolution, modulo 2^32, and is divided exactly.

mod check;
mod passes;
#[cfg(all(target_arch = "riscv32", feature = "rv32imac"))]
mod rv32imac;
mod twin;

pub use check::SCRATCH as CHECK_SCRATCH;

use core::cell::Cell;

use halyard_tensor::{FlashSlice, Page, Rows, Tile};

use crate::arithmetic::{OutputRange, Rescale};
use crate::geometry::Image;
use crate::two_pixels::check::Random;
use crate::{BLOCK, NARROW};
use passes::Pass;

#[cfg(all(target_arch = "riscv32", feature = "rv32imac"))]
use rv32imac::Native;
#[cfg(not(all(target_arch = "riscv32", feature = "rv32imac")))]
use twin::Twin as Native;

/// Rows and columns of an output tile.
const TILE: usize = 4;

/// Rows and columns of input that a tile sees, and of positions.
const SEEN: usize = TILE + 2;

/// Elements of a transform.
const POSITIONS: usize = SEEN * SEEN;

/// Words of a position: four channels × four tiles or outputs, int16.
const POSITION: usize = 8;

/// Words of the transforms of four channels × four tiles or outputs.
const QUAD: usize = POSITIONS * POSITION;

/// Words from the first to the last that a tile has of a quad.
const TRANSFORM: usize = QUAD - POSITION + 2;

/// Words of what four outputs × four tiles sum to at each position.
const PRODUCTS: usize = POSITIONS * 16;

/// Bytes of weights of four channels × four outputs.
const TAPS: usize = 9 * 16;

/// Words of a column of pixels, transformed: two pairs of channels, `a + 65536·b` each.
const COLUMN: usize = 2 * SEEN;

/// A column of pixels, transformed.
type Column = [i32; COLUMN];

/// Words of transformed weights that are copied from flash at a time, where flash is not addressed.
const PAGE: usize = if NARROW { 4 * QUAD } else { usize::MAX };

/// Weights, zero-padded to multiples of four channels and outputs.
#[derive(Clone, Copy)]
pub enum Weights {
    /// `[O/4][C/4][4 c][2 pairs of o][3][3][2 o]`: transformed four outputs at a time, in each pass over the output.
    Plain(FlashSlice<i8>),
    /// `[O/4][C/4][36 positions][4 c][2 pairs of o]`, pairs of int16 as [`Weights::Plain`] is transformed.
    Transformed(FlashSlice<i32>),
}

/// Constants of a convolution.
#[derive(Clone, Copy)]
pub struct Conv2dWinogradQuads {
    /// The input's shape.
    pub input: Image,
    /// The output's shape.
    pub output: Image,
    /// Rows of padding above the image.
    pub padding_top: usize,
    /// Pixels of padding to the left of the image.
    pub padding_left: usize,
    /// The input's zero point: what padding is filled with.
    pub input_zero_point: i8,
    /// The weights.
    pub weights: Weights,
    /// A record per output channel.
    pub channels: FlashSlice<Rescale>,
    /// The output's zero point and range.
    pub range: OutputRange,
    /// Rows of tiles of a pass, which plain weights are transformed for.
    pub tile_rows: usize,
}

impl Conv2dWinogradQuads {
    /// Tiles side by side.
    const fn tiles_of_row(&self) -> usize {
        self.output.width.div_ceil(TILE)
    }

    /// Words of the transforms of four tiles, or of four outputs.
    const fn words(&self) -> usize {
        self.input.channels.div_ceil(4) * QUAD
    }

    /// Words of the weights that a pass transforms.
    const fn weight_words(&self) -> usize {
        match self.weights {
            Weights::Plain(_) => self.words(),
            Weights::Transformed(_) => 0,
        }
    }

    /// Words of a row of padding.
    const fn padding_words(&self) -> usize {
        (self.input.width * self.input.channels).div_ceil(4)
    }

    /// Words of a row of padding, and of weights afterwards.
    const fn shared_words(&self) -> usize {
        let (padding, weights) = (self.padding_words(), self.weight_words());
        if padding > weights { padding } else { weights }
    }

    /// Scratch memory, bytes: products, padding or weights, and tiles.
    pub const fn scratch_bytes(&self) -> usize {
        let quads = (self.tile_rows * self.tiles_of_row()).div_ceil(4);
        4 * (PRODUCTS + self.shared_words() + quads * self.words())
    }
}

/// What instruction sets do in ways of their own.
trait Steps {
    /// Transforms columns of pixels that lie side by side inside of the image: four channels from element `start` of the rows on.
    fn columns(band: &Band<'_>, start: usize, columns: &mut [Column]);

    /// Transforms the columns of a tile, to `[36 positions][4 tiles][2 pairs of c]` from its own place on.
    fn tile(columns: &[Column; SEEN], transforms: &mut [i32]);

    /// Transforms the weights of four channels × four outputs.
    fn weights(taps: FlashSlice<i8>, transforms: &mut [i32; QUAD]);

    /// Multiplies, at each position, `[C/4][4 c][4 outputs]` by `[C/4][4 tiles][4 c]`, to `[4 outputs][4 tiles]`.
    fn multiply(weights: &[i32], tiles: &[i32], products: &mut [i32; PRODUCTS]);

    /// Makes output of the products of a tile, which begin at its place, and destroys them.
    fn finish(
        products: &mut [i32],
        channels: FlashSlice<Rescale>,
        target: &Target<'_>,
        range: &OutputRange,
    );
}

/// The input rows that tiles side by side see.
struct Band<'a> {
    /// Nothing where there is padding.
    rows: [Option<&'a [Cell<i8>]>; SEEN],
    /// A row of padding, four elements to a word.
    padding: &'a [i32],
    /// Elements of a row.
    length: usize,
    /// Elements of a pixel.
    pitch: usize,
}

/// Where outputs of a tile go: rows that begin at its first pixel.
struct Target<'a> {
    rows: [&'a [Cell<i8>]; TILE],
    /// Rows that there are.
    count: usize,
    /// Elements of a pixel.
    pitch: usize,
}

/// `a + 65536·b`.
#[inline(always)]
fn pair(a: i8, b: i8) -> i32 {
    i32::from(a).wrapping_add(i32::from(b) << 16)
}

/// Computes rows and blocks of four channels of the output, `4 · tile_rows` rows at a time. All input that they see is read before any of them is written.
/// `scratch` has at least [`Conv2dWinogradQuads::scratch_bytes`].
pub fn run(
    op: &Conv2dWinogradQuads,
    input: Rows<'_, i8>,
    output: Rows<'_, i8>,
    tile: Tile,
    scratch: &mut [i32],
) {
    run_with::<Native>(op, (input, output), tile, scratch);
}

fn run_with<S: Steps>(
    op: &Conv2dWinogradQuads,
    (input, output): (Rows<'_, i8>, Rows<'_, i8>),
    tile: Tile,
    scratch: &mut [i32],
) {
    let Some((products, rest)) = scratch.split_first_chunk_mut() else {
        return;
    };
    let (shared, tiles) = rest.split_at_mut(op.shared_words());
    let blocks = tile.blocks.end.min(op.output.channels.div_ceil(BLOCK));
    for start in tile.rows.clone().step_by(TILE * op.tile_rows) {
        let end = tile.rows.end.min(start + TILE * op.tile_rows);
        let pass = Pass {
            op,
            rows: start..end,
        };
        let padding = &mut shared[..op.padding_words()];
        padding.fill(i32::from_ne_bytes([op.input_zero_point as u8; 4]));
        pass.transform::<S>(input, padding, products, tiles);
        let transformed = &mut shared[..op.weight_words()];
        for block in tile.blocks.start..blocks {
            let mut page = Page::<i32, PAGE>::new();
            let weights: &[i32] = match op.weights {
                Weights::Plain(taps) => {
                    let quads = transformed.as_chunks_mut().0;
                    for (i, quad) in quads.iter_mut().enumerate() {
                        let place = (block * op.input.channels.div_ceil(4) + i) * TAPS;
                        S::weights(taps.part(place, TAPS), quad);
                    }
                    transformed
                }
                Weights::Transformed(words) => {
                    words.block(block * op.words(), op.words(), &mut page)
                }
            };
            for first in (0..pass.tiles()).step_by(4) {
                let tiles = &tiles[first / 4 * op.words()..][..op.words()];
                S::multiply(weights, tiles, products);
                pass.finish::<S>(products, (block, first), output);
            }
        }
    }
}

/// Compares the steps of this target with their plain twin on pseudo-random images; for a test on the target, whose answer is `true`.
#[inline(never)] // has the stack to itself
pub fn agrees_with_twin(rounds: u32, scratch: &mut [i32; CHECK_SCRATCH]) -> bool {
    let mut random = Random::new();
    (0..rounds).all(|_| check::agrees(&mut random, scratch))
}

#[cfg(test)]
pub(crate) mod tests;

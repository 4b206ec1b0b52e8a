//! What tests share: random numbers, packing as the compiler does it, and [`Case`], which drives a kernel in every way that it may be driven.

use core::cell::Cell;
use core::fmt::Debug;
use core::ops::Range;
use std::boxed::Box;
use std::vec;
use std::vec::Vec;

use halyard_tensor::{Arena, Element, Flash, FlashSlice, Rows, Tile};

use crate::arithmetic::{Channel, OutputRange};
use crate::geometry::{Image, Window};
use crate::paired::{ChannelPair, PairedScale};

/// Random numbers that are the same on every run: xorshift.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self((seed + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn u32(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 32) as u32
    }

    pub fn i32(&mut self) -> i32 {
        self.u32() as i32
    }

    pub fn i8(&mut self) -> i8 {
        self.u32() as i8
    }

    pub fn below(&mut self, bound: usize) -> usize {
        self.u32() as usize % bound
    }

    pub fn within(&mut self, range: Range<usize>) -> usize {
        range.start + self.below(range.len())
    }

    pub fn bool(&mut self) -> bool {
        self.below(2) == 1
    }

    pub fn i8s(&mut self, count: usize) -> Vec<i8> {
        (0..count).map(|_| self.i8()).collect()
    }

    pub fn multiplier(&mut self) -> i32 {
        (self.i32() & i32::MAX) | 1 << 30
    }

    /// A channel whose output is mostly in range when sums are about `2^bits`; `bias` is not folded yet.
    pub fn channel(&mut self, bits: usize) -> Channel {
        Channel {
            bias: self.i32() >> (31 - bits),
            multiplier: self.multiplier(),
            shift: 7 - bits as i32 + self.below(3) as i32,
        }
    }

    /// A channel for kernels with channels in pairs, which shift to the right.
    pub fn paired_channel(&mut self) -> Channel {
        let channel = self.channel(14);
        Channel {
            shift: channel.shift.min(-1),
            ..channel
        }
    }

    /// Weights for such kernels, which are −127 at least.
    pub fn paired_weights(&mut self, count: usize) -> Vec<i8> {
        (0..count).map(|_| self.i8().max(-127)).collect()
    }

    pub fn range(&mut self) -> OutputRange {
        let whole = self.bool();
        OutputRange {
            zero_point: self.i8().into(),
            minimum: if whole { -128 } else { -100 },
            maximum: if whole { 127 } else { 90 },
        }
    }

    /// An image and a window on it: input, output, window.
    pub fn window(&mut self, dilated: bool) -> (Image, Window, usize, usize) {
        let dilation = |random: &mut Self| if dilated { random.within(1..3) } else { 1 };
        let (height, width) = (self.within(1..5), self.within(1..5));
        let mut window = Window {
            height,
            width,
            stride_y: self.within(1..4),
            stride_x: self.within(1..4),
            dilation_y: dilation(self),
            dilation_x: dilation(self),
            padding_top: 0,
            padding_left: 0,
        };
        if self.below(3) == 0 {
            (window.height, window.width) = (3, 3); // has code of its own
        } else if self.below(4) == 0 {
            (window.height, window.width) = (1, 1); // may run in place
            (window.stride_y, window.stride_x) = (1, 1);
        }
        window.padding_top = self.below(window.height);
        window.padding_left = self.below(window.width);
        let input = Image {
            height: self.within(1..12),
            width: self.within(1..12),
            channels: self.within(1..10),
        };
        let after = self.below(3);
        let steps = |length: usize, span: usize, stride| length.saturating_sub(span) / stride + 1;
        let span_x = (window.width - 1) * window.dilation_x + 1;
        let rows = steps(
            input.height + window.padding_top + after.min(window.height - 1),
            window.span_y(),
            window.stride_y,
        );
        let pixels = steps(
            input.width + window.padding_left + after.min(window.width - 1),
            span_x,
            window.stride_x,
        );
        (input, window, rows, pixels)
    }
}

/// Constants that live as long as the program.
pub fn flash<T: Copy>(values: Vec<T>) -> FlashSlice<T> {
    FlashSlice::new(Box::leak(values.into_boxed_slice()))
}

/// A table that lives as long as the program.
pub fn flash_table<T: Copy + Debug, const N: usize>(values: Vec<T>) -> &'static Flash<[T; N]> {
    let values = values.try_into().expect("the table is whole");
    Box::leak(Box::new(Flash::new(values)))
}

/// Packs `[channels][depth]` as `[channels/4][depth/4][4 channels][4 k]`, zero-padded in both.
pub fn pack(weights: &[i8], depth: usize) -> FlashSlice<i8> {
    let channels = weights.len() / depth;
    let mut packed = Vec::new();
    for block in 0..channels.div_ceil(4) {
        for group in 0..depth.div_ceil(4) {
            for place in 0..16 {
                let (channel, k) = (block * 4 + place / 4, group * 4 + place % 4);
                let inside = channel < channels && k < depth;
                packed.push(if inside {
                    weights[channel * depth + k]
                } else {
                    0
                });
            }
        }
    }
    flash(packed)
}

/// Folds the input's zero point into biases, and pads to whole blocks. `weights` are `[channels][taps]`.
pub fn fold(channels: &[Channel], weights: &[i8], zero_point: i8) -> FlashSlice<Channel> {
    let taps = weights.len() / channels.len();
    let sums = weights
        .chunks(taps)
        .map(|w| w.iter().map(|w| i32::from(*w)).sum::<i32>());
    let mut folded: Vec<Channel> = channels
        .iter()
        .zip(sums)
        .map(|(channel, sum)| Channel {
            bias: channel.bias - i32::from(zero_point) * sum,
            ..*channel
        })
        .collect();
    let padding = Channel {
        bias: 0,
        multiplier: 0,
        shift: 0,
    };
    folded.resize(channels.len().next_multiple_of(4), padding);
    flash(folded)
}

/// Packs `[channels][runs][run]` as `[channels/2][runs][words of a run]`.
pub fn pack_pairs(weights: &[i8], runs: usize, run: usize) -> FlashSlice<i32> {
    let depth = runs * run;
    let halfword = |pair: usize, k: Option<usize>| {
        let Some(k) = k else { return 0 };
        let odd = weights.get((2 * pair + 1) * depth + k).map_or(0, |w| *w);
        i32::from(weights[2 * pair * depth + k]) + 256 * i32::from(odd)
    };
    let mut packed = Vec::new();
    for pair in 0..(weights.len() / depth).div_ceil(2) {
        for start in (0..runs).map(|i| i * run) {
            for (low, high) in run_order(run) {
                let high = halfword(pair, high.map(|k| start + k));
                packed.push(halfword(pair, Some(start + low)) & 0xffff | high << 16);
            }
        }
    }
    flash(packed)
}

/// The elements of a run's words.
fn run_order(run: usize) -> Vec<(usize, Option<usize>)> {
    let mut words = Vec::new();
    for group in (0..run).step_by(4) {
        match run - group {
            1 => words.push((group, None)),
            2 => words.push((group, Some(group + 1))),
            3 => words.extend([(group, Some(group + 2)), (group + 1, None)]),
            _ => words.extend([(group, Some(group + 2)), (group + 1, Some(group + 3))]),
        }
    }
    words
}

/// Folds the input's zero point into biases and the output's into addends, by pairs. Shifts of `channels` are negative.
pub fn fold_pairs(
    channels: &[Channel],
    weights: &[i8],
    zero_point: i8,
    range: &OutputRange,
) -> FlashSlice<ChannelPair> {
    let folded = fold(channels, weights, zero_point);
    let scaling = |index: usize| match channels.get(index) {
        Some(channel) => PairedScale {
            multiplier: channel.multiplier,
            addend: (1 << (-channel.shift - 1)) + (range.zero_point << -channel.shift),
            shift: -channel.shift,
        },
        None => PairedScale {
            multiplier: 0,
            addend: 0,
            shift: 0,
        },
    };
    let pairs = (0..channels.len()).step_by(2).map(|even| {
        let bias = |channel: usize| folded.get(channel).bias;
        ChannelPair {
            biases: bias(even) + 256 * bias(even + 1),
            bias: bias(even),
            even: scaling(even),
            odd: scaling(even + 1),
        }
    });
    flash(pairs.collect())
}

/// Scratch memory and carry of a call.
pub struct Memory {
    arena: Box<Arena<65536>>,
    carry: Vec<i32>,
}

impl Memory {
    /// Exactly `bytes` of scratch memory, with garbage in it.
    pub fn scratch<T: Element>(&mut self, bytes: usize) -> &mut [T] {
        let mut random = Random::new(bytes as u64);
        self.arena.bytes_mut()[..bytes].fill_with(|| random.i8() as u8);
        self.arena.split(0, bytes).1
    }

    /// A carry of `length` numbers that stays from call to call.
    pub fn carry(&mut self, length: usize) -> Rows<'_, i32> {
        self.carry.resize(length, 0x5555_5555);
        rows(&mut self.carry, length)
    }
}

/// A view of a whole tensor.
pub fn rows<T: Copy>(values: &mut [T], row_length: usize) -> Rows<'_, T> {
    Rows::new(Cell::from_mut(values).as_slice_of_cells(), row_length)
}

/// Calls a kernel on the views of its inputs.
pub type Run<I, O> = Box<dyn Fn(&[Rows<'_, I>], Rows<'_, O>, Tile, &mut Memory)>;

/// A kernel with constants, inputs and the output that its definition gives.
pub struct Case<I, O> {
    /// Inputs: elements and length of a row.
    pub inputs: Vec<(Vec<I>, usize)>,
    /// The output by definition.
    pub expected: Vec<O>,
    /// Length of a row of the output.
    pub row_length: usize,
    /// Rows that tiles divide: of the output, or of the input for kernels that consume.
    pub steps: usize,
    /// Blocks of channels.
    pub blocks: usize,
    /// Whether rows must come in order.
    pub ordered: bool,
    /// Whether the output may begin where the first input does.
    pub in_place: bool,
    /// Rows of input `k` that a step reads.
    pub needs: Box<dyn Fn(usize, usize) -> Range<usize>>,
    /// Rows of the output that are done after a step.
    pub makes: Box<dyn Fn(usize) -> Range<usize>>,
    /// The kernel.
    pub run: Run<I, O>,
}

impl<I: Element, O: Element + PartialEq + Debug + Default> Case<I, O> {
    /// One row of output from the same row of every input, without blocks; to be changed where a kernel differs.
    pub fn by_rows(
        inputs: Vec<(Vec<I>, usize)>,
        (expected, row_length): (Vec<O>, usize),
        run: Run<I, O>,
    ) -> Self {
        Self {
            steps: expected.len() / row_length,
            inputs,
            expected,
            row_length,
            blocks: 1,
            ordered: false,
            in_place: false,
            needs: Box::new(|_, step| step..step + 1),
            makes: Box::new(|step| step..step + 1),
            run,
        }
    }

    fn memory() -> Memory {
        Memory {
            arena: Box::new(Arena::new()),
            carry: Vec::new(),
        }
    }

    fn everything(&self) -> Tile {
        Tile {
            rows: 0..self.steps,
            blocks: 0..self.blocks,
        }
    }

    /// Runs tiles on whole tensors.
    fn run_tiles(&self, tiles: &[Tile]) -> Vec<O> {
        let mut inputs = self.inputs.clone();
        let views: Vec<Rows<'_, I>> = inputs.iter_mut().map(|(v, n)| rows(v, *n)).collect();
        let mut output = vec![O::default(); self.expected.len()];
        let mut memory = Self::memory();
        for tile in tiles {
            let view = rows(&mut output, self.row_length);
            (self.run)(&views, view, tile.clone(), &mut memory);
        }
        output
    }

    /// One tile over everything.
    pub fn check_whole(&self) {
        assert_eq!(self.run_tiles(&[self.everything()]), self.expected);
    }

    /// Random tiles, in random order where the kernel allows it.
    pub fn check_tiles(&self, random: &mut Random) {
        let mut tiles = Vec::new();
        for blocks in cut(self.blocks, random) {
            for rows in cut(self.steps, random) {
                let blocks = blocks.clone();
                tiles.push(Tile { rows, blocks });
            }
        }
        if !self.ordered {
            for last in (1..tiles.len()).rev() {
                tiles.swap(last, random.below(last + 1));
            }
        }
        assert_eq!(self.run_tiles(&tiles), self.expected, "{tiles:?}");
    }

    /// Row by row, with no more rows of the inputs and of the output in memory than a step needs, or a few more.
    pub fn check_rings(&self, random: &mut Random) {
        let mut memory = Self::memory();
        let mut rings: Vec<Vec<I>> = (0..self.inputs.len())
            .map(|k| {
                let (values, row_length) = &self.inputs[k];
                let most = (0..self.steps)
                    .map(|step| (self.needs)(k, step).len())
                    .max();
                let kept =
                    (most.unwrap_or(0).max(1) + random.below(2)).min(values.len() / row_length);
                values[values.len() - kept * row_length..].to_vec()
            })
            .collect();
        let most = (0..self.steps).map(|step| (self.makes)(step).len()).max();
        let kept = most.unwrap_or(0).max(1) + random.below(2);
        let mut output = vec![O::default(); kept * self.row_length];
        let mut filled = vec![0; rings.len()];
        for step in 0..self.steps {
            for (k, ring) in rings.iter_mut().enumerate() {
                let (values, row_length) = &self.inputs[k];
                let view = rows(ring, *row_length);
                for y in filled[k]..(self.needs)(k, step).end.max(filled[k]) {
                    for (cell, value) in view.row(y).iter().zip(&values[y * row_length..]) {
                        cell.set(*value);
                    }
                    filled[k] = y + 1;
                }
            }
            let views: Vec<Rows<'_, I>> = rings
                .iter_mut()
                .zip(&self.inputs)
                .map(|(ring, (_, row_length))| rows(ring, *row_length))
                .collect();
            let view = rows(&mut output, self.row_length);
            let tile = Tile {
                rows: step..step + 1,
                blocks: 0..self.blocks,
            };
            (self.run)(&views, view, tile, &mut memory);
            for y in (self.makes)(step) {
                let made: Vec<O> = view.row(y).iter().map(Cell::get).collect();
                let expected = &self.expected[y * self.row_length..][..self.row_length];
                assert_eq!(made, expected, "row {y}");
            }
        }
    }
}

impl Case<i8, i8> {
    /// One tile over everything, the output over the first input.
    pub fn check_in_place(&self) {
        if !self.in_place {
            return;
        }
        let mut others = self.inputs[1..].to_vec();
        let (mut shared, row_length) = self.inputs[0].clone();
        let length = shared.len();
        shared.resize(length.max(self.expected.len()), 0x55);
        let cells = Cell::from_mut(&mut shared[..]).as_slice_of_cells();
        let mut views = vec![Rows::new(&cells[..length], row_length)];
        views.extend(others.iter_mut().map(|(v, n)| rows(v, *n)));
        let output = Rows::new(&cells[..self.expected.len()], self.row_length);
        (self.run)(&views, output, self.everything(), &mut Self::memory());
        assert_eq!(shared[..self.expected.len()], self.expected);
    }
}

/// Cuts `0..length` into random ranges.
fn cut(length: usize, random: &mut Random) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut start = 0;
    while start < length {
        let end = random.within(start + 1..length + 1);
        ranges.push(start..end);
        start = end;
    }
    ranges
}

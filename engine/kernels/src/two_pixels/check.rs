//! Pseudo-random products, which the block of the target and its twin compute.

use core::cell::Cell;

use halyard_tensor::{FlashSlice, flash};

use super::{
    Columns, GROUP_OF_TWO_UNITS, Matrix, ONE_GROUP, PAIRS, Pairs, Pixels, Runs, TWO_GROUPS, UNIT,
    expand, multiply_whole, twin,
};
use crate::arithmetic::{OutputRange, Rescale};

const DEPTH: usize = 24;
const CHANNEL_PAIRS: usize = 3;
const UNIT_BYTES: usize = 1 + 2 * UNIT;
const WEIGHTS: usize = DEPTH / UNIT * UNIT_BYTES * CHANNEL_PAIRS;
/// Places that weights and records of a product may begin at: units, pairs of records.
const PLACES: usize = 32;

flash! {
    static UNITS: [i8; PLACES * UNIT_BYTES + WEIGHTS] = units();
    static CHANNELS: [Rescale; 2 * (PLACES + CHANNEL_PAIRS)] = channels();
}

/// Xorshift.
pub(crate) struct Random(u32);

impl Random {
    pub(crate) const fn new() -> Self {
        Self(0x2545_f491)
    }

    pub(crate) const fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0
    }

    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() >> 8) as usize % bound
    }
}

/// Extreme weights and random ones, shifted right so that larger groups come apart.
pub(crate) const fn weights<const N: usize>(shift: u32) -> [i8; N] {
    let mut random = Random::new();
    let mut weights = [0; N];
    let mut place = 0;
    while place < N {
        let weight = random.next() as i8;
        let extreme = place % 8 > 5 || weight == i8::MIN;
        let weight = match (extreme, weight & 1) {
            (false, _) => weight,
            (true, 0) => 127,
            (true, _) => -127,
        };
        weights[place] = weight >> shift;
        if weights[place] < -(127 >> shift) {
            weights[place] = -(127 >> shift);
        }
        place += 1;
    }
    weights
}

pub(crate) const fn channels<const N: usize>() -> [Rescale; N] {
    let mut random = Random::new();
    let mut channels = [Rescale {
        bias: 0,
        multiplier: 0,
        threshold: 0,
        shift: 1,
    }; N];
    let mut place = 0;
    while place < N {
        let e = 3 + random.next() % 12;
        channels[place] = Rescale {
            bias: (random.next() as i32) >> 16,
            multiplier: random.next() | 1 << 31,
            threshold: (random.next() as i32) >> 18,
            shift: e,
        };
        place += 1;
    }
    channels
}

/// Units of all kinds, with extreme weights and random ones. A group of two units comes after an even number of others.
const fn units<const N: usize>() -> [i8; N] {
    let large: [i8; N] = weights(0);
    let mut units = [0; N];
    let mut place = 0;
    let mut kind = 0;
    while place < N {
        let (unit, within) = (place / UNIT_BYTES, place % UNIT_BYTES);
        if within == 0 && unit.is_multiple_of(2) {
            kind = large[place] as u8 % 3;
        }
        let second = !unit.is_multiple_of(2);
        units[place] = match (within, kind) {
            (0, 0) => TWO_GROUPS,
            (0, 1) => ONE_GROUP,
            (0, _) if second => 77,
            (0, _) => GROUP_OF_TWO_UNITS,
            (_, 0) => large[place],
            (_, 1) => large[place] / 2,
            (_, _) => large[place] / 4,
        };
        place += 1;
    }
    units
}

/// Computes a product of some pixels in both ways.
pub(super) fn products_agree(random: &mut Random) -> bool {
    let depth = 2 * UNIT * (1 + random.below(DEPTH / (2 * UNIT)));
    let ranges = [(-128, 127), (-128, 50), (-3, 127), (7, 7)];
    let (minimum, maximum) = ranges[random.below(4)];
    let matrix = Matrix {
        depth,
        weights: part(UNITS.slice(), 2 * UNIT_BYTES, WEIGHTS, random),
        channels: part(CHANNELS.slice(), 2, 2 * CHANNEL_PAIRS, random),
        range: OutputRange {
            zero_point: random.next() as i8 as i32,
            minimum,
            maximum,
        },
    };
    let mut columns: [Columns; DEPTH] = [[0; PAIRS]; DEPTH];
    let count = 1 + random.below(2 * PAIRS);
    for column in &mut columns {
        *column = [0; PAIRS].map(|_: i32| pair(random));
        if !count.is_multiple_of(2) {
            let last = i32::from(column[count / 2] as i8);
            column[count / 2] = last + (last << 16);
        }
    }
    let channel_pairs = random.below(2)..2 + random.below(2);
    let pitch = 2 * CHANNEL_PAIRS + random.below(2);
    let mut outputs = [[0x55; (2 * PAIRS) * (2 * CHANNEL_PAIRS + 1)]; 2];
    let [first, second] = &mut outputs;
    let view = |cells| Pixels {
        cells,
        pitch,
        count,
    };
    let columns = &columns[..depth];
    multiply_whole(
        &matrix,
        columns,
        channel_pairs.clone(),
        view(Cell::from_mut(&mut first[..]).as_slice_of_cells()),
    );
    twin::multiply(
        &matrix,
        columns,
        channel_pairs,
        view(Cell::from_mut(&mut second[..]).as_slice_of_cells()),
    );
    outputs[0] == outputs[1]
}

/// Expands windows of pairs of pixels in both ways.
pub(super) fn columns_agree(random: &mut Random) -> bool {
    let runs = Runs {
        count: random.below(4),
        length: 1 + random.below(DEPTH / 4),
        step: DEPTH / 4 + random.below(4),
    };
    let elements = [0; 3 * DEPTH].map(|_: u8| Cell::new(random.next() as i8));
    let windows = [random.below(DEPTH / 2), random.below(DEPTH / 2)].map(|at| &elements[at..]);
    let first = random.below(PAIRS);
    let pairs = Pairs {
        first,
        count: random.below(PAIRS - first + 1),
        step: random.below(DEPTH / 3),
    };
    let mut columns = [[[0x55; PAIRS]; DEPTH]; 2];
    let [ours, twins] = &mut columns;
    expand(ours, pairs, windows, runs);
    twin::expand(twins, pairs, windows, runs);
    columns[0] == columns[1]
}

/// Two elements of a column, often the extreme ones.
fn pair(random: &mut Random) -> i32 {
    let mut element = || match random.below(4) {
        0 => -128,
        1 => 127,
        _ => i32::from(random.next() as i8),
    };
    let (a, b) = (element(), element());
    a + (b << 16)
}

/// `length` values that begin at one of the places, each a multiple of `step`.
fn part<T: Copy>(
    values: FlashSlice<T>,
    step: usize,
    length: usize,
    random: &mut Random,
) -> FlashSlice<T> {
    let places = (values.len() - length) / step + 1;
    values.part(step * random.below(places), length)
}

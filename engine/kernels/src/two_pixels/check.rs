//! Pseudo-random products, which the block of the target and its twin compute.

use core::cell::Cell;

use halyard_tensor::{FlashSlice, flash};

use super::{Columns, Matrix, PAIRS, Pixels, multiply_whole, twin};
use crate::arithmetic::{OutputRange, Rescale};

const DEPTH: usize = 24;
const CHANNEL_PAIRS: usize = 3;
const WEIGHTS: usize = 2 * DEPTH * CHANNEL_PAIRS;
/// Places that products of a kind may begin at.
const PLACES: usize = 64;

flash! {
    static OF_2: [i8; PLACES + WEIGHTS] = weights(0);
    static OF_4: [i8; PLACES + WEIGHTS] = weights(1);
    static OF_8: [i8; PLACES + WEIGHTS] = weights(3);
    static GROUPS: [u8; 3 * CHANNEL_PAIRS] = [2, 2, 2, 4, 4, 4, 8, 8, 8];
    static CHANNELS: [Rescale; PLACES + 2 * CHANNEL_PAIRS] = channels();
}

/// Xorshift.
pub struct Random(u32);

impl Random {
    pub const fn new() -> Self {
        Self(0x2545_f491)
    }

    const fn next(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() >> 8) as usize % bound
    }
}

/// Extreme weights and random ones, shifted right so that larger groups come apart.
const fn weights<const N: usize>(shift: u32) -> [i8; N] {
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

const fn channels<const N: usize>() -> [Rescale; N] {
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

/// Computes a product of `P` pairs of pixels in both ways.
pub fn agrees<const P: usize>(random: &mut Random) -> bool {
    let kind = random.below(3);
    let depth = 8 * (1 + random.below(DEPTH / 8)) - if kind == 2 { 0 } else { 4 * random.below(2) };
    let ranges = [(-128, 127), (-128, 50), (-3, 127), (7, 7)];
    let (minimum, maximum) = ranges[random.below(4)];
    let matrix = Matrix {
        depth,
        weights: part(
            [OF_2.slice(), OF_4.slice(), OF_8.slice()][kind],
            WEIGHTS,
            random,
        ),
        groups: GROUPS.slice().part(kind * CHANNEL_PAIRS, CHANNEL_PAIRS),
        channels: part(CHANNELS.slice(), 2 * CHANNEL_PAIRS, random),
        range: OutputRange {
            zero_point: random.next() as i8 as i32,
            minimum,
            maximum,
        },
    };
    let mut columns: [Columns<P>; DEPTH] = [[0; P]; DEPTH];
    let count = 2 * P - random.below(2);
    for column in &mut columns {
        *column = [0; P].map(|_: i32| pair(random));
        if count < 2 * P {
            let last = i32::from(column[P - 1] as i8);
            column[P - 1] = last + (last << 16);
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

fn part<T: Copy>(values: FlashSlice<T>, length: usize, random: &mut Random) -> FlashSlice<T> {
    values.part(2 * random.below(PLACES / 2), length)
}

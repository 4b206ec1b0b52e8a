//! The block in plain Rust, for every instruction set.

use super::{Columns, ORDER, Sums, Weights};

/// Adds the products of all groups to `sums`; more columns than weights are left out.
///
/// Two columns are multiplied by two channels at a time: few cores have registers for more sums and their factors.
#[inline(always)] // as `mac::sums`
pub fn add<const P: usize>(weights: &[Weights], columns: &[Columns<P>], sums: &mut Sums<P>) {
    if P == 1 {
        add_channels::<P, 0, 4>(weights, columns, sums);
    } else {
        add_channels::<P, 0, 2>(weights, columns, sums);
        add_channels::<P, 2, 4>(weights, columns, sums);
    }
}

/// Adds the products of channels `FROM..TO` to their sums.
#[inline(always)]
fn add_channels<const P: usize, const FROM: usize, const TO: usize>(
    weights: &[Weights],
    columns: &[Columns<P>],
    sums: &mut Sums<P>,
) {
    for (weights, columns) in weights.iter().zip(columns) {
        for channel in FROM..TO {
            for (sums, column) in sums.iter_mut().zip(columns) {
                for (weight, place) in weights[channel].iter().zip(ORDER) {
                    sums[channel] += i32::from(*weight) * i32::from(column[place]);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Random;

    #[test]
    fn worked_example() {
        // channel 0: 1·5 + 2·6 + 3·7 + 4·8 = 70, and 1 that was there
        let weights = [[[1, 2, 3, 4], [1, 0, 0, 0], [0, 1, 0, 0], [0, 0, -1, 0]]];
        let mut sums = [[1; 4]];
        add(&weights, &[[ORDER.map(|k| [5, 6, 7, 8][k])]], &mut sums);
        assert_eq!(sums, [[71, 6, 7, -6]]);
    }

    #[test]
    fn equals_the_definition() {
        let mut random = Random::new(2);
        for groups in 0..20 {
            let weights: std::vec::Vec<Weights> = (0..groups)
                .map(|_| [[0; 4]; 4].map(|w| w.map(|_: i8| random.i8())))
                .collect();
            let columns: std::vec::Vec<Columns<2>> = (0..groups)
                .map(|_| [[0; 4]; 2].map(|c| c.map(|_: i16| random.i8().into())))
                .collect();
            let mut sums = [[0; 4]; 2];
            add(&weights, &columns, &mut sums);
            for (p, c) in [(0, 0), (0, 3), (1, 1), (1, 2)] {
                let expected: i32 = (0..groups * 4)
                    .map(|k| {
                        i32::from(weights[k / 4][c][k % 4])
                            * i32::from(columns[k / 4][p][ORDER[k % 4]])
                    })
                    .sum();
                assert_eq!(sums[p][c], expected);
            }
        }
        assert!(super::super::agrees_with_generic(100));
    }
}

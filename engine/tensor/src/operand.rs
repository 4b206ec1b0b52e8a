//! An input that may be an activation or a constant.

use core::cell::Cell;

use crate::flash::FlashSlice;
use crate::rows::Rows;

/// An input of an element-wise or copying operator: a tensor of the arena, or a constant in flash.
#[derive(Clone, Copy)]
pub enum Operand<'a, T: 'static> {
    /// A tensor of the arena.
    Activation(Rows<'a, T>),
    /// A constant, as rows of `row_length` elements.
    Constant {
        /// All elements, in the order of the tensor.
        values: FlashSlice<T>,
        /// Elements of a row.
        row_length: usize,
    },
}

impl<T: Copy> Operand<'_, T> {
    /// Elements of a row.
    pub fn row_length(&self) -> usize {
        match self {
            Self::Activation(rows) => rows.row_length(),
            Self::Constant { row_length, .. } => *row_length,
        }
    }

    /// Elements `start` to `start + length` of row `y`; none of a constant, which may not be in memory.
    ///
    /// # Panics
    /// If an element is outside of the row.
    pub fn cells(&self, y: usize, start: usize, length: usize) -> Option<&[Cell<T>]> {
        match self {
            Self::Activation(rows) => Some(&rows.row(y)[start..start + length]),
            Self::Constant { .. } => None,
        }
    }

    /// Reads elements `start`, `start + stride`, … of row `y` into `block`; stride 0 repeats one element.
    ///
    /// # Panics
    /// If an element is outside of the row.
    pub fn read(&self, y: usize, start: usize, stride: usize, block: &mut [T]) {
        match self {
            Self::Activation(rows) => gather(rows.row(y), start, stride, block),
            Self::Constant { values, row_length } => {
                let row = values.part(y * row_length, *row_length);
                if stride == 1 {
                    let run = row.part(start, block.len());
                    block
                        .iter_mut()
                        .zip(run.iter())
                        .for_each(|(to, from)| *to = from);
                } else {
                    for (index, to) in block.iter_mut().enumerate() {
                        *to = row.get(start + index * stride);
                    }
                }
            }
        }
    }
}

impl<'a, T> From<Rows<'a, T>> for Operand<'a, T> {
    fn from(rows: Rows<'a, T>) -> Self {
        Self::Activation(rows)
    }
}

fn gather<T: Copy>(row: &[Cell<T>], start: usize, stride: usize, block: &mut [T]) {
    if stride == 1 {
        let row = &row[start..start + block.len()];
        for (to, from) in block.iter_mut().zip(row) {
            *to = from.get();
        }
    } else {
        for (index, to) in block.iter_mut().enumerate() {
            *to = row[start + index * stride].get();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_read_the_same() {
        static VALUES: [i8; 6] = [1, 2, 3, 4, 5, 6];
        let mut memory = VALUES;
        let activation = Operand::from(Rows::new(
            Cell::from_mut(&mut memory[..]).as_slice_of_cells(),
            3,
        ));
        let constant = Operand::Constant {
            values: FlashSlice::new(&VALUES),
            row_length: 3,
        };
        for operand in [activation, constant] {
            let mut block = [0; 2];
            operand.read(1, 0, 2, &mut block);
            assert_eq!(block, [4, 6]);
            operand.read(0, 1, 1, &mut block);
            assert_eq!(block, [2, 3]);
            operand.read(0, 1, 0, &mut block);
            assert_eq!(block, [2, 2]);
        }
    }
}

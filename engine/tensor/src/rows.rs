//! A tensor, addressed by rows.

use core::cell::Cell;

/// A tensor as rows of flat elements, of which the last `kept` ones lie in memory: row `y` is at place `y mod kept`.
///
/// A tensor `[1, H, W, C]` is `H` rows of `W·C` elements, a matrix `[B, K]` is `B` rows of `K`. When `kept` is as large as the number of rows the
/// tensor lies whole and in order. Copies are views of the same cells, and views may overlap.
#[derive(Clone, Copy)]
pub struct Rows<'a, T> {
    cells: &'a [Cell<T>],
    row_length: usize,
    kept: usize,
}

impl<'a, T: Copy> Rows<'a, T> {
    /// Rows of `row_length` elements over `cells`, which hold a whole number of them.
    ///
    /// # Panics
    /// If `cells` hold no row or a part of one.
    pub fn new(cells: &'a [Cell<T>], row_length: usize) -> Self {
        let kept = cells.len().checked_div(row_length).unwrap_or(0);
        assert!(
            kept > 0 && kept * row_length == cells.len(),
            "rows are not whole"
        );
        Self {
            cells,
            row_length,
            kept,
        }
    }

    /// `kept` rows of `row_length` elements, which are all of `cells`.
    pub(crate) const fn whole(cells: &'a [Cell<T>], row_length: usize, kept: usize) -> Self {
        Self {
            cells,
            row_length,
            kept,
        }
    }

    /// Row `y` of the tensor; of a ring the caller knows that it is still there.
    #[inline]
    pub fn row(&self, y: usize) -> &'a [Cell<T>] {
        let place = if y < self.kept { y } else { y % self.kept };
        &self.cells[place * self.row_length..][..self.row_length]
    }

    /// `count` rows from row `y` on, one after the other.
    ///
    /// # Panics
    /// If they do not lie so: a ring ends between them.
    #[inline]
    pub fn rows(&self, y: usize, count: usize) -> &'a [Cell<T>] {
        let place = if y < self.kept { y } else { y % self.kept };
        &self.cells[place * self.row_length..][..count * self.row_length]
    }

    /// Elements of a row.
    pub const fn row_length(&self) -> usize {
        self.row_length
    }

    /// Rows that lie in memory.
    pub const fn kept(&self) -> usize {
        self.kept
    }

    /// All cells, in the order of memory.
    pub const fn cells(&self) -> &'a [Cell<T>] {
        self.cells
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_keeps_the_last_rows() {
        let mut memory = [10, 11, 20, 21, 30, 31];
        let rows = Rows::new(Cell::from_mut(&mut memory[..]).as_slice_of_cells(), 2);
        assert_eq!(rows.kept(), 3);
        assert_eq!(rows.row(1)[0].get(), 20);
        rows.row(4)[1].set(99); // takes the place of row 1
        assert_eq!(rows.row(1)[1].get(), 99);
    }

    #[test]
    #[should_panic(expected = "rows are not whole")]
    fn refuses_part_of_a_row() {
        Rows::new(Cell::from_mut(&mut [0u8; 5][..]).as_slice_of_cells(), 2);
    }
}

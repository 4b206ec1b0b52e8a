//! Rows of the padded image that windows see, where some of them reach into the padding.

use core::cell::Cell;

use halyard_tensor::{Rows, bytes_mut, copy, values_mut};

use crate::conv_2d_two_pixels::Conv2dTwoPixels;

impl Conv2dTwoPixels {
    /// Rows that are staged at a time: those that a pair of pixels sees, which begins in one row and ends in the next where rows are odd; 0 where no window reaches
    /// into the padding.
    pub(crate) const fn staged_rows(&self) -> usize {
        let window = &self.window;
        let rows = (self.output.height - 1) * window.stride_y + window.span_y();
        let padded = window.padding_top > 0
            || window.padding_left > 0
            || rows > self.input.height
            || self.staged_row() > self.input.width * self.input.channels;
        match (padded, self.output.width % 2) {
            (false, _) => 0,
            (true, 0) => window.span_y(),
            (true, _) => window.span_y() + window.stride_y,
        }
    }

    /// Elements of a row that windows see.
    pub(crate) const fn staged_row(&self) -> usize {
        let window = &self.window;
        let last = (window.width - 1) * window.dilation_x;
        ((self.output.width - 1) * window.stride_x + last + 1) * self.input.channels
    }
}

/// A ring of rows of the padded image.
pub(crate) struct Stage<'a> {
    op: &'a Conv2dTwoPixels,
    input: Rows<'a, i8>,
    rows: &'a mut [i8],
    kept: usize,
    next: usize,
}

impl<'a> Stage<'a> {
    /// An empty ring.
    pub(crate) fn new(op: &'a Conv2dTwoPixels, input: Rows<'a, i8>, memory: &'a mut [i32]) -> Self {
        let kept = op.staged_rows();
        Self {
            op,
            input,
            rows: &mut values_mut(bytes_mut(memory))[..kept * op.staged_row()],
            kept,
            next: 0,
        }
    }

    /// Elements, length and number of rows, of which those are there that output rows `ys` see: of a pair of pixels, going forward.
    pub(crate) fn reach(&mut self, ys: [usize; 2]) -> (&[Cell<i8>], usize, usize) {
        let window = &self.op.window;
        let [first, last] = ys.map(|y| y * window.stride_y);
        self.next = self.next.max(first);
        while self.next < last + window.span_y() {
            self.fill();
            self.next += 1;
        }
        let cells = Cell::from_mut(&mut *self.rows).as_slice_of_cells();
        (cells, self.op.staged_row(), self.kept)
    }

    /// Writes the next row.
    fn fill(&mut self) {
        let Conv2dTwoPixels { input, window, .. } = self.op;
        let length = self.op.staged_row();
        let row = &mut self.rows[self.next % self.kept * length..][..length];
        row.fill(self.op.input_zero_point);
        let inside = self.next.checked_sub(window.padding_top);
        if let Some(y) = inside.filter(|y| *y < input.height) {
            let left = (window.padding_left * input.channels).min(length);
            copy(self.input.row(y), &mut row[left..]);
        }
    }
}

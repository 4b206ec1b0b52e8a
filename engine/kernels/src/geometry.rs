//! Shapes of images and of the windows that slide over them.

/// A tensor `[1, height, width, channels]`: `height` rows of `width · channels` elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Image {
    /// Rows.
    pub height: usize,
    /// Pixels of a row.
    pub width: usize,
    /// Elements of a pixel.
    pub channels: usize,
}

/// A window: output pixel `(y, x)` sees input pixels `(y·stride_y − padding_top + i·dilation_y, x·stride_x − padding_left + j·dilation_x)`.
/// Padding below and to the right follows from the output's size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Taps in a column of the window.
    pub height: usize,
    /// Taps in a row of the window.
    pub width: usize,
    /// Input rows from one output row to the next.
    pub stride_y: usize,
    /// Input pixels from one output pixel to the next.
    pub stride_x: usize,
    /// Input rows from one tap to the next; 1 is dense.
    pub dilation_y: usize,
    /// Input pixels from one tap to the next; 1 is dense.
    pub dilation_x: usize,
    /// Rows of padding above the image.
    pub padding_top: usize,
    /// Pixels of padding to the left of the image.
    pub padding_left: usize,
}

impl Window {
    /// Input rows from the first to the last that one output row sees: what a ring of input rows must keep.
    pub const fn span_y(&self) -> usize {
        (self.height - 1) * self.dilation_y + 1
    }

    /// The input row that tap `i` of output row `y` sees, if it is in an image of `height` rows.
    pub fn input_row(&self, y: usize, i: usize, height: usize) -> Option<usize> {
        let row = (y * self.stride_y + i * self.dilation_y).checked_sub(self.padding_top)?;
        (row < height).then_some(row)
    }

    /// The input pixel that tap `j` of output pixel `x` sees, if it is in a row of `width` pixels.
    pub fn input_column(&self, x: usize, j: usize, width: usize) -> Option<usize> {
        let column = (x * self.stride_x + j * self.dilation_x).checked_sub(self.padding_left)?;
        (column < width).then_some(column)
    }
}

/// Taps `start..end` of `taps` that lie in `0..length` when tap 0 lies at `position − padding` and the others `dilation` apart.
pub(crate) fn taps_inside(
    position: usize,
    padding: usize,
    taps: usize,
    dilation: usize,
    length: usize,
) -> core::ops::Range<usize> {
    let before = padding.saturating_sub(position).div_ceil(dilation);
    let inside = (length + padding)
        .saturating_sub(position)
        .div_ceil(dilation);
    let end = inside.min(taps);
    before.min(end)..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn taps_inside_are_those_that_fall_on_the_image() {
        for (position, padding, taps, dilation, length) in itertools(
            &[0, 1, 2, 7],
            &[0, 1, 3],
            &[1, 3, 5],
            &[1, 2, 3],
            &[1, 4, 8],
        ) {
            let expected: std::vec::Vec<usize> = (0..taps)
                .filter(|tap| {
                    let at = (position + tap * dilation) as isize - padding as isize;
                    at >= 0 && at < length as isize
                })
                .collect();
            let inside: std::vec::Vec<usize> =
                taps_inside(position, padding, taps, dilation, length).collect();
            assert_eq!(
                inside, expected,
                "{position} {padding} {taps} {dilation} {length}"
            );
        }
    }

    fn itertools(
        a: &[usize],
        b: &[usize],
        c: &[usize],
        d: &[usize],
        e: &[usize],
    ) -> std::vec::Vec<(usize, usize, usize, usize, usize)> {
        let mut all = std::vec::Vec::new();
        for &a in a {
            for &b in b {
                for &c in c {
                    for &d in d {
                        all.extend(e.iter().map(|&e| (a, b, c, d, e)));
                    }
                }
            }
        }
        all
    }
}

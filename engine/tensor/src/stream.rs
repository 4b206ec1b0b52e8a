//! Streaming by rows: several operators take turns, so that the tensors between them need only a few of their rows.
//!
//! A segment is a list of [`Stage`]s, each of which makes rows from rows that stages before it have made. [`run`] decides who is next: always what the
//! last stage still lacks. The compiler plays the same game beforehand, and so knows how many rows of each tensor must be kept.
//!
//! ```
//! use halyard_tensor::flash;
//! use halyard_tensor::stream::{self, Read, Stage};
//!
//! flash! {
//!     static SEGMENT: [Stage<1>; 2] = [
//!         Stage { rows: 4, granule: 1, reads: [Read::NOTHING] },
//!         // A window of three rows, of which the first reaches above the image.
//!         Stage { rows: 4, granule: 2, reads: [Read { stage: 0, stride: 1, before: 1, span: 3, rows: 4 }] },
//!     ];
//! }
//! let mut turns = Vec::new();
//! stream::run(&SEGMENT, |stage, rows| turns.push((stage, rows)));
//! assert_eq!(turns, [(0, 0..1), (0, 1..2), (0, 2..3), (1, 0..2), (0, 3..4), (1, 2..4)]);
//! ```

use core::ops::Range;

use crate::flash::Flash;

/// One operator of a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stage<const R: usize> {
    /// Rows that its kernel runs in all.
    pub rows: u16,
    /// Rows of a turn; the last one may have fewer.
    pub granule: u16,
    /// What it reads of other stages; [`Read::NOTHING`] fills the array.
    pub reads: [Read; R],
}

/// The rows of another stage that one needs: row `y` needs the first `y·stride + span − before` of them, or as many as there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Read {
    /// Index of the other stage, below that of the reading one.
    pub stage: u16,
    /// Rows from one row of the reading stage to the next.
    pub stride: u16,
    /// Rows above the first that row 0 reaches for.
    pub before: u16,
    /// Rows that one row sees.
    pub span: u16,
    /// Rows of the other stage.
    pub rows: u16,
}

impl Read {
    /// No rows of any stage.
    pub const NOTHING: Self = Self {
        stage: 0,
        stride: 0,
        before: 0,
        span: 0,
        rows: 0,
    };

    /// How many rows of the other stage must have been made before row `y` can be.
    fn needed(&self, y: usize) -> usize {
        let end = y * usize::from(self.stride) + usize::from(self.span);
        end.saturating_sub(self.before.into()).min(self.rows.into())
    }
}

/// Makes all rows of all stages, by calls of `make` with a stage's index and its next rows.
///
/// Each row is made once, in order, when rows that it reads have been made. Rows that nothing needs, below the last window, are made at the end.
pub fn run<const N: usize, const R: usize>(
    stages: &'static Flash<[Stage<R>; N]>,
    mut make: impl FnMut(usize, Range<usize>),
) {
    let mut made = [0; N];
    let mut readers = [0; N]; // for which stage a stage makes rows
    for target in (0..N).rev() {
        readers[target] = target;
        let mut at = target;
        while made[target] < usize::from(stages.at(target).rows) {
            let stage = stages.at(at);
            let end = usize::from(stage.rows).min(made[at] + usize::from(stage.granule));
            let lacks = |read: &&Read| made[usize::from(read.stage)] < read.needed(end - 1);
            if let Some(read) = stage.reads.iter().find(lacks) {
                let lacking = usize::from(read.stage);
                readers[lacking] = at;
                at = lacking;
            } else {
                make(at, made[at]..end);
                made[at] = end;
                at = readers[at];
            }
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::*;
    use crate::flash;
    use std::vec::Vec;

    const fn window(stage: u16, stride: u16, before: u16, span: u16, rows: u16) -> Read {
        Read {
            stage,
            stride,
            before,
            span,
            rows,
        }
    }

    flash! {
        // A residual block: two windows of three rows, and a sum with what the first of them reads.
        static BLOCK: [Stage<2>; 4] = [
            Stage { rows: 6, granule: 1, reads: [Read::NOTHING; 2] },
            Stage { rows: 6, granule: 1, reads: [window(0, 1, 1, 3, 6), Read::NOTHING] },
            Stage { rows: 6, granule: 1, reads: [window(1, 1, 1, 3, 6), Read::NOTHING] },
            Stage { rows: 6, granule: 1, reads: [window(0, 1, 0, 1, 6), window(2, 1, 0, 1, 6)] },
        ];
        // Seven rows of which a window with stride 3 sees but five, and a reduction of all of them.
        static SHRINKING: [Stage<1>; 3] = [
            Stage { rows: 7, granule: 1, reads: [Read::NOTHING] },
            Stage { rows: 2, granule: 1, reads: [window(0, 3, 0, 2, 7)] },
            Stage { rows: 1, granule: 1, reads: [window(1, 0, 0, 2, 2)] },
        ];
    }

    fn turns<const N: usize, const R: usize>(
        stages: &'static Flash<[Stage<R>; N]>,
    ) -> Vec<(usize, Range<usize>)> {
        let mut turns = Vec::new();
        run(stages, |stage, rows| turns.push((stage, rows)));
        turns
    }

    #[test]
    fn every_row_is_made_once_in_order_and_after_what_it_reads() {
        let mut made = [0; 4];
        for (stage, rows) in turns(&BLOCK) {
            assert_eq!(rows.start, made[stage]);
            for read in BLOCK.at(stage).reads {
                assert!(made[usize::from(read.stage)] >= read.needed(rows.end - 1));
            }
            made[stage] = rows.end;
        }
        assert_eq!(made, [6; 4]);
    }

    #[test]
    fn no_row_is_made_before_it_is_needed() {
        let order: Vec<usize> = turns(&BLOCK).iter().map(|turn| turn.0).collect();
        assert_eq!(order[..8], [0, 0, 1, 0, 1, 2, 3, 0]);
    }

    #[test]
    fn rows_that_nothing_needs_are_made_at_the_end() {
        let turns = turns(&SHRINKING);
        assert_eq!(turns.len(), 10);
        assert_eq!(turns[turns.len() - 3], (2, 0..1));
        assert_eq!(turns[turns.len() - 2..], [(0, 5..6), (0, 6..7)]);
    }
}

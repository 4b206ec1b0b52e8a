//! The unit of work of a kernel.

use core::ops::Range;

/// A part of an operator's output: a range of output rows × a range of blocks of output channels.
///
/// A block is the kernel's channel granule; a kernel that does not divide channels has one block. Tiles that cover the output, in any order that
/// the kernel allows, give the same bits as one tile over everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// Output rows.
    pub rows: Range<usize>,
    /// Blocks of output channels.
    pub blocks: Range<usize>,
}

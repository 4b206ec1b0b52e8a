//! The arena, and the split of it into scratch memory and tensors.

use core::cell::Cell;
use core::mem::size_of;

use crate::rows::Rows;
use crate::view::{self, Element};

/// `N` bytes of zeroed memory, aligned for every element type and for burst access; a `static` of it lies in `.bss`.
#[repr(C, align(16))]
pub struct Arena<const N: usize> {
    bytes: [u8; N],
}

impl<const N: usize> Arena<N> {
    /// An arena of zeroes.
    pub const fn new() -> Self {
        Self { bytes: [0; N] }
    }

    /// All bytes, to read.
    pub const fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// All bytes, to write.
    pub const fn bytes_mut(&mut self) -> &mut [u8] {
        &mut self.bytes
    }

    /// `L` elements from byte `offset` on.
    ///
    /// # Panics
    /// If they do not lie in the arena, or `offset` is not aligned for `T`.
    pub fn array<T: Element, const L: usize>(&self, offset: usize) -> &[T; L] {
        let bytes = &self.bytes[offset..offset + L * size_of::<T>()];
        view::values(bytes)
            .first_chunk()
            .expect("L elements were viewed")
    }

    /// `L` elements from byte `offset` on, to write.
    ///
    /// # Panics
    /// If they do not lie in the arena, or `offset` is not aligned for `T`.
    pub fn array_mut<T: Element, const L: usize>(&mut self, offset: usize) -> &mut [T; L] {
        let bytes = &mut self.bytes[offset..offset + L * size_of::<T>()];
        view::values_mut(bytes)
            .first_chunk_mut()
            .expect("L elements were viewed")
    }

    /// Takes `scratch_bytes` bytes from `scratch_offset` on as exclusive memory of `T`; what lies on either side of it holds tensors.
    /// `T` follows from the kernel that is given the scratch memory. Without scratch memory: [`tensors`](Self::tensors).
    ///
    /// # Panics
    /// If the scratch memory does not lie in the arena, or is not aligned for `T`.
    pub fn split<T: Element>(
        &mut self,
        scratch_offset: usize,
        scratch_bytes: usize,
    ) -> (Tensors<'_>, &mut [T]) {
        let (low, rest) = self.bytes.split_at_mut(scratch_offset);
        let (scratch, high) = rest.split_at_mut(scratch_bytes);
        let tensors = Tensors {
            low: Cell::from_mut(low).as_slice_of_cells(),
            high: Cell::from_mut(high).as_slice_of_cells(),
            high_offset: scratch_offset + scratch_bytes,
        };
        (tensors, view::values_mut(scratch))
    }

    /// The whole arena as tensors: for operators that need no scratch memory.
    pub fn tensors(&mut self) -> Tensors<'_> {
        Tensors {
            low: Cell::from_mut(&mut self.bytes[..]).as_slice_of_cells(),
            high: &[],
            high_offset: N,
        }
    }
}

impl<const N: usize> Default for Arena<N> {
    fn default() -> Self {
        Self::new()
    }
}

/// The arena without its scratch memory: any number of views may be taken of it, and they may overlap.
#[derive(Clone, Copy)]
pub struct Tensors<'a> {
    low: &'a [Cell<u8>],
    high: &'a [Cell<u8>],
    high_offset: usize,
}

impl<'a> Tensors<'a> {
    /// A tensor of which `kept` rows of `row_length` elements lie from byte `offset` of the arena on. It is a ring where the tensor has more rows.
    ///
    /// # Panics
    /// If the rows overlap scratch memory or the end of the arena, there is none of them, or `offset` is not aligned for `T`.
    #[inline]
    pub fn rows<T: Element>(&self, offset: usize, row_length: usize, kept: usize) -> Rows<'a, T> {
        let bytes = row_length * kept * size_of::<T>();
        assert!(bytes > 0, "a tensor has no rows");
        Rows::whole(view::cells(self.bytes(offset, bytes)), row_length, kept)
    }

    /// `length` bytes from byte `offset` of the arena on.
    ///
    /// # Panics
    /// If they overlap scratch memory or the end of the arena.
    #[inline(never)] // every node calls it, some more than once
    pub fn bytes(&self, offset: usize, length: usize) -> &'a [Cell<u8>] {
        if offset >= self.high_offset {
            let offset = offset - self.high_offset;
            &self.high[offset..offset + length]
        } else {
            &self.low[offset..offset + length]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_from_the_start_of_the_arena_on_both_sides_of_scratch() {
        let mut arena = Arena::<48>::new();
        let (tensors, scratch) = arena.split::<i32>(16, 8);
        scratch[1] = -1;
        tensors.rows::<i8>(12, 2, 2).row(1)[1].set(7);
        tensors.rows::<i16>(24, 2, 1).row(0)[0].set(0x0102);
        assert_eq!(
            arena.bytes()[12..28],
            [0, 0, 0, 7, 0, 0, 0, 0, 255, 255, 255, 255, 2, 1, 0, 0]
        );
    }

    #[test]
    #[should_panic]
    fn refuses_a_tensor_that_overlaps_scratch() {
        Arena::<48>::new()
            .split::<i32>(16, 8)
            .0
            .rows::<i8>(12, 5, 1);
    }

    #[test]
    fn arrays_are_views_of_the_arena() {
        let mut arena = Arena::<16>::new();
        arena.array_mut::<i16, 2>(4)[1] = 5;
        assert_eq!(arena.array::<i16, 3>(2), &[0, 0, 5]);
    }
}

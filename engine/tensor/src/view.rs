//! Typed views of the arena's bytes: the only place where bytes become numbers.
#![allow(unsafe_code)]

use core::cell::Cell;
use core::mem::{align_of, size_of};
use core::slice;

/// A number that any pattern of bits is a value of, so that bytes may be viewed as it. Multi-byte numbers are little-endian in the arena, as the processor has them.
pub trait Element: Copy + sealed::Plain + 'static {}

mod sealed {
    pub trait Plain {}
    impl Plain for i8 {}
    impl Plain for u8 {}
    impl Plain for i16 {}
    impl Plain for u16 {}
    impl Plain for i32 {}
    impl Plain for u32 {}
    impl Plain for f32 {}
}

impl<T: Copy + sealed::Plain + 'static> Element for T {}

fn count<T>(address: usize, bytes: usize) -> usize {
    assert!(
        address.is_multiple_of(align_of::<T>()),
        "view is not aligned"
    );
    assert!(
        bytes.is_multiple_of(size_of::<T>()),
        "view is not a whole number of elements"
    );
    bytes / size_of::<T>()
}

/// The bytes as shared cells of `T`.
///
/// # Panics
/// If the bytes are not aligned for `T`, or not a whole number of them.
pub fn cells<T: Element>(bytes: &[Cell<u8>]) -> &[Cell<T>] {
    let count = count::<T>(bytes.as_ptr().addr(), bytes.len());
    // SAFETY: `count` checked alignment and length; any bits are a `T`; `Cell<T>` has the layout of `T`; the memory is behind
    // `Cell` before and after, so that shared writes are allowed, and `Cell` is not `Sync`.
    unsafe { slice::from_raw_parts(bytes.as_ptr().cast::<Cell<T>>(), count) }
}

/// The bytes as numbers.
///
/// # Panics
/// If the bytes are not aligned for `T`, or not a whole number of them.
pub fn values<T: Element>(bytes: &[u8]) -> &[T] {
    let count = count::<T>(bytes.as_ptr().addr(), bytes.len());
    // SAFETY: `count` checked alignment and length; any bits are a `T`; the borrow stays shared.
    unsafe { slice::from_raw_parts(bytes.as_ptr().cast::<T>(), count) }
}

/// The bytes as numbers that may be changed.
///
/// # Panics
/// If the bytes are not aligned for `T`, or not a whole number of them.
pub fn values_mut<T: Element>(bytes: &mut [u8]) -> &mut [T] {
    let count = count::<T>(bytes.as_ptr().addr(), bytes.len());
    // SAFETY: `count` checked alignment and length; any bits are a `T` and any `T` is bytes; the borrow stays exclusive.
    unsafe { slice::from_raw_parts_mut(bytes.as_mut_ptr().cast::<T>(), count) }
}

/// Words as the bytes that they are in memory.
pub fn byte_cells(words: &mut [i32]) -> &[Cell<i8>] {
    let count = size_of_val(words);
    // SAFETY: any bits are an `i8` and any bytes are words; the borrow is exclusive, so that no one else sees the cells; `Cell<i8>` has the layout of `i8`.
    unsafe { slice::from_raw_parts(words.as_mut_ptr().cast::<Cell<i8>>(), count) }
}

/// The bytes of numbers that may be changed.
pub fn bytes_mut<T: Element>(values: &mut [T]) -> &mut [u8] {
    // SAFETY: a `T` is bytes and any bits are a `T`; bytes need no alignment; the borrow stays exclusive.
    unsafe { slice::from_raw_parts_mut(values.as_mut_ptr().cast::<u8>(), size_of_val(values)) }
}

/// Copies as many values as both have.
pub fn copy<T: Copy>(from: &[Cell<T>], to: &mut [T]) {
    let count = from.len().min(to.len());
    // SAFETY: both have `count` values; what is borrowed exclusively is not in the cells, and nobody else writes these, which are not `Sync`.
    unsafe {
        from.as_ptr()
            .cast::<T>()
            .copy_to_nonoverlapping(to.as_mut_ptr(), count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[repr(align(4))]
    struct Aligned([u8; 8]);

    #[test]
    fn views_bytes_as_little_endian_numbers() {
        let mut bytes = Aligned([1, 0, 2, 0, 0xff, 0xff, 0, 0x80]);
        assert_eq!(values::<i16>(&bytes.0), &[1, 2, -1, i16::MIN]);
        values_mut::<i16>(&mut bytes.0)[0] = 0x0102;
        assert_eq!(bytes.0[..2], [2, 1]);
        assert_eq!(bytes_mut(&mut [0x0201_i16, -1]), &[1, 2, 0xff, 0xff]);
    }

    #[test]
    fn copies_what_both_have() {
        let mut values = [1, 2, 3];
        let cells = Cell::from_mut(&mut values[..]).as_slice_of_cells();
        let (mut short, mut long) = ([0; 2], [9; 4]);
        copy(cells, &mut short);
        copy(cells, &mut long);
        assert_eq!((short, long), ([1, 2], [1, 2, 3, 9]));
    }

    #[test]
    #[should_panic(expected = "view is not aligned")]
    fn refuses_bytes_that_are_not_aligned() {
        values::<i16>(&Aligned([0; 8]).0[1..3]);
    }

    #[test]
    #[should_panic(expected = "whole number of elements")]
    fn refuses_part_of_a_number() {
        values::<i32>(&Aligned([0; 8]).0[..6]);
    }
}

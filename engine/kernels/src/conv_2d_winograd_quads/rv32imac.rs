//! The steps for RV32IMAC, in assembly.
#![allow(unsafe_code)]

use core::arch::global_asm;
use core::cell::Cell;
use core::slice;

use halyard_tensor::FlashSlice;

use super::{Band, Column, PRODUCTS, QUAD, SEEN, Steps, TAPS, TILE, TRANSFORM, Target};
use crate::arithmetic::{OutputRange, Rescale};
use crate::rv32imac::address;

/// Steps in assembly.
pub struct Native;

/// What the outputs of a tile are made of. Offsets of fields are those of the assembly.
#[repr(C)]
struct Context {
    products: *mut i32,
    channels: *const Rescale,
    rows: [*mut i8; TILE],
    pitch: usize,
    row_bytes: usize,
    count: usize,
    minimum: i32,
    maximum: i32,
    /// `2·zp + 1`.
    half: i32,
}

unsafe extern "C" {
    fn halyard_rv32imac_winograd_columns(
        pixels: *const [*const i8; SEEN],
        pitch: usize,
        columns: *mut Column,
        end: *mut Column,
    );
    fn halyard_rv32imac_winograd_tile(columns: *const Column, transforms: *mut i32);
    fn halyard_rv32imac_winograd_weights(taps: *const i8, transforms: *mut i32);
    fn halyard_rv32imac_winograd_multiply(
        weights: *const i32,
        tiles: *const i32,
        products: *mut i32,
        last_weights: *const i32,
    );
    fn halyard_rv32imac_winograd_finish(context: *const Context);
}

/// Transforms columns of pixels.
///
/// # Safety
/// Rows have four bytes of as many pixels, `pitch` apart, as there are columns.
unsafe fn transform(rows: [*const i8; SEEN], pitch: usize, columns: &mut [Column]) {
    if columns.is_empty() {
        return;
    }
    let columns = columns.as_mut_ptr_range();
    // SAFETY: the caller vouches for the rows, and the columns are a slice's.
    unsafe { halyard_rv32imac_winograd_columns(&rows, pitch, columns.start, columns.end) }
}

impl Steps for Native {
    fn columns(band: &Band<'_>, start: usize, columns: &mut [Column]) {
        assert!(4 * band.padding.len() >= band.length);
        // Four bytes from the last channels on may leave the row.
        let whole = (band.length + band.pitch).saturating_sub(start + 4) / band.pitch;
        let (inside, last) = columns.split_at_mut(whole.min(columns.len()));
        let rows = band.rows.map(|row| match row {
            Some(row) => row[start..band.length].as_ptr().cast(),
            None => band.padding.as_ptr().cast(),
        });
        // SAFETY: from the first pixel on, each row has four bytes of as many pixels as there are columns; so has the padding.
        unsafe { transform(rows, band.pitch, inside) }
        for (i, column) in (inside.len()..).zip(last) {
            let start = start + i * band.pitch;
            let mut pixels = [[band.padding[0] as i8; 4]; SEEN];
            for (pixel, row) in pixels.iter_mut().zip(rows) {
                for (c, to) in pixel.iter_mut().enumerate().take(band.length - start) {
                    // SAFETY: it is an element of the row, or of the padding.
                    *to = unsafe { *row.wrapping_add(i * band.pitch + c) };
                }
            }
            let pixels = pixels.each_ref().map(|pixel| pixel.as_ptr());
            // SAFETY: a pixel has four bytes.
            unsafe { transform(pixels, 0, slice::from_mut(column)) }
        }
    }

    fn tile(columns: &[Column; SEEN], transforms: &mut [i32]) {
        assert!(transforms.len() >= TRANSFORM);
        // SAFETY: the last word that is written is that of the last position's second pair.
        unsafe { halyard_rv32imac_winograd_tile(columns.as_ptr(), transforms.as_mut_ptr()) }
    }

    fn weights(taps: FlashSlice<i8>, transforms: &mut [i32; QUAD]) {
        assert!(taps.len() == TAPS);
        // SAFETY: taps and transforms are a quad's.
        unsafe { halyard_rv32imac_winograd_weights(address(taps), transforms.as_mut_ptr()) }
    }

    fn multiply(weights: &[i32], tiles: &[i32], products: &mut [i32; PRODUCTS]) {
        assert!(weights.len() == tiles.len() && !weights.is_empty());
        assert!(weights.len().is_multiple_of(QUAD));
        let last = &weights[weights.len() - QUAD..];
        // SAFETY: weights and tiles have as many whole quads, at least one, of which the last begins at `last`; nothing overlaps the products.
        unsafe {
            halyard_rv32imac_winograd_multiply(
                weights.as_ptr(),
                tiles.as_ptr(),
                products.as_mut_ptr(),
                last.as_ptr(),
            );
        }
    }

    fn finish(
        products: &mut [i32],
        channels: FlashSlice<Rescale>,
        target: &Target<'_>,
        range: &OutputRange,
    ) {
        let count = channels.len();
        let rows = target.rows;
        assert!((1..=4).contains(&count) && (1..=TILE).contains(&target.count));
        assert!(products.len() > PRODUCTS - 16 + 4 * (count - 1));
        assert!(
            rows.iter()
                .all(|row| row.len() >= (TILE - 1) * target.pitch + count)
        );
        let context = Context {
            products: products.as_mut_ptr(),
            channels: address(channels),
            rows: rows.map(|row: &[Cell<i8>]| row.as_ptr().cast_mut().cast()),
            pitch: target.pitch,
            row_bytes: 4 * target.count,
            count,
            minimum: range.minimum.into(),
            maximum: range.maximum.into(),
            half: 2 * range.zero_point + 1,
        };
        // SAFETY: of each channel, each position has a product and each row four pixels, checked above. Rows are behind `Cell`s.
        unsafe { halyard_rv32imac_winograd_finish(&context) }
    }
}

global_asm!(include_str!("rv32imac.s"), options(raw));

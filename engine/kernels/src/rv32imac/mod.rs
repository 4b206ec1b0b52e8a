//! What assembly for RV32IMAC shares: frames of functions, requantization of a sum, and addresses of constants.
#![allow(unsafe_code)]

use core::arch::global_asm;

use halyard_tensor::{FlashSlice, Page};

/// Where values begin.
pub(crate) fn address<T: Copy>(values: FlashSlice<T>) -> *const T {
    values
        .block(0, values.len(), &mut Page::<_, { usize::MAX }>::new())
        .as_ptr()
}

global_asm!(include_str!("frame.s"), options(raw));

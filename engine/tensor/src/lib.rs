//! Memory that Halyard's kernels compute on: the [`Arena`], views of it by [`Rows`], constants in [`Flash`], and the [`Tile`] of work.
//!
//! All activations of a model lie in one arena at offsets that the compiler planned. Views of it are slices of [`Cell`](core::cell::Cell)s, so that
//! any number of them may overlap (an operator may run in place) without `unsafe` in kernels or in generated code; scratch
//! memory is split off exclusively. This crate depends on `core` only. It knows nothing of operators.
//!
//! ```
//! use halyard_tensor::Arena;
//!
//! let mut arena = Arena::<64>::new();
//! let (tensors, scratch) = arena.split::<i16>(32, 16);
//! let input = tensors.rows::<i8>(0, 4, 2); // two rows of four
//! let output = tensors.rows::<i8>(0, 4, 2); // in place
//! scratch[0] = 3;
//! for (from, to) in input.row(1).iter().zip(output.row(1)) {
//!     to.set(from.get() + scratch[0] as i8);
//! }
//! assert_eq!(arena.array::<i8, 8>(0), &[0, 0, 0, 0, 3, 3, 3, 3]);
//! ```
#![no_std]
// AVR's `lpm` needs assembly, and `flash!` sections, in crates that forbid unsafe code; no other target needs a feature.
#![cfg_attr(
    target_arch = "avr",
    feature(asm_experimental_arch, allow_internal_unsafe)
)]
#![cfg_attr(target_arch = "avr", allow(internal_features))]
#![deny(missing_docs)]
#![deny(unsafe_code)]

mod arena;
mod flash;
#[cfg(target_arch = "avr")]
mod multiply;
mod operand;
mod rows;
pub mod stream;
mod tile;
mod version;
mod view;

pub use arena::{Arena, Tensors};
pub use flash::{Fetched, Flash, FlashSlice, FlashStr, Page};
pub use operand::Operand;
pub use rows::Rows;
pub use tile::Tile;
pub use version::require_version;
pub use view::{Element, byte_cells, bytes_mut, cells, copy, values, values_mut};

/// Version of this crate.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

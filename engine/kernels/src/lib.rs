//! The operators of a model as pure functions on tiles: int8, bit-exact with the reference kernels of TensorFlow Lite Micro.
//!
//! One file per operator: a struct of constants, which the compiler writes into the model crate, and `run`, which computes a
//! [`Tile`](halyard_tensor::Tile) of the output from [`Rows`](halyard_tensor::Rows) of the input. Zero points are folded into biases, weights are packed
//! and tables are computed by the compiler; `README.md` of this crate lists what it must know of each kernel. What differs between instruction sets is
//! [`mac`]. This crate uses `halyard-tensor` and `core` only, and knows nothing of models, cores or boards.
//!
//! ```
//! use core::cell::Cell;
//! use halyard_kernels::lookup::{self, Lookup};
//! use halyard_tensor::{Rows, Tile, flash};
//!
//! flash! {
//!     static NEGATE: [i8; 256] = {
//!         let mut table = [127; 256];
//!         let mut x = 1;
//!         while x < 256 {
//!             table[x] = (128 - x as i32) as i8; // the entry of x - 128
//!             x += 1;
//!         }
//!         table
//!     };
//! }
//! let mut memory = [3, -128, 0, -7];
//! let rows = Rows::new(Cell::from_mut(&mut memory[..]).as_slice_of_cells(), 4);
//! let op = Lookup { table: &NEGATE };
//! lookup::run(&op, rows, rows, Tile { rows: 0..1, blocks: 0..1 });
//! assert_eq!(memory, [-3, 127, 0, 7]);
//! ```
#![no_std]
#![cfg_attr(target_arch = "avr", feature(asm_experimental_arch))] // `mac::avr`
#![deny(missing_docs)]
#![deny(unsafe_code)]

#[cfg(test)]
extern crate std;

pub mod add;
pub mod arithmetic;
pub mod average_pool_2d;
pub mod concatenation;
pub mod conv_2d;
pub mod conv_2d_paired;
pub mod conv_2d_two_pixels;
pub mod conv_2d_winograd;
pub mod conv_2d_winograd_quads;
pub mod copy;
pub mod depthwise_3x3;
pub mod depthwise_3x3_strips;
pub mod depthwise_conv_2d;
pub mod dequantize;
pub mod elementwise;
pub mod fully_connected;
pub mod fully_connected_paired;
pub mod fully_connected_wide;
pub mod geometry;
pub mod lookup;
pub mod mac;
mod matrix;
pub mod max_pool_2d;
pub mod mean;
pub mod mul;
pub mod pad;
pub mod paired;
pub mod quantize;
#[cfg(all(target_arch = "riscv32", feature = "rv32imac"))]
mod rv32imac;
pub mod softmax;
pub mod sub;
pub mod transpose;
pub mod two_pixels;
pub mod weighted_sum;
pub mod winograd;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tiles;

/// Output channels of a block: the channel granule of every kernel that divides channels.
pub const BLOCK: usize = 4;

/// Whether the core is an 8-bit one with little flash: arithmetic goes by small parts, and common cases have no code of their own beside the general.
/// Host tests take this way too, when compiled with `--cfg halyard_paged`.
#[allow(unexpected_cfgs)]
const NARROW: bool = cfg!(any(target_arch = "avr", halyard_paged));

/// Version of this crate.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

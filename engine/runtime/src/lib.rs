//! What a model offers the program that runs it, and what a board offers that program.
//!
//! Generated model crates implement [`Model`]; board support implements [`Platform`]; the agent brings them together and
//! knows neither. [`Stack`] measures how deep the stack went, and [`Singleton`] hands out static memory once.
//! Descriptions are made of `halyard-tensor`'s constants in flash; beside it, this crate depends on `core` alone. It allocates nothing.
//!
//! ```
//! use halyard_runtime::{ElementType, TensorDescription};
//! use halyard_tensor::{flash_slice, flash_str};
//!
//! const INPUT: TensorDescription = TensorDescription {
//!     name: flash_str!("x"),
//!     element_type: ElementType::Int8,
//!     shape: flash_slice![u32: 1, 28, 28, 1],
//!     scale: 0.003_921_569,
//!     zero_point: -128,
//! };
//! assert_eq!(INPUT.bytes(), 784);
//! ```
#![no_std]
#![deny(missing_docs)]

mod description;
mod model;
mod platform;
#[allow(unsafe_code)] // hands out `&'static mut` of a static, once
mod singleton;
#[cfg(any(test, not(target_has_atomic = "8")))]
mod splitter;
#[allow(unsafe_code)] // writes and reads stack memory that no variable owns
mod stack;

pub use description::{ElementType, ModelDescription, NodeDescription, TensorDescription, largest};
pub use halyard_tensor::{FlashStr, flash_str};
pub use model::{Model, Observer};
pub use platform::Platform;
pub use singleton::Singleton;
pub use stack::Stack;

/// Version of this crate.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

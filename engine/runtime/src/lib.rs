//! What a model offers the program that runs it, and what a board offers that program.
//!
//! Generated model crates implement [`Model`]; board support implements [`Platform`]; the agent brings them together and
//! knows neither. [`Stack`] measures how deep the stack went, and [`Singleton`] hands out static memory once.
//! This crate allocates nothing and depends on `core` alone.
//!
//! ```
//! use halyard_runtime::{ElementType, TensorDescription};
//!
//! const INPUT: TensorDescription = TensorDescription {
//!     name: "x",
//!     element_type: ElementType::Int8,
//!     shape: &[1, 28, 28, 1],
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
#[allow(unsafe_code)] // writes and reads stack memory that no variable owns
mod stack;

pub use description::{
    ElementType, ModelDescription, NodeDescription, TensorDescription, feature_bytes,
};
pub use model::{Model, Observer};
pub use platform::Platform;
pub use singleton::Singleton;
pub use stack::Stack;

/// Version of this crate.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

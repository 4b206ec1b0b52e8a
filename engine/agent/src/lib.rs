//! The agent: the serial protocol by which a host drives the models of a firmware.
//!
//! It speaks the MLPerf Tiny device protocol, so that its official runner can drive our firmware, and further commands
//! for bulk transfer, model choice and inspection. Commands are ASCII words ended by `%`; every answer ends with the
//! line `m-ready`; what cannot be done is answered with `e-[why]`. Nothing that a host sends makes it panic.
//!
//! It knows models and boards only by [`halyard_runtime`]'s traits, allocates nothing, and formats without `core::fmt`,
//! so that it fits the smallest boards.
//!
//! ```no_run
//! # use halyard_runtime::{Model, Platform};
//! # fn firmware(platform: impl Platform, models: &mut [&mut dyn Model]) {
//! halyard_agent::Agent::new(platform, models).with_build_id("0123abcd").run();
//! # }
//! ```
#![no_std]
#![deny(missing_docs)]

mod agent;
mod arguments;
mod command;
mod console;
mod crc;
mod decimal;
#[allow(unsafe_code)] // exports one function under its own name
mod infer;
mod inspect;
mod payload;
mod refusal;
pub mod report;
mod results;
mod transfer;
mod verb;

pub use agent::Agent;
pub use infer::halyard_agent_infer;

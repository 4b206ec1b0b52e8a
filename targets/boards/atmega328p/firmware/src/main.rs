//! Firmware: the agent, with the models that the build names.
#![no_std]
#![no_main]

use halyard_agent::Agent;
use halyard_board::Board;
use halyard_runtime::{FlashStr, flash_str};

const BUILD_ID: FlashStr = flash_str!(match option_env!("HALYARD_BUILD_ID") {
    Some(id) => id,
    None => "unknown",
});

#[halyard_board::entry]
fn main() -> ! {
    halyard_models::with_models(|models| {
        Agent::new(Board::start(), models)
            .with_build_id(BUILD_ID)
            .run();
    });
    unreachable!("a board's serial line is never closed")
}

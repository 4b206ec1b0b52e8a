//! Firmware: the agent, with the models that the build names.
#![no_std]
#![no_main]

use halyard_agent::Agent;
use halyard_board::Board;
use halyard_runtime::Singleton;

/// Features of an `ad01` payload.
static FEATURES: Singleton<[u8; 2560]> = Singleton::new([0; 2560]);

#[halyard_board::entry]
fn main() -> ! {
    let features = FEATURES.take().expect("main runs once");
    halyard_models::with_models(|models| {
        Agent::new(Board::start(), models)
            .with_build_id(option_env!("HALYARD_BUILD_ID").unwrap_or("unknown"))
            .with_feature_memory(features)
            .run();
    });
    unreachable!("a board's serial line is never closed")
}

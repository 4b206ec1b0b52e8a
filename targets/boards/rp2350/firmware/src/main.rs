//! Firmware: the agent, with the models that the build names.
#![no_std]
#![no_main]

use halyard_agent::Agent;
use halyard_board::Board;
use halyard_runtime::Singleton;

const FEATURE_BYTES: usize = halyard_models::feature_bytes();

/// Features of the models that are judged against them.
static FEATURES: Singleton<[u8; FEATURE_BYTES]> = Singleton::new([0; FEATURE_BYTES]);

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

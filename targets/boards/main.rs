//! The firmware of every board: the agent, with the models that a build names.
#![no_std]
#![no_main]

use halyard_agent::Agent;
use halyard_board::Board;
use halyard_runtime::{FlashStr, Platform, Singleton, flash_str};

const BUILD_ID: FlashStr = flash_str!(match option_env!("HALYARD_BUILD_ID") {
    Some(id) => id,
    None => "unknown",
});

const FEATURE_BYTES: usize = if Board::TAKES_FEATURES {
    halyard_models::feature_bytes()
} else {
    0
};

/// Features of the models that are judged against them.
static FEATURES: Singleton<[u8; FEATURE_BYTES]> = Singleton::new([0; FEATURE_BYTES]);

// SAFETY: start-up code calls `main`, once, with memory initialized; nothing else has that name. avr-libc 2.3 and later run
// straight into it, at the end of their start-up code.
#[unsafe(no_mangle)]
#[cfg_attr(target_arch = "avr", unsafe(link_section = ".init9"))]
extern "C" fn main() -> ! {
    let features = FEATURES.take().expect("main runs once");
    halyard_models::with_models(|models| {
        Agent::new(Board::start(), models)
            .with_build_id(BUILD_ID)
            .with_feature_memory(features)
            .run();
    });
    unreachable!("a board's serial line is never closed")
}

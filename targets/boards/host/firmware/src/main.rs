//! Firmware as a process: the agent on standard input and output, with the models that the build names.

use halyard_agent::Agent;
use halyard_board::Board;

fn main() {
    halyard_board::run(|board: Board| {
        let mut features = [0; halyard_models::feature_bytes()];
        halyard_models::with_models(|models| {
            Agent::new(board, models)
                .with_build_id(option_env!("HALYARD_BUILD_ID").unwrap_or("unknown"))
                .with_feature_memory(&mut features)
                .run();
        });
    });
}

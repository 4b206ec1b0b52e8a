//! Names the board and lets the linker find its memory.x and board.s. The board is the one that HALYARD_BOARD_DIR
//! describes: several may use this package. Without the variable it is the one whose folder this package lies in.

use std::env;
use std::path::PathBuf;

fn main() {
    let own = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..");
    let board = env::var_os("HALYARD_BOARD_DIR").map_or_else(own, PathBuf::from);
    let board = board
        .canonicalize()
        .expect("HALYARD_BOARD_DIR is a board's directory");
    let name = board.file_name().expect("a board's directory has a name");
    println!("cargo:rustc-env=HALYARD_BOARD={}", name.display());
    println!("cargo:rustc-link-search={}", board.display());
    println!("cargo:rerun-if-env-changed=HALYARD_BOARD_DIR");
    for file in ["memory.x", "board.s"] {
        println!("cargo:rerun-if-changed={}", board.join(file).display());
    }
}

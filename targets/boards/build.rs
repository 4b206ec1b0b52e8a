//! Build script of every board's firmware: names the board, and lets the linker find linker scripts and assembly in the folders
//! of the board and of this package. HALYARD_BOARD_DIR is the board's folder: several boards may use a package. Without the
//! variable the board is the one whose folder the package lies in.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    let package = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let board = env::var_os("HALYARD_BOARD_DIR").map_or_else(|| package.join(".."), PathBuf::from);
    let board = board
        .canonicalize()
        .expect("HALYARD_BOARD_DIR is a board's directory");
    let name = board.file_name().expect("a board's directory has a name");
    println!("cargo:rustc-env=HALYARD_BOARD={}", name.display());
    println!("cargo:rerun-if-env-changed=HALYARD_BOARD_DIR");
    for folder in [board, package] {
        println!("cargo:rustc-link-search={}", folder.display());
        for file in for_the_linker(&folder) {
            println!("cargo:rerun-if-changed={}", file.display());
        }
    }
}

/// The linker scripts and assembly files of a folder.
fn for_the_linker(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let files = entries.map(|entry| entry.expect("the folder can be read").path());
    let wanted = |file: &PathBuf| file.extension().is_some_and(|end| end == "x" || end == "s");
    files.filter(wanted).collect()
}

//! Lets the linker find memory.x, which lies beside this package.

fn main() {
    let board = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).parent();
    let board = board.expect("the package lies in a board's directory");
    println!("cargo:rustc-link-search={}", board.display());
    println!(
        "cargo:rerun-if-changed={}",
        board.join("memory.x").display()
    );
}

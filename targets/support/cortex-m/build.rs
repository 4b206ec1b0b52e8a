//! Tells the code which architecture the core has, where it makes a difference.

use std::env;

fn main() {
    let target = env::var("TARGET").expect("cargo sets it");
    for architecture in ["armv6m", "armv8m"] {
        println!("cargo:rustc-check-cfg=cfg({architecture})");
        if target.starts_with(&architecture.replace("arm", "thumb")) {
            println!("cargo:rustc-cfg={architecture}");
        }
    }
}

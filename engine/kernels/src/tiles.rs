//! The one test that drives every kernel in every way it may be driven, and demands equal bits.

use std::format;
use std::fs;
use std::path::Path;
use std::println;
use std::vec::Vec;

use halyard_tensor::Element;

use crate::testing::{Case, Random};

const ROUNDS: u64 = 300;

fn drive<I: Element, O: Element + PartialEq + core::fmt::Debug + Default>(
    name: &str,
    case: fn(&mut Random) -> Case<I, O>,
    in_place: impl Fn(&Case<I, O>),
) {
    for seed in 0..ROUNDS {
        println!("{name}, seed {seed}"); // shown when it fails
        let mut random = Random::new(seed);
        let case = case(&mut random);
        case.check_whole();
        case.check_tiles(&mut random);
        case.check_rings(&mut random);
        in_place(&case);
    }
}

macro_rules! kernels {
    ($($name:ident)+) => {
        const DRIVEN: &[&str] = &[$(stringify!($name)),+];

        #[test]
        fn every_kernel_gives_equal_bits_whole_in_tiles_by_rings_and_in_place() {
            $(drive(stringify!($name), crate::$name::tests::case, Case::check_in_place);)+
            drive("quantize", crate::quantize::tests::case, |_| ());
            drive("dequantize", crate::dequantize::tests::case, |_| ());
        }
    };
}

kernels! {
    add average_pool_2d concatenation conv_2d conv_2d_paired conv_2d_two_pixels conv_2d_winograd conv_2d_winograd_quads copy depthwise_3x3 depthwise_3x3_strips depthwise_conv_2d
    fully_connected fully_connected_paired fully_connected_wide lookup max_pool_2d mean mul pad softmax sub transpose weighted_sum
}

#[test]
fn every_kernel_is_driven() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let missing: Vec<_> = fs::read_dir(sources)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file() && fs::read_to_string(path).unwrap().contains("\npub fn run"))
        .map(|path| format!("{}", path.file_stem().unwrap().display()))
        .filter(|name| !DRIVEN.contains(&name.as_str()))
        .filter(|name| name != "quantize" && name != "dequantize")
        .collect();
    assert!(missing.is_empty(), "not driven: {missing:?}");
}

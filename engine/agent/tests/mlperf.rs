//! The MLPerf Tiny commands.

mod bench;

use bench::{CONSUMING, FEATURES, IMAGE, INCREMENT, answer, answer_of, play};

#[test]
fn greets_after_the_first_byte_only() {
    assert_eq!(play(&[&INCREMENT], b"").output, b"");
    let output = play(&[&INCREMENT], b"%").output;
    assert_eq!(output, [bench::GREETING, "m-ready\r\n"].concat().as_bytes());
}

#[test]
fn tells_its_name_and_profile() {
    assert_eq!(answer(b"name%"), "m-name-dut-[fake]\n");
    let profile = "m-profile-[ULPMark for tinyML Firmware V0.0.1]\n";
    assert_eq!(
        answer(b"profile%"),
        format!("{profile}m-model-[increment]\n")
    );
    assert_eq!(
        answer_of(&[&IMAGE], b"profile%"),
        format!("{profile}m-model-[vww01]\n")
    );
}

#[test]
fn tells_the_time_and_helps() {
    assert_eq!(answer(b"timestamp%"), "m-lap-us-2000\n");
    assert!(answer(b"help%").contains("infer <iterations>"));
}

#[test]
fn loads_infers_and_prints_results() {
    let answer = answer(b"db load 8%db 0001020304%db 05ff07%infer 3 2%");
    let lines = "m-[Expecting 8 bytes]\nm-ready\nm-ready\nm-load-done\nm-ready\n\
        m-warmup-start-2\nm-warmup-done\nm-infer-start-3\nm-lap-us-2000\nm-lap-us-3000\nm-infer-done\n\
        m-results-[0.000,0.500,1.000,1.500,2.000,2.500,-0.500,3.500]\n";
    assert_eq!(answer, lines);
}

#[test]
fn infer_counts_warm_up_and_has_defaults() {
    assert_eq!(play(&[&INCREMENT], b"infer 3 2%").inferences, 5);
    assert_eq!(play(&[&INCREMENT], b"infer%").inferences, 11);
    assert_eq!(play(&[&INCREMENT], b"infer 1 0%").inferences, 1);
}

#[test]
fn infer_refuses_counts_that_make_no_sense() {
    assert_eq!(
        answer(b"infer 0 1%"),
        "e-[Inference iterations must be >0]\n"
    );
    assert_eq!(
        answer(b"infer -4%"),
        "e-[Inference iterations must be >0]\n"
    );
    assert_eq!(answer(b"infer 1 -1%"), "e-[Inference warmup must be >=0]\n");
    assert_eq!(answer(b"infer x%"), "e-[Argument is not a 32-bit number]\n");
    assert_eq!(answer(b"infer 1 1 1%"), "e-[Too many arguments]\n");
}

#[test]
fn infer_repeats_only_where_inputs_are_kept() {
    let refusal =
        "e-[This model consumes its inputs: only infer 1 0, or build it with inputs kept]\n";
    assert_eq!(answer_of(&[&CONSUMING], b"infer 2 0%"), refusal);
    assert_eq!(answer_of(&[&CONSUMING], b"infer 1 1%"), refusal);
    assert_eq!(play(&[&CONSUMING], b"infer 1 0%").inferences, 1);
}

#[test]
fn results_are_those_of_the_last_inference() {
    let answer = answer(b"db load 1%db 10%run%results%");
    assert!(answer.ends_with("m-results-[8.000,0.000,0.000,0.000,0.000,0.000,0.000,0.000]\n"));
}

#[test]
fn db_print_gives_the_payload_back_eight_to_a_line() {
    assert_eq!(answer(b"db print%"), "");
    let answer = answer_of(&[&IMAGE], b"db load 8%db 00018081fFfe0203%db print%");
    assert!(
        answer.ends_with("m-ready\nm-buffer-00-01-80-81-ff-fe-02-03\n"),
        "{answer}"
    );
    let answer = answer_of(
        &[&FEATURES],
        b"db load 32%db 000102030405060708090a%db print%",
    );
    assert!(
        answer.ends_with("m-buffer-00-01-02-03-04-05-06-07\nm-buffer-08-09-0a\n"),
        "{answer}"
    );
}

#[test]
fn images_are_shifted_to_signed() {
    let answer = answer_of(&[&IMAGE], b"db load 2%db 80fe%infer 1 0%");
    assert!(answer.contains("m-results-[0.000,63.000,"), "{answer}");
}

#[test]
fn features_are_quantized_and_judged_by_their_mean_squared_error() {
    let features: [f32; 8] = [0.0, 1.0, 2.0, -1.0, 0.5, 0.25, 10.0, 100.0];
    let hex: String = features
        .iter()
        .flat_map(|f| f.to_le_bytes())
        .map(|b| format!("{b:02x}"))
        .collect();
    let script = format!("db load 32%db {}%db {}%infer 1 0%", &hex[..32], &hex[32..]);
    // Rebuilt: each feature to the nearest half (ties away from zero) plus a half; 100 saturates to 63, plus a half wraps to -64.5.
    let rebuilt = [0.5, 1.5, 2.5, -0.5, 1.0, 1.0, 10.5, -64.5_f32];
    let squares = features.iter().zip(rebuilt).map(|(f, r)| (f - r) * (f - r));
    let error = squares.sum::<f32>() / 8.0;
    let answer = answer_of(&[&FEATURES], script.as_bytes());
    assert!(
        answer.ends_with(&format!("m-results-[{error:.3}]\n")),
        "{answer} {error}"
    );
}

#[test]
fn db_refuses_what_it_cannot_take() {
    let none = "e-[Command 'db load' must be >0 bytes]\n";
    assert_eq!(answer(b"db load 0%"), none);
    assert_eq!(answer(b"db load -1%"), none);
    assert_eq!(answer(b"db load%"), "e-[Argument is missing]\n");
    assert_eq!(
        answer(b"db load 9%"),
        "e-[Supplied buffer size 9 exceeds maximum of 8 bytes]\n"
    );
    assert_eq!(
        answer(b"db 00%"),
        "e-[Command 'db load' must come before data]\n"
    );
    assert_eq!(answer(b"db%"), "e-[Command 'db' must have a subcommand]\n");
    let loaded = b"db load 3%db 000%";
    assert!(answer(loaded).ends_with("e-[Insufficent number of hex digits]\n"));
    assert!(answer(b"db load 3%db 00g1%").ends_with("e-[Invalid hex digit 'g1']\n"));
}

#[test]
fn surplus_digits_are_ignored() {
    let answer = answer(b"db load 2%db 010203%db 04%db print%");
    assert!(
        answer.ends_with("m-load-done\nm-ready\nm-ready\nm-buffer-01-02\n"),
        "{answer}"
    );
}

#[test]
fn without_a_model_everything_is_refused_but_nothing_breaks() {
    let why = "e-[This firmware has no model]\n";
    for command in [
        "profile",
        "infer",
        "db load 1",
        "tensors",
        "run",
        "dump 0",
        "read 0 0 1",
        "reset",
    ] {
        assert_eq!(
            answer_of(&[], format!("{command}%").as_bytes()),
            why,
            "{command}"
        );
    }
    assert_eq!(answer_of(&[], b"models%"), "m-models-0\n");
}

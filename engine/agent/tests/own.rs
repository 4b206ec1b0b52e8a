//! The commands beyond MLPerf Tiny.

mod bench;

use bench::{CONSUMING, INCREMENT, answer, crc, play};

#[test]
fn tells_what_it_is() {
    assert_eq!(answer(b"build-id%"), "m-build-id-[b1d]\n");
    assert_eq!(answer(b"cores%"), "m-cores-1\n");
    let models = "m-models-3\nm-model-0-[increment]-[aa]\nm-model-1-[image]-[aa]\nm-model-2-[features]-[aa]\n";
    assert_eq!(answer(b"models%"), models);
}

#[test]
fn tells_tensors_and_operators() {
    let tensors =
        "m-input-0-[int8]-[1,4]-[4]\nm-input-1-[uint8]-[4]-[4]\nm-output-0-[int8]-[2,4]-[8]\n";
    assert_eq!(answer(b"tensors%"), tensors);
    let operators = "m-operators-2\nm-operator-0-[twice]-[ADD]-[int8]-[2,4]\nm-operator-1-[more]-[RELU]-[int8]-[8]\n";
    assert_eq!(answer(b"operators%"), operators);
}

#[test]
fn selects_a_model_and_resets_it() {
    assert!(answer(b"select 1%profile%").ends_with("m-model-[vww01]\n"));
    assert!(answer(b"select 1%").starts_with("m-selected-1\n"));
    assert_eq!(answer(b"select 3%"), "e-[No such model]\n");
    assert_eq!(answer(b"select -1%"), "e-[Argument must be >=0]\n");
    assert!(answer(b"db load 1%db 10%select 0%run%results%").contains("m-results-[0.000,"));
    assert!(answer(b"db load 1%db 10%reset%run%results%").contains("m-results-[0.000,"));
}

#[test]
fn marks_measured_inferences_without_the_warm_up() {
    let windows = |script: &[u8]| play(&[&INCREMENT], script).windows;
    assert_eq!(windows(b"infer 3 2%"), [[2000, 2, 5, 2000]]); // timestamps: greeting, window's start, end
    assert_eq!(
        windows(b"run%run%"),
        [[1000, 0, 1, 1000], [1000, 1, 2, 1000]]
    );
    assert!(windows(b"dump 0%infer 0 1%").is_empty());
    assert!(play(&[&CONSUMING], b"infer 2 0%").windows.is_empty());
    assert!(play(&[], b"run%").windows.is_empty());
}

#[test]
fn tells_the_cycles_of_the_inferences_that_were_measured_last() {
    assert_eq!(answer(b"cycles%"), "e-[No cycles were counted]\n");
    assert_eq!(
        answer(b"run%cycles%"),
        "m-done\nm-ready\ne-[No cycles were counted]\n"
    );
    assert!(answer(b"infer 3 2%cycles%").ends_with("m-cycles-3000\n"));
    assert!(answer(b"infer 3 0%run%cycles%").ends_with("m-cycles-1000\n"));
}

#[test]
fn writes_raw_bytes_that_look_like_commands() {
    let data = *b"%m-%";
    let script = [
        b"write 1 0 4%".as_slice(),
        &data,
        &crc(&data),
        b"run%read 0 4 4%",
    ]
    .concat();
    let output = play(&[&INCREMENT], &script).output;
    let read = data.map(|byte| byte + 1);
    let end = [
        b"m-data-4\r\n".as_slice(),
        &read,
        &crc(&read),
        b"\r\nm-ready\r\n",
    ]
    .concat();
    assert!(
        output.ends_with(&end),
        "{}",
        String::from_utf8_lossy(&output)
    );
}

#[test]
fn writes_at_an_offset() {
    let script = [b"write 0 3 1%".as_slice(), &[9], &crc(&[9]), b"infer 1 0%"].concat();
    assert!(answer(&script).contains("m-results-[0.000,0.000,0.000,4.500,0.000,"));
}

#[test]
fn reports_damaged_data_and_stays_in_step() {
    let script = [
        b"write 0 0 4%".as_slice(),
        b"abcd",
        &[1, 2, 3, 4],
        b"cores%",
    ]
    .concat();
    assert_eq!(
        answer(&script),
        "m-write-4\ne-[CRC mismatch]\nm-ready\nm-cores-1\n"
    );
}

#[test]
fn line_ends_bring_it_back_into_step_however_many_bytes_were_lost() {
    for lost in 1..=8 {
        let data = [b"abcd".as_slice(), &crc(b"abcd")].concat();
        let script = [
            b"write 0 0 4%".as_slice(),
            &data[..8 - lost],
            &[b'\n'; 8],
            b"cores%",
        ]
        .concat();
        assert_eq!(
            answer(&script),
            "m-write-4\ne-[CRC mismatch]\nm-ready\nm-cores-1\n",
            "{lost} bytes lost"
        );
    }
}

#[test]
fn refuses_spans_outside_a_tensor_before_any_data() {
    let outside = "e-[Tensor does not have so many bytes]\n";
    for command in [
        "write 0 0 5",
        "write 0 4 1",
        "read 0 7 2",
        "read 0 2147483647 2147483647",
    ] {
        assert_eq!(
            answer(format!("{command}%").as_bytes()),
            outside,
            "{command}"
        );
    }
    for command in ["write 2 0 1", "read 1 0 1"] {
        assert_eq!(
            answer(format!("{command}%").as_bytes()),
            "e-[No such tensor]\n"
        );
    }
    assert_eq!(answer(b"write 0 0%"), "e-[Argument is missing]\n");
}

#[test]
fn truncated_data_ends_without_an_answer() {
    let output = play(&[&INCREMENT], b"write 0 0 4%ab").output;
    assert!(output.ends_with(b"m-write-4\r\ne-[CRC mismatch]\r\nm-ready\r\n"));
}

#[test]
fn dumps_the_rows_of_one_node() {
    let output = play(&[&INCREMENT], b"db load 8%db 0102030405060708%dump 0%").output;
    let rows = [[2, 3, 4, 5], [6, 7, 8, 9]];
    let mut end = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        end.extend(format!("m-rows-{index}-4\r\n").bytes());
        end.extend([row.as_slice(), &crc(row), b"\r\n"].concat());
    }
    end.extend(b"m-done\r\nm-ready\r\n");
    assert!(
        output.ends_with(&end),
        "{}",
        String::from_utf8_lossy(&output)
    );
    assert_eq!(answer(b"dump 2%"), "e-[No such node]\n");
}

#[test]
fn says_when_the_stack_is_not_known() {
    assert_eq!(
        answer(b"stack%"),
        "e-[This board does not know its stack]\n"
    );
}

#[test]
fn exits_after_the_host_has_acknowledged() {
    assert_eq!(play(&[&INCREMENT], b"exit%").exit_code, Some(0));
    let played = play(&[&INCREMENT], b"exit%%cores%");
    assert!(played.output.ends_with(b"m-exit\r\nm-ready\r\nm-ready\r\n"));
}

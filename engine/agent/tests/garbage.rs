//! What no host should send.

mod bench;

use bench::{FEATURES, IMAGE, INCREMENT, answer, play};

#[test]
fn unknown_commands_are_named() {
    assert_eq!(
        answer(b"frobnicate 1 2%"),
        "e-[Unknown command: frobnicate]\n"
    );
    assert_eq!(answer(b"NAME%"), "e-[Unknown command: NAME]\n");
}

#[test]
fn commands_hold_eighty_characters() {
    let fits = [b'x'; 80];
    let name = String::from_utf8(fits.to_vec()).unwrap();
    assert_eq!(
        answer(&[&fits[..], b"%"].concat()),
        format!("e-[Unknown command: {name}]\n")
    );
    let script = [&[b'x'; 10_000][..], b"%cores%"].concat();
    let refused = "e-[Command is longer than 80 characters]\nm-ready\nm-cores-1\n";
    assert_eq!(answer(&script), refused);
}

#[test]
fn bytes_that_are_not_text_are_refused() {
    assert_eq!(answer(b"na\xffme%"), "e-[Invalid byte 0xff in command]\n");
    assert_eq!(answer(b"\0%"), "e-[Invalid byte 0x00 in command]\n");
}

#[test]
fn line_ends_and_spaces_between_commands_do_not_matter() {
    assert_eq!(answer(b"\r\n  cores \r\n%"), "m-cores-1\n");
    assert_eq!(answer(b"   %"), "");
}

#[test]
fn a_truncated_command_gets_no_answer() {
    assert_eq!(answer(b"cores%nam"), "m-cores-1\n");
}

/// Deterministic noise (xorshift).
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn byte(&mut self) -> u8 {
        self.next() as u8
    }
}

#[test]
fn random_bytes_never_break_it() {
    let mut noise = Noise(0x9E37_79B9_7F4A_7C15);
    let script: Vec<u8> = (0..100_000).map(|_| noise.byte()).collect();
    let output = play(&[&INCREMENT, &IMAGE, &FEATURES], &script).output;
    let commands = script.iter().filter(|&&byte| byte == b'%').count();
    let answers = String::from_utf8_lossy(&output).matches("m-ready").count();
    assert_eq!(answers, commands + 1);
}

#[test]
fn random_words_never_break_it() {
    const WORDS: [&str; 26] = [
        "name",
        "profile",
        "db",
        "load",
        "print",
        "infer",
        "results",
        "models",
        "select",
        "tensors",
        "write",
        "read",
        "run",
        "reset",
        "operators",
        "dump",
        "stack",
        "0",
        "1",
        "2",
        "8",
        "-1",
        "4294967296",
        "00ff",
        "zz",
        "2147483647",
    ];
    let mut noise = Noise(42);
    for _ in 0..100_000 {
        let length = 1 + noise.next() % 5;
        let words: Vec<_> = (0..length)
            .map(|_| WORDS[(noise.next() % 26) as usize])
            .collect();
        if words[0] == "infer" && words.contains(&"2147483647") {
            continue; // would run that often
        }
        let script = words.join(" ") + "%cores%";
        let output = play(&[&INCREMENT, &IMAGE, &FEATURES], script.as_bytes()).output;
        let asks_for_data =
            words[0] == "write" && output.windows(8).any(|text| text == b"m-write-");
        assert!(
            asks_for_data || output.ends_with(b"m-cores-1\r\nm-ready\r\n"),
            "{script}"
        );
    }
}

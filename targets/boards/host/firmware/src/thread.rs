//! The thread that the agent runs on: its stack has a size that is known.

use std::io::{Write, stdout};
use std::panic::{self, PanicHookInfo};
use std::process;
use std::ptr;
use std::thread;

use halyard_runtime::Stack;

use crate::board::Board;

const STACK_BYTES: usize = 8 << 20;

/// What the agent may use of it, and what is painted.
const USABLE_BYTES: usize = 1 << 20;

/// Exit status after a panic, as of any Rust process.
const PANICKED: i32 = 101;

/// Runs `firmware` to its end. A panic is told as boards tell it and ends the process.
pub fn run(firmware: impl FnOnce(Board) + Send + 'static) {
    panic::set_hook(Box::new(panicked));
    let thread = thread::Builder::new().stack_size(STACK_BYTES);
    let started = thread.spawn(|| {
        let here = 0_u8;
        let end = ptr::from_ref(&here).expose_provenance();
        // SAFETY: this thread's stack has eight times as many bytes, nearly all of them below this frame.
        let stack = unsafe { Stack::new(end - USABLE_BYTES, end) };
        firmware(Board::start(stack));
    });
    let ended = started.map(thread::JoinHandle::join);
    if !matches!(ended, Ok(Ok(()))) {
        process::exit(PANICKED);
    }
}

fn panicked(info: &PanicHookInfo) {
    let (file, line) = info
        .location()
        .map_or(("", 0), |place| (place.file(), place.line()));
    let told = write!(stdout(), "\r\ne-[panic {file}:{line}]\r\n").and_then(|()| stdout().flush());
    drop(told); // the line may be what broke; the exit status says it too
    process::exit(PANICKED);
}

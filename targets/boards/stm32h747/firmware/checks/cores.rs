//! Check: the Cortex-M4 starts, on the stack that it was given, and shares memory with the Cortex-M7.
#![no_std]
#![no_main]

use core::hint::black_box;
use core::sync::atomic::{AtomicU32, Ordering};

use halyard_board::{Board, core_number, hand_over, start_core};
use halyard_runtime::{Platform, Singleton};

/// The longest that the Cortex-M4 may take to answer.
const PATIENCE_MICROSECONDS: u32 = 1_000_000;

/// A line of the cache to itself.
#[repr(align(32))]
struct Answer(AtomicU32);

static STACK: Singleton<[u64; 512]> = Singleton::new([0; 512]);
static SPARE: Singleton<[u64; 512]> = Singleton::new([0; 512]);
static ANSWER: Answer = Answer(AtomicU32::new(0));

extern "C" fn second() -> ! {
    let local = black_box(0u32);
    let address = (&raw const local).addr() as u32;
    ANSWER.0.store(address | core_number(), Ordering::Release);
    loop {
        core::hint::spin_loop();
    }
}

// SAFETY: start-up calls it, once; nothing else has that name.
#[unsafe(no_mangle)]
extern "C" fn main() -> ! {
    let mut board = Board::start();
    board.read();
    let stack = STACK.take().expect("main runs once");
    let range = stack.as_ptr_range();
    let started = start_core(1, stack, second);
    let mut answer = 0;
    let start = board.microseconds();
    while answer == 0 && board.microseconds().wrapping_sub(start) < PATIENCE_MICROSECONDS {
        hand_over(&ANSWER);
        answer = ANSWER.0.load(Ordering::Acquire);
    }
    let on_its_stack = (range.start.addr()..range.end.addr()).contains(&(answer as usize));
    let twice = start_core(1, SPARE.take().expect("main runs once"), second);
    if started && on_its_stack && answer & 1 == 1 && core_number() == 0 && !twice {
        board.write(b"ok\r\n");
    }
    loop {
        board.read();
    }
}

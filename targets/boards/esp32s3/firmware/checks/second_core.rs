//! Check: the second core starts, on the stack that it was given, and shares memory with the first.
#![no_std]
#![no_main]

use core::hint::{black_box, spin_loop};
use core::sync::atomic::{AtomicU32, Ordering};

use halyard_board::{Board, core_number, cycles, start_second_core};
use halyard_runtime::{Platform, Singleton};

static STACK: Singleton<[u64; 512]> = Singleton::new([0; 512]);
static SPARE: Singleton<[u64; 512]> = Singleton::new([0; 512]);
static ANSWER: AtomicU32 = AtomicU32::new(0);

extern "C" fn second() -> ! {
    let local = black_box(0u32);
    let address = (&raw const local).addr() as u32;
    ANSWER.store(address | core_number(), Ordering::Release);
    loop {
        spin_loop();
    }
}

halyard_board::entry!(main);

fn main() -> ! {
    let mut board = Board::start();
    board.read();
    let before = cycles();
    let stack = STACK.take().expect("main runs once");
    let range = stack.as_ptr_range();
    let started = start_second_core(stack, second);
    while ANSWER.load(Ordering::Acquire) == 0 {
        spin_loop();
    }
    let answer = ANSWER.load(Ordering::Acquire);
    let on_its_stack = (range.start.addr()..range.end.addr()).contains(&(answer as usize));
    let twice = start_second_core(SPARE.take().expect("main runs once"), second);
    let right = started && on_its_stack && !twice;
    if right && answer & 1 == 1 && core_number() == 0 && cycles() != before {
        board.write(b"ok\r\n");
    }
    loop {
        board.read();
    }
}

//! Check: the second core starts, on the stack that it was given, and shares memory with the first.
#![no_std]
#![no_main]

use core::hint::{black_box, spin_loop};
use core::sync::atomic::{AtomicU32, Ordering};

use halyard_board::{Board, CoreStack, core_number, cycles, start_second_core};
use halyard_runtime::Platform;

static STACK: CoreStack<512> = CoreStack::new();
static ANSWER: AtomicU32 = AtomicU32::new(0);

fn second() {
    let local = black_box(0u32);
    let address = (&raw const local).addr() as u32;
    ANSWER.store(address | core_number(), Ordering::Release);
}

#[halyard_board::entry]
fn main() -> ! {
    let mut board = Board::start();
    board.read();
    let before = cycles();
    let stack = STACK.take().expect("main runs once");
    let range = (&raw const STACK).addr()..(&raw const STACK).addr() + size_of_val(&STACK);
    let started = start_second_core(stack, second);
    while ANSWER.load(Ordering::Acquire) == 0 {
        spin_loop();
    }
    let answer = ANSWER.load(Ordering::Acquire);
    let on_its_stack = range.contains(&(answer as usize));
    if started && on_its_stack && answer & 1 == 1 && core_number() == 0 && cycles() != before {
        board.write(b"ok\r\n");
    }
    loop {
        board.read();
    }
}

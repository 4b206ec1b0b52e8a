//! Check: the machine has as many harts as the host says; each starts once, on the stack that it was given, and all run at the
//! same time on memory that they share.
#![no_std]
#![no_main]

use core::hint::{black_box, spin_loop};
use core::sync::atomic::{AtomicU32, Ordering};

use halyard_board::{Board, core_count, core_number, start_core};
use halyard_runtime::{Platform, Singleton};

const MOST: usize = 8;

type CoreStack = [u64; 512];

static STACKS: Singleton<[CoreStack; MOST]> = Singleton::new([[0; 512]; MOST]);
static SPARE: Singleton<CoreStack> = Singleton::new([0; 512]);
static ADDRESSES: [AtomicU32; MOST] = [const { AtomicU32::new(0) }; MOST];
static MET: AtomicU32 = AtomicU32::new(0);

/// Returns when every core has come here.
fn meet() {
    let count = core_count();
    MET.fetch_add(1, Ordering::AcqRel);
    while MET.load(Ordering::Acquire) < count {
        spin_loop();
    }
}

extern "C" fn other() -> ! {
    let local = black_box(0u32);
    let address = (&raw const local).addr() as u32;
    ADDRESSES[core_number() as usize].store(address, Ordering::Release);
    meet();
    loop {
        spin_loop();
    }
}

#[halyard_board::entry]
fn main() -> ! {
    let mut board = Board::start();
    let wanted = board.read().map(|digit| digit - b'0');
    let mut right = wanted.map(u32::from) == Some(core_count()) && core_number() == 0;
    let mut ranges = [const { 0..0 }; MOST];
    let stacks = STACKS.take().expect("main runs once");
    for ((number, stack), range) in (0..core_count()).zip(stacks).zip(&mut ranges) {
        let ends = stack.as_ptr_range();
        *range = ends.start.addr()..ends.end.addr();
        right &= start_core(number, stack, other) == (number != 0);
    }
    meet();
    for (range, address) in ranges.iter().zip(&ADDRESSES).skip(1) {
        right &= range.is_empty() || range.contains(&(address.load(Ordering::Acquire) as usize));
    }
    let spare = SPARE.take().expect("main runs once");
    if right && !start_core(core_count() - 1, spare, other) {
        board.write(b"ok\r\n");
    }
    board.exit(0);
    unreachable!("the emulator has ended")
}

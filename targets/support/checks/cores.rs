//! Check: the board has as many cores as the host says; each starts once, on the stack that it was given, and all run at the same
//! time on memory that they share. The cycle counter, where there is one, counts meanwhile. A core that does not come is not waited for without end.
#![no_std]
#![no_main]

use core::hint::{black_box, spin_loop};
use core::sync::atomic::{AtomicU32, Ordering};

use halyard_board::{Board, core_count, core_number, start_core};
use halyard_runtime::{Platform, Singleton};

const MOST: usize = 8;

/// The longest that a core may take to come, even where a loaded computer emulates it.
const PATIENCE_MICROSECONDS: u32 = 8_000_000;

type CoreStack = [u64; 512];

static STACKS: Singleton<[CoreStack; MOST]> = Singleton::new([[0; 512]; MOST]);
static SPARE: Singleton<CoreStack> = Singleton::new([0; 512]);

/// Where the stack of each core is that has come; 0 before.
static PLACES: [AtomicU32; MOST] = [const { AtomicU32::new(0) }; MOST];

extern "C" fn other() -> ! {
    let local = black_box(0u32);
    let place = (&raw const local).addr() as u32;
    PLACES[core_number() as usize].store(place, Ordering::Release);
    loop {
        spin_loop();
    }
}

/// Whether every core but the first comes in time.
fn all_come(board: &mut Board) -> bool {
    let start = board.microseconds();
    PLACES
        .iter()
        .take(core_count() as usize)
        .skip(1)
        .all(|place| {
            while place.load(Ordering::Acquire) == 0 {
                if board.microseconds().wrapping_sub(start) > PATIENCE_MICROSECONDS {
                    return false;
                }
            }
            true
        })
}

/// Whether every core but the first starts, and stands on its own stack.
fn each_starts(board: &mut Board) -> bool {
    let stacks = STACKS.take().expect("main runs once");
    let mut ranges = [const { 0..0 }; MOST];
    let mut right = true;
    for ((number, stack), range) in (0..core_count()).zip(stacks).zip(&mut ranges) {
        let ends = stack.as_ptr_range();
        *range = ends.start.addr()..ends.end.addr();
        right &= start_core(number, stack, other) == (number != 0);
    }
    right &= all_come(board);
    for (range, place) in ranges.iter().zip(&PLACES).skip(1) {
        right &= range.is_empty() || range.contains(&(place.load(Ordering::Acquire) as usize));
    }
    right
}

// SAFETY: start-up calls it, once; nothing else has that name.
#[unsafe(no_mangle)]
extern "C" fn main() -> ! {
    let mut board = Board::start();
    let wanted = board.read().map(|digit| u32::from(digit - b'0'));
    let before = board.cycles();
    let mut right = wanted == Some(core_count()) && core_number() == 0 && each_starts(&mut board);
    let spare = SPARE.take().expect("main runs once");
    right &= !start_core(core_count() - 1, spare, other);
    right &= before.is_none() || board.cycles() != before;
    if right {
        board.write(b"ok\r\n");
    }
    if Board::CAN_EXIT {
        board.exit(0);
    }
    loop {
        board.read();
    }
}

//! Check: functions that are compiled for register windows can be called, again and again, and leave this program's
//! registers as they were. ESP32-S3's board support calls its ROM so.
#![no_std]
#![no_main]

use core::hint::black_box;

use halyard_board::{Board, windowed_sum};
use halyard_runtime::Platform;

// SAFETY: start-up calls it, once; nothing else has that name.
#[unsafe(no_mangle)]
extern "C" fn main() -> ! {
    let mut board = Board::start();
    board.read();
    let held: [u32; 8] = black_box([3, 1, 4, 1, 5, 9, 2, 6]);
    let right = (0..100).all(|i| {
        let [a, b, c, d] = black_box([i, 7 * i, i * i, 1000 - i]);
        windowed_sum([a, b, c, d]) == a + 2 * b + 4 * c + 8 * d
    });
    if right && held == black_box(held) {
        board.write(b"ok\r\n");
    }
    board.exit(0);
    unreachable!("the emulator has ended")
}

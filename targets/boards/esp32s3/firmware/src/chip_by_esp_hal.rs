//! What differs by the route that builds this package: here the `esp` toolchain with esp-hal, whose start-up, vectors, memory
//! layout (code and weights in flash) and clocks replace ours. `chip.rs` is its twin.

use core::hint::spin_loop;
use core::ptr;

use esp_hal::clock::CpuClock;

pub use xtensa_lx::timer::get_cycle_count as cycles;

esp_bootloader_esp_idf::esp_app_desc!();

unsafe extern "C" {
    static __stack_chk_guard: u32;
}

/// Stops the watchdogs and starts the clocks.
pub(crate) fn start() {
    let config = esp_hal::Config::default().with_cpu_clock(CpuClock::_240MHz);
    let _peripherals = esp_hal::init(config);
}

/// Waits a little: esp-hal owns the interrupts.
pub(crate) fn wait(_interrupts: u32) {
    spin_loop();
}

/// Lowest address of the program's stack: above the word that esp-hal watches.
pub(crate) fn stack_lowest() -> usize {
    ptr::addr_of!(__stack_chk_guard).expose_provenance() + size_of::<u32>()
}

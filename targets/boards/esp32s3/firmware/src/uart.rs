//! UART 0 on its own pins (GPIO 43 and 44), which the DevKitC-1 leads to the USB bridge; they are as the ROM leaves them.

use esp32s3::interrupt_core0::RegisterBlock as InterruptMatrix;
use esp32s3::{INTERRUPT_CORE0, Interrupt, SYSTEM, UART0};
use halyard_xtensa::wait;

const BAUD_RATE: u32 = 115_200;

/// The UART runs from the crystal: whatever the cores' clock is, its rate stays.
const CLOCK_HZ: u32 = 40_000_000;
const CRYSTAL: u8 = 3;

/// The divider counts sixteenths.
const DIVIDER: u32 = (CLOCK_HZ * 16 + BAUD_RATE / 2) / BAUD_RATE;

const EIGHT_BITS: u8 = 3;
const ONE_STOP_BIT: u8 = 1;
const FIFO_BYTES: u16 = 128;

/// State of the transmitter.
const IDLE: u8 = 0;

/// The core's interrupt that the UART raises; of level 1 and by level.
const CORE_INTERRUPT: u8 = 0;

fn uart() -> UART0 {
    // SAFETY: this module is the only one that touches the UART, and one core runs the agent.
    unsafe { UART0::steal() }
}

/// Starts it: 115200 baud, 8 bits, no parity; a byte received wakes the core.
pub(crate) fn start() {
    let uart = uart();
    // SAFETY: only the UART's own bits are changed.
    let system = unsafe { SYSTEM::steal() };
    system
        .perip_clk_en0()
        .modify(|_, w| w.uart_clk_en().set_bit());
    system
        .perip_rst_en0()
        .modify(|_, w| w.uart_rst().clear_bit());
    uart.clk_conf().modify(|_, w| {
        // SAFETY: one of the values that the manual lists, and a clock that is not divided.
        unsafe { w.sclk_sel().bits(CRYSTAL) };
        // SAFETY: as above.
        unsafe { w.sclk_div_num().bits(0) };
        w.sclk_en().set_bit();
        w.tx_sclk_en().set_bit();
        w.rx_sclk_en().set_bit()
    });
    uart.clkdiv().write(|w| {
        // SAFETY: 12 bits of whole and 4 of sixteenth parts.
        unsafe { w.clkdiv().bits((DIVIDER / 16) as u16) };
        // SAFETY: as above.
        unsafe { w.frag().bits((DIVIDER % 16) as u8) }
    });
    uart.conf0().modify(|_, w| {
        w.parity_en().clear_bit();
        // SAFETY: values that the manual lists.
        unsafe { w.bit_num().bits(EIGHT_BITS) };
        // SAFETY: as above.
        unsafe { w.stop_bit_num().bits(ONE_STOP_BIT) }
    });
    uart.conf1().modify(|_, w| {
        // SAFETY: any number of bytes may be the threshold.
        unsafe { w.rxfifo_full_thrhd().bits(1) };
        w.rx_tout_en().set_bit() // what stays below the threshold is told too, after a pause
    });
    uart.id().modify(|_, w| w.reg_update().set_bit()); // settings take effect
    while uart.id().read().reg_update().bit_is_set() {}
    uart.int_ena().write(|w| {
        w.rxfifo_full().set_bit();
        w.rxfifo_tout().set_bit()
    });
    route_interrupt();
}

fn route_interrupt() {
    // SAFETY: only the UART's own entry is changed.
    let matrix = unsafe { INTERRUPT_CORE0::steal() };
    let matrix: &InterruptMatrix = &matrix;
    // SAFETY: one of the core's 32 interrupts.
    matrix
        .core_0_intr_map(Interrupt::UART0 as usize)
        .write(|w| unsafe { w.map().bits(CORE_INTERRUPT) });
}

/// Sends a byte, waiting for room.
pub(crate) fn write(byte: u8) {
    let uart = uart();
    while uart.status().read().txfifo_cnt().bits() >= FIFO_BYTES - 1 {}
    // SAFETY: any byte may be sent.
    uart.fifo()
        .write(|w| unsafe { w.rxfifo_rd_byte().bits(byte) });
}

/// Waits until all bytes have left the line.
pub(crate) fn flush() {
    let uart = uart();
    while uart.status().read().txfifo_cnt().bits() > 0
        || uart.fsm_status().read().st_utx_out().bits() != IDLE
    {}
}

/// Sleeps until a byte comes.
pub(crate) fn read() -> u8 {
    let uart = uart();
    while uart.status().read().rxfifo_cnt().bits() == 0 {
        uart.int_clr().write(|w| {
            w.rxfifo_full().clear_bit_by_one();
            w.rxfifo_tout().clear_bit_by_one()
        });
        wait(1 << CORE_INTERRUPT);
    }
    uart.fifo().read().rxfifo_rd_byte().bits()
}

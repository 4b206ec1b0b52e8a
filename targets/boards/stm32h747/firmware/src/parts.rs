//! Starts what the firmware uses of the part.
//!
//! Source: RM0399, chapter "Power control" (supply configurations, voltage scaling: VOS1 for 400 MHz); UM2411 for crystal,
//! supply and pins.

use cortex_m::peripheral::DWT;
use stm32h7xx_hal::pac::Peripherals;
use stm32h7xx_hal::prelude::*;
use stm32h7xx_hal::rcc::PllConfigStrategy;

const BAUD_RATE: u32 = 115_200;

/// Starts clocks, caches, cycle counter, timer, serial line and mark.
pub(crate) fn start() {
    let mut core = cortex_m::Peripherals::take().expect("the board is started once");
    let device = Peripherals::take().expect("the board is started once");

    let power = device.PWR.constrain().smps().vos1().freeze();
    let clocks = device.RCC.constrain().use_hse(25.MHz()).sys_ck(400.MHz());
    let clocks = clocks.pll1_strategy(PllConfigStrategy::Iterative);
    let parts = clocks.freeze(power, &device.SYSCFG);

    core.SCB.enable_icache();
    core.SCB.enable_dcache(&mut core.CPUID);
    core.DCB.enable_trace();
    DWT::unlock();
    core.DWT.enable_cycle_counter();

    let timer = parts.peripheral.TIM2;
    device.TIM2.tick_timer(1.MHz(), timer, &parts.clocks);

    let port = device.GPIOA.split(parts.peripheral.GPIOA);
    let pins = (port.pa9.into_alternate(), port.pa10.into_alternate());
    let uart = parts.peripheral.USART1;
    let serial = device
        .USART1
        .serial(pins, BAUD_RATE.bps(), uart, &parts.clocks);
    serial.expect("the baud rate suits the clock");

    let port = device.GPIOJ.split(parts.peripheral.GPIOJ);
    port.pj5.into_push_pull_output();
}

//! Starts what the firmware uses of the part.
//!
//! Source: RM0433, chapters "Power control" (voltage scaling: VOS0 for 480 MHz, on revision V alone) and "Debug
//! infrastructure" (`DBGMCU_IDC`).

use cortex_m::peripheral::DWT;
use stm32h7xx_hal::pac::Peripherals;
use stm32h7xx_hal::prelude::*;
use stm32h7xx_hal::rcc::PllConfigStrategy;

const BAUD_RATE: u32 = 115_200;

/// What `DBGMCU_IDC` calls revision V.
const REVISION_V: u16 = 0x2003;

/// Starts clocks, caches, cycle counter, timer, serial line and mark.
pub(crate) fn start() {
    let mut core = cortex_m::Peripherals::take().expect("the board is started once");
    let device = Peripherals::take().expect("the board is started once");

    let power = device.PWR.constrain();
    let (power, clock) = if device.DBGMCU.idc.read().rev_id().bits() == REVISION_V {
        (power.vos0(&device.SYSCFG), 480.MHz())
    } else {
        (power.vos1(), 400.MHz())
    };
    let clocks = device.RCC.constrain();
    let clocks = clocks.use_hse(8.MHz()).bypass_hse().sys_ck(clock);
    let clocks = clocks.pll1_strategy(PllConfigStrategy::Iterative);
    let parts = clocks.freeze(power.freeze(), &device.SYSCFG);

    core.SCB.enable_icache();
    core.SCB.enable_dcache(&mut core.CPUID);
    core.DCB.enable_trace();
    DWT::unlock();
    core.DWT.enable_cycle_counter();

    let timer = parts.peripheral.TIM2;
    device.TIM2.tick_timer(1.MHz(), timer, &parts.clocks);

    let port = device.GPIOD.split(parts.peripheral.GPIOD);
    let pins = (port.pd8.into_alternate(), port.pd9.into_alternate());
    let uart = parts.peripheral.USART3;
    let serial = device
        .USART3
        .serial(pins, BAUD_RATE.bps(), uart, &parts.clocks);
    serial.expect("the baud rate suits the clock");

    let port = device.GPIOB.split(parts.peripheral.GPIOB);
    port.pb0.into_push_pull_output();
}

//! What the board has of its own: power, clocks and pins.
//!
//! Source: RM0399, chapter "Power control" (supply configurations, voltage scaling: VOS1 for 400 MHz); UM2411 for crystal,
//! supply and pins.

use halyard_stm32h7::hal::pac::{GPIOJ, Peripherals, USART1};
use halyard_stm32h7::hal::prelude::*;
use halyard_stm32h7::hal::rcc::PllConfigStrategy;
use halyard_stm32h7::{BAUD_RATE, Wiring, start_timer};

/// The Cortex-M7 of a STM32H747I-DISCO.
pub type Board = halyard_stm32h7::Board<Disco>;

/// How it is wired.
pub enum Disco {}

impl Wiring for Disco {
    const NAME: &'static str = env!("HALYARD_BOARD");
    const MARK_PIN: u32 = 5;
    type MarkPort = GPIOJ;
    type Uart = USART1;

    fn start() {
        let device = Peripherals::take().expect("the board is started once");
        let power = device.PWR.constrain().smps().vos1().freeze();
        let clocks = device.RCC.constrain().use_hse(25.MHz()).sys_ck(400.MHz());
        let clocks = clocks.pll1_strategy(PllConfigStrategy::Iterative);
        let parts = clocks.freeze(power, &device.SYSCFG);
        start_timer(device.TIM2, parts.peripheral.TIM2, &parts.clocks);

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
}

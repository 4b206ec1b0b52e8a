//! What the board has of its own: power, clocks and pins.
//!
//! Source: RM0433, chapters "Power control" (voltage scaling: VOS0 for 480 MHz, on revision V alone) and "Debug
//! infrastructure" (`DBGMCU_IDC`).

use halyard_stm32h7::hal::pac::{GPIOB, Peripherals, USART3};
use halyard_stm32h7::hal::prelude::*;
use halyard_stm32h7::hal::rcc::PllConfigStrategy;
use halyard_stm32h7::{BAUD_RATE, Wiring, start_timer};

/// A NUCLEO-H743ZI.
pub type Board = halyard_stm32h7::Board<Nucleo>;

/// What `DBGMCU_IDC` calls revision V.
const REVISION_V: u16 = 0x2003;

/// How it is wired.
pub enum Nucleo {}

impl Wiring for Nucleo {
    const NAME: &'static str = env!("HALYARD_BOARD");
    const MARK_PIN: u32 = 0;
    type MarkPort = GPIOB;
    type Uart = USART3;

    fn start() {
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
        start_timer(device.TIM2, parts.peripheral.TIM2, &parts.clocks);

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
}

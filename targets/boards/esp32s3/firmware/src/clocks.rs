//! 240 MHz for the cores, half of the PLL's 480 MHz from the crystal of 40 MHz; peripherals have 80 MHz.
//!
//! The sequence and its constants are those of ESP-IDF's `rtc_clk.c` for this chip.

use esp32s3::{I2C_ANA_MST, RTC_CNTL, SYSTEM};

use crate::analog::Analog;

/// Clock of both cores after [`start`].
pub(crate) const CORE_MHZ: u32 = 240;

/// The core's clock before: crystal, at most.
const CRYSTAL_MHZ: u32 = 40;

/// Source of the cores' clock.
const PLL: u8 = 1;

/// Half of 480 MHz.
const MHZ_240: u8 = 2;

/// Setting of both regulators for 240 MHz where the chip's fuses give none: 5 bits.
const VOLTAGE: u8 = 28;

/// Raises the voltage, starts the PLL unless it runs the core already, and switches to 240 MHz.
pub(crate) fn start() {
    // SAFETY: nothing else runs, and this module is the only one that touches these peripherals.
    let (system, analog, power) =
        unsafe { (SYSTEM::steal(), I2C_ANA_MST::steal(), RTC_CNTL::steal()) };
    raise_voltage();
    if system.sysclk_conf().read().soc_clk_sel().bits() != PLL {
        start_pll(&analog, &power);
    }
    system.cpu_per_conf().modify(|_, w| {
        w.pll_freq_sel().set_bit(); // 480 MHz
        // SAFETY: one of the values that the manual lists.
        unsafe { w.cpuperiod_sel().bits(MHZ_240) }
    });
    system.sysclk_conf().modify(|_, w| {
        // SAFETY: no divider before, and one of the values that the manual lists.
        unsafe { w.pre_div_cnt().bits(0) };
        // SAFETY: as above.
        unsafe { w.soc_clk_sel().bits(PLL) }
    });
}

fn raise_voltage() {
    Analog::regulator(4).write_bits(0x1F, VOLTAGE);
    Analog::regulator(6).write_bits(0x1F, VOLTAGE);
    wait_microseconds(40);
}

fn start_pll(analog: &I2C_ANA_MST, power: &RTC_CNTL) {
    analog.ana_config().modify(|_, w| w.bbpll_pd().clear_bit());
    power.options0().modify(|_, w| {
        w.bb_i2c_force_pd().clear_bit();
        w.bbpll_force_pd().clear_bit();
        w.bbpll_i2c_force_pd().clear_bit()
    });
    analog.ana_conf0().modify(|_, w| {
        w.bbpll_stop_force_high().clear_bit();
        w.bbpll_stop_force_low().set_bit()
    });
    Analog::pll(4).write(0x6B); // 480 MHz
    Analog::pll(2).write(5 << 4); // charge pump; reference not divided
    Analog::pll(3).write(8); // times 8 + 4
    Analog::pll(5).write_bits(0x77, 0);
    Analog::pll(6).write(1 << 6 | 3 << 4 | 3);
    Analog::pll(9).write_bits(0x03, 2);
    while analog.ana_conf0().read().bbpll_cal_done().bit_is_clear() {}
    wait_microseconds(10);
    analog.ana_conf0().modify(|_, w| {
        w.bbpll_stop_force_low().clear_bit();
        w.bbpll_stop_force_high().set_bit()
    });
}

/// At least so long, whichever clock runs.
fn wait_microseconds(microseconds: u32) {
    let start = halyard_xtensa::cycles();
    let cycles = microseconds * CORE_MHZ.max(CRYSTAL_MHZ);
    while halyard_xtensa::cycles().wrapping_sub(start) < cycles {}
}

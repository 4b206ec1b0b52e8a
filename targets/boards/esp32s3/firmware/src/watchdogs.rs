//! Watchdogs, of which the ROM leaves some running: each unlocked, stopped and locked again.

use esp32s3::{RTC_CNTL, TIMG0, TIMG1};

/// Unlocks the watchdogs of timer groups and of the RTC.
const KEY: u32 = 0x50D8_3AA1;

/// Unlocks the super watchdog.
const SUPER_KEY: u32 = 0x8F1D_312A;

/// Stops all four.
pub(crate) fn stop() {
    // SAFETY: nothing else runs, and this module is the only one that touches these timers.
    let (rtc, group0, group1) = unsafe { (RTC_CNTL::steal(), TIMG0::steal(), TIMG1::steal()) };

    // SAFETY: the key that the manual gives; so are the other keys below, and 0 locks again.
    rtc.wdtwprotect().write(|w| unsafe { w.bits(KEY) });
    rtc.wdtconfig0().modify(|_, w| {
        w.wdt_en().clear_bit();
        w.wdt_flashboot_mod_en().clear_bit()
    });
    // SAFETY: see above.
    rtc.wdtwprotect().write(|w| unsafe { w.bits(0) });

    // SAFETY: see above.
    rtc.swd_wprotect().write(|w| unsafe { w.bits(SUPER_KEY) });
    rtc.swd_conf().modify(|_, w| w.swd_auto_feed_en().set_bit());
    // SAFETY: see above.
    rtc.swd_wprotect().write(|w| unsafe { w.bits(0) });

    for group in [&*group0, &*group1] {
        // SAFETY: see above.
        group.wdtwprotect().write(|w| unsafe { w.bits(KEY) });
        group.wdtconfig0().modify(|_, w| {
            w.wdt_en().clear_bit();
            w.wdt_flashboot_mod_en().clear_bit()
        });
        // SAFETY: see above.
        group.wdtwprotect().write(|w| unsafe { w.bits(0) });
    }
}

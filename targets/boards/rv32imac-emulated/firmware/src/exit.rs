//! Stops the emulator by its test finisher.

use crate::registers::TEST_FINISHER;

const PASS: u32 = 0x5555;
const FAIL: u32 = 0x3333;

/// Ends QEMU with this exit status.
pub(crate) fn exit(code: u8) {
    TEST_FINISHER.write(match code {
        0 => PASS,
        code => u32::from(code) << 16 | FAIL,
    });
}

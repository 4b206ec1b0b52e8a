//! Stops an emulator, or a debugger's session, by semihosting.

use cortex_m::asm::semihosting_syscall;

const SYS_EXIT_EXTENDED: u32 = 0x20;
const APPLICATION_EXIT: u32 = 0x20026;

/// Ends the emulator with this exit status. A core without emulator and debugger faults.
pub fn exit(code: u8) {
    let reason = [APPLICATION_EXIT, u32::from(code)];
    // SAFETY: the call takes the address of two words, and is answered without touching memory.
    unsafe {
        semihosting_syscall(
            SYS_EXIT_EXTENDED,
            reason.as_ptr().expose_provenance() as u32,
        )
    };
}

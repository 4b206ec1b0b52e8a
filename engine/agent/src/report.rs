//! Last words of a firmware: board support writes them from its panic and fault handlers.

use core::panic::PanicInfo;

use halyard_runtime::Platform;

use crate::console::Console;

/// Writes `e-[panic <file>:<line>]` on a line of its own.
pub fn panic<P: Platform>(platform: P, info: &PanicInfo) {
    let mut console = Console::new(platform);
    console.text(b"\r\ne-[panic ");
    if let Some(location) = info.location() {
        console.text(location.file().as_bytes()).text(b":");
        console.number(location.line());
    }
    console.line(b"]");
}

/// Writes `e-[fault <name>=0x<value> …]` on a line of its own: what the core's registers say about a fault.
pub fn fault<P: Platform>(platform: P, registers: &[(&str, u32)]) {
    let mut console = Console::new(platform);
    console.text(b"\r\ne-[fault");
    for (name, value) in registers {
        console.text(b" ").text(name.as_bytes()).text(b"=0x");
        for byte in value.to_be_bytes() {
            console.hex(byte);
        }
    }
    console.line(b"]");
}

//! Last words of a firmware: board support writes them from its panic and fault handlers.

use core::panic::PanicInfo;

use halyard_runtime::Platform;
use halyard_tensor::flash_str;

use crate::console::Console;

/// Status that an emulator ends with after a panic, as a Rust process does.
pub const PANICKED: u8 = 101;

/// Status that an emulator ends with after a fault.
pub const FAULTED: u8 = 102;

/// Writes `e-[panic <file>:<line>]` on a line of its own.
pub fn panic<P: Platform>(platform: P, info: &PanicInfo) {
    let mut console = Console::new(platform);
    console.text(flash_str!("\r\ne-[panic "));
    if let Some(location) = info.location() {
        console
            .bytes(location.file().as_bytes())
            .text(flash_str!(":"));
        console.number(location.line());
    }
    console.close();
}

/// Writes `e-[panic at 0x<address>]` on a line of its own, for boards whose firmware has no room for the names of files.
pub fn panic_at<P: Platform>(platform: P, address: u32) {
    let mut console = Console::new(platform);
    console.text(flash_str!("\r\ne-[panic at "));
    hexadecimal(&mut console, address);
    console.close();
}

/// Writes `e-[fault <name>=0x<value> …]` on a line of its own: what the core's registers say about a fault.
pub fn fault<P: Platform>(platform: P, registers: &[(&str, u32)]) {
    let mut console = Console::new(platform);
    console.text(flash_str!("\r\ne-[fault"));
    for (name, value) in registers {
        console.text(flash_str!(" ")).bytes(name.as_bytes());
        console.text(flash_str!("="));
        hexadecimal(&mut console, *value);
    }
    console.close();
}

fn hexadecimal<P: Platform>(console: &mut Console<P>, value: u32) {
    console.text(flash_str!("0x"));
    for byte in value.to_be_bytes() {
        console.hex(byte);
    }
}

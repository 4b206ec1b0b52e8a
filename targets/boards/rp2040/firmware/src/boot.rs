//! The second-stage boot loader, which the boot ROM copies to RAM and starts: it sets the flash chip up for execution in
//! place.

/// For the Pico's W25Q080 chip; the last word is the checksum that the boot ROM wants.
// SAFETY: memory.x keeps these 256 bytes at the start of flash for it; nothing else reads them.
#[unsafe(link_section = ".boot2")]
#[used]
static BOOT_LOADER: [u8; 256] = rp2040_boot2::BOOT_LOADER_W25Q080;

//! What the boot ROM wants to find before it starts the program.

use rp235x_hal::block::ImageDef;

/// An executable for the Arm cores, started in secure state.
// SAFETY: memory.x keeps this section within the first 4 KB of flash, where the ROM looks; nothing else reads it.
#[unsafe(link_section = ".start_block")]
#[used]
static IMAGE_DEFINITION: ImageDef = ImageDef::secure_exe();

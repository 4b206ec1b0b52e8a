//! The door to a board.

use crate::Stack;

/// What a board offers the agent: a serial line, a clock, its stack and a way to stop.
pub trait Platform {
    /// Name of the board; the agent answers `name` with it.
    const NAME: &'static str;

    /// Whether [`exit`](Self::exit) stops anything: true on emulators and for processes.
    const CAN_EXIT: bool;

    /// Whether the agent takes float features, as `ad01` has them; false saves boards of little flash the code for it.
    const TAKES_FEATURES: bool = true;

    /// Sends bytes over the serial line, waiting until the line has taken the last.
    fn write(&mut self, bytes: &[u8]);

    /// Waits for the next byte of the serial line; `None` once the line is closed for good, as only a process's can be.
    fn read(&mut self) -> Option<u8>;

    /// Microseconds since start, modulo 2³². Emulators give a running count that means nothing.
    fn microseconds(&mut self) -> u32;

    /// Cycles of the core that runs inferences, modulo 2³²; `None` where they are not counted, as on emulators.
    fn cycles(&mut self) -> Option<u32> {
        None
    }

    /// The stack of the calling core; `None` where it is not known.
    fn stack(&mut self) -> Option<Stack>;

    /// Called right before inferences that the host measures: a board waits until its serial line is silent, then marks the window on a
    /// pin, for meters and analyzers.
    fn inference_starts(&mut self) {}

    /// Called right after them.
    fn inference_ends(&mut self) {}

    /// Stops the emulator or process with this status. Returns where that is not possible.
    fn exit(&mut self, code: u8);
}

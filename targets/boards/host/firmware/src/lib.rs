//! Board support: this computer, as a process.
//!
//! The serial line is standard input and output; its end ends the process. The stack is that of a thread of known size.

mod board;
#[allow(unsafe_code)] // vouches for the bounds of a thread's stack
mod thread;

pub use board::Board;
pub use thread::run;

//! The process as the agent sees it.

use std::io::{self, Read, StdinLock, Write, stdin, stdout};
use std::process;
use std::time::Instant;

use halyard_runtime::{Platform, Stack};

/// Exit status when the host has closed the line that answers go to.
const LINE_BROKEN: i32 = 74;

/// This computer.
pub struct Board {
    input: StdinLock<'static>,
    started: Instant,
    stack: Stack,
}

impl Board {
    pub(crate) fn start(stack: Stack) -> Self {
        Self {
            input: stdin().lock(),
            started: Instant::now(),
            stack,
        }
    }
}

impl Platform for Board {
    const NAME: &'static str = "host";
    const CAN_EXIT: bool = true;

    fn write(&mut self, bytes: &[u8]) {
        end_if_broken(stdout().write_all(bytes));
    }

    fn read(&mut self) -> Option<u8> {
        end_if_broken(stdout().flush());
        let mut byte = [0];
        self.input.read_exact(&mut byte).ok()?;
        Some(byte[0])
    }

    fn microseconds(&mut self) -> u32 {
        self.started.elapsed().as_micros() as u32
    }

    fn stack(&mut self) -> Option<Stack> {
        Some(self.stack)
    }

    fn exit(&mut self, code: u8) {
        end_if_broken(stdout().flush());
        process::exit(code.into());
    }
}

fn end_if_broken(written: io::Result<()>) {
    if written.is_err() {
        process::exit(LINE_BROKEN);
    }
}

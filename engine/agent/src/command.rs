//! Reading a command from the serial line.

use halyard_runtime::Platform;
use halyard_tensor::flash_str;

use crate::arguments::Arguments;
use crate::console::Console;
use crate::refusal::Refusal;

/// Ends a command.
const TERMINATOR: u8 = b'%';

/// Most characters of a command, without its terminator.
const CAPACITY: usize = 80;

/// A command as it came: up to 80 printable characters.
pub(crate) struct Command {
    characters: [u8; CAPACITY],
    length: usize,
    too_long: bool,
    invalid: Option<u8>,
}

impl Command {
    /// Reads up to the terminator, however much comes. Line ends are skipped, so that a person may type commands.
    #[inline(never)]
    pub(crate) fn read<P: Platform>(console: &mut Console<P>) -> Self {
        let mut command = Self {
            characters: [0; CAPACITY],
            length: 0,
            too_long: false,
            invalid: None,
        };
        loop {
            match console.read() {
                _ if console.is_closed() => return command,
                TERMINATOR => return command,
                b'\r' | b'\n' => {}
                byte => command.push(byte),
            }
        }
    }

    /// The words of the command, or the answer why it is not one.
    #[inline(never)]
    pub(crate) fn words<P: Platform>(&self, console: &mut Console<P>) -> Option<Arguments<'_>> {
        if let Some(byte) = self.invalid {
            console
                .text(flash_str!("e-[Invalid byte 0x"))
                .hex(byte)
                .line(flash_str!(" in command]"));
            return None;
        }
        if self.too_long {
            console.refuse(Refusal::CommandTooLong);
            return None;
        }
        Some(Arguments::of(&self.characters[..self.length]))
    }

    #[inline(never)]
    fn push(&mut self, byte: u8) {
        if !(b' '..=b'~').contains(&byte) {
            self.invalid = self.invalid.or(Some(byte));
        }
        match self.characters.get_mut(self.length) {
            Some(place) => {
                *place = byte;
                self.length += 1;
            }
            None => self.too_long = true,
        }
    }
}

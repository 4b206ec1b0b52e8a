//! Why commands are not done.

use halyard_tensor::{FlashStr, flash, flash_str};

macro_rules! refusals {
    ($($name:ident: $text:literal,)+) => {
        /// Why a command was not done: a number, so that results are small.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Refusal {
            $($name,)+
        }

        flash! {
            static TEXTS: [FlashStr; [$($text),+].len()] = [$(flash_str!($text)),+];
        }
    };
}

refusals! {
    NoModel: "This firmware has no model",
    CommandTooLong: "Command is longer than 80 characters",
    NoSuchModel: "No such model",
    NoSuchTensor: "No such tensor",
    NoSuchNode: "No such node",
    NotSoManyBytes: "Tensor does not have so many bytes",
    MissingArgument: "Argument is missing",
    NotANumber: "Argument is not a 32-bit number",
    NegativeArgument: "Argument must be >=0",
    TooManyArguments: "Too many arguments",
    NoIterations: "Inference iterations must be >0",
    NegativeWarmup: "Inference warmup must be >=0",
    InputsConsumed: "This model consumes its inputs: only infer 1 0, or build it with inputs kept",
    NoSubcommand: "Command 'db' must have a subcommand",
    LoadOfNothing: "Command 'db load' must be >0 bytes",
    NothingExpected: "Command 'db load' must come before data",
    OddDigits: "Insufficent number of hex digits",
    WriteTooLong: "One write takes at most 4096 bytes",
    WrongChecksum: "CRC mismatch",
    NoCycles: "No cycles were counted",
    UnknownStack: "This board does not know its stack",
    StackUsage: "Usage: stack [paint]",
    CannotExit: "This board cannot exit",
}

impl Refusal {
    /// The text between `e-[` and `]`.
    pub(crate) fn text(self) -> FlashStr {
        TEXTS.at(self as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_in_the_order_of_their_names() {
        assert_eq!(Refusal::NoModel.text(), "This firmware has no model");
        assert_eq!(Refusal::CannotExit.text(), "This board cannot exit");
    }
}

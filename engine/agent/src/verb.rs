//! The first word of a command.

use halyard_tensor::{FlashStr, flash, flash_str};

use crate::arguments::is;

/// What a command asks for.
#[derive(Clone, Copy)]
pub(crate) enum Verb {
    /// The word is all of the command.
    Alone(Alone),
    /// Arguments may follow.
    With(With),
}

/// Commands without arguments.
#[derive(Clone, Copy)]
pub(crate) enum Alone {
    Name,
    Profile,
    Timestamp,
    Help,
    Results,
    BuildId,
    Models,
    Tensors,
    Operators,
    Cores,
    Cycles,
    Run,
    Reset,
    Exit,
}

/// Commands with arguments.
#[derive(Clone, Copy)]
pub(crate) enum With {
    Db,
    Infer,
    Select,
    Write,
    Read,
    Dump,
    Stack,
}

flash! {
    static VERBS: [(FlashStr, Verb); 21] = [
        (flash_str!("name"), Verb::Alone(Alone::Name)),
        (flash_str!("profile"), Verb::Alone(Alone::Profile)),
        (flash_str!("timestamp"), Verb::Alone(Alone::Timestamp)),
        (flash_str!("help"), Verb::Alone(Alone::Help)),
        (flash_str!("results"), Verb::Alone(Alone::Results)),
        (flash_str!("db"), Verb::With(With::Db)),
        (flash_str!("infer"), Verb::With(With::Infer)),
        (flash_str!("build-id"), Verb::Alone(Alone::BuildId)),
        (flash_str!("models"), Verb::Alone(Alone::Models)),
        (flash_str!("tensors"), Verb::Alone(Alone::Tensors)),
        (flash_str!("operators"), Verb::Alone(Alone::Operators)),
        (flash_str!("cores"), Verb::Alone(Alone::Cores)),
        (flash_str!("cycles"), Verb::Alone(Alone::Cycles)),
        (flash_str!("select"), Verb::With(With::Select)),
        (flash_str!("write"), Verb::With(With::Write)),
        (flash_str!("read"), Verb::With(With::Read)),
        (flash_str!("dump"), Verb::With(With::Dump)),
        (flash_str!("run"), Verb::Alone(Alone::Run)),
        (flash_str!("reset"), Verb::Alone(Alone::Reset)),
        (flash_str!("stack"), Verb::With(With::Stack)),
        (flash_str!("exit"), Verb::Alone(Alone::Exit)),
    ];
}

impl Verb {
    /// The verb that a word is.
    #[inline(never)]
    pub(crate) fn of(word: &[u8]) -> Option<Self> {
        let (_, verb) = VERBS.slice().iter().find(|(name, _)| is(word, *name))?;
        Some(verb)
    }
}

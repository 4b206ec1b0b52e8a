//! The first word of a command.

use halyard_tensor::{FlashStr, flash, flash_str};

use crate::arguments::is;

/// What a command asks for.
#[derive(Clone, Copy)]
pub(crate) enum Verb {
    Name,
    Profile,
    Timestamp,
    Help,
    Results,
    Db,
    Infer,
    BuildId,
    Models,
    Tensors,
    Operators,
    Cores,
    Cycles,
    Select,
    Write,
    Read,
    Dump,
    Run,
    Reset,
    Stack,
    Exit,
}

flash! {
    static VERBS: [(FlashStr, Verb); 21] = [
        (flash_str!("name"), Verb::Name),
        (flash_str!("profile"), Verb::Profile),
        (flash_str!("timestamp"), Verb::Timestamp),
        (flash_str!("help"), Verb::Help),
        (flash_str!("results"), Verb::Results),
        (flash_str!("db"), Verb::Db),
        (flash_str!("infer"), Verb::Infer),
        (flash_str!("build-id"), Verb::BuildId),
        (flash_str!("models"), Verb::Models),
        (flash_str!("tensors"), Verb::Tensors),
        (flash_str!("operators"), Verb::Operators),
        (flash_str!("cores"), Verb::Cores),
        (flash_str!("cycles"), Verb::Cycles),
        (flash_str!("select"), Verb::Select),
        (flash_str!("write"), Verb::Write),
        (flash_str!("read"), Verb::Read),
        (flash_str!("dump"), Verb::Dump),
        (flash_str!("run"), Verb::Run),
        (flash_str!("reset"), Verb::Reset),
        (flash_str!("stack"), Verb::Stack),
        (flash_str!("exit"), Verb::Exit),
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

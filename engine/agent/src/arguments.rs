//! The words of a command.

use halyard_tensor::FlashStr;

use crate::refusal::Refusal;

/// What a command leads to.
pub(crate) type Outcome = Result<(), Refusal>;

/// Words that are still to be read.
#[derive(Clone)]
pub(crate) struct Arguments<'c> {
    rest: &'c [u8],
}

impl<'c> Arguments<'c> {
    /// The words of a command, which spaces separate.
    pub(crate) const fn of(command: &'c [u8]) -> Self {
        Self { rest: command }
    }

    /// The next word.
    #[inline(never)]
    pub(crate) fn next(&mut self) -> Option<&'c [u8]> {
        let start = self.rest.iter().position(|&byte| byte != b' ')?;
        let word = self.rest.get(start..)?;
        let length = word
            .iter()
            .position(|&byte| byte == b' ')
            .unwrap_or(word.len());
        let (word, rest) = word.split_at_checked(length)?;
        self.rest = rest;
        Some(word)
    }

    /// The next word as a number.
    pub(crate) fn size(&mut self) -> Result<usize, Refusal> {
        let value = self.integer(None)?;
        usize::try_from(value).map_err(|_| Refusal::NegativeArgument)
    }

    /// The next word as a signed number; without one, `default`.
    pub(crate) fn integer(&mut self, default: Option<i32>) -> Result<i32, Refusal> {
        match self.next() {
            Some(word) => parse(word).ok_or(Refusal::NotANumber),
            None => default.ok_or(Refusal::MissingArgument),
        }
    }

    /// Refuses further words.
    pub(crate) fn finish(&mut self) -> Outcome {
        match self.next() {
            Some(_) => Err(Refusal::TooManyArguments),
            None => Ok(()),
        }
    }
}

/// Whether a word is this text.
#[inline(never)]
pub(crate) fn is(word: &[u8], text: FlashStr) -> bool {
    text.bytes().eq(word.iter().copied())
}

#[inline(never)]
fn parse(word: &[u8]) -> Option<i32> {
    let (negative, digits) = match word {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.is_empty() {
        return None;
    }
    const TENTH: u32 = i32::MAX.unsigned_abs() / 10;
    let largest = i32::MAX.unsigned_abs() + u32::from(negative);
    let magnitude = digits.iter().try_fold(0, |value: u32, &digit| {
        let digit = u32::from(digit.wrapping_sub(b'0'));
        // Nothing overflows: ten times the largest tenth and a digit is less than 2³².
        let fits = digit <= 9 && value <= TENTH && 10 * value + digit <= largest;
        fits.then(|| 10 * value + digit)
    })?;
    let value = magnitude.cast_signed();
    Some(if negative {
        value.wrapping_neg()
    } else {
        value
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_separated_by_any_number_of_spaces() {
        let mut words = Arguments::of(b"  db  load 12 ");
        assert_eq!(words.next(), Some(&b"db"[..]));
        assert_eq!(words.next(), Some(&b"load"[..]));
        assert!(matches!(words.size(), Ok(12)));
        assert!(words.finish().is_ok());
    }

    #[test]
    fn numbers_are_32_bit_and_nothing_else() {
        assert_eq!(parse(b"2147483647"), Some(i32::MAX));
        assert_eq!(parse(b"-2147483648"), Some(i32::MIN));
        for word in [
            &b"2147483648"[..],
            b"-2147483649",
            b"",
            b"-",
            b"1x",
            b"0x1",
            b"--1",
        ] {
            assert_eq!(parse(word), None, "{word:?}");
        }
    }
}

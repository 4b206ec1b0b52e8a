//! The words of a command.

/// Why a command was not done: the text between `e-[` and `]`.
pub(crate) type Refusal = &'static str;

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
        usize::try_from(value).map_err(|_| "Argument must be >=0")
    }

    /// The next word as a signed number; without one, `default`.
    pub(crate) fn integer(&mut self, default: Option<i32>) -> Result<i32, Refusal> {
        match self.next() {
            Some(word) => parse(word).ok_or("Argument is not a 32-bit number"),
            None => default.ok_or("Argument is missing"),
        }
    }

    /// Refuses further words.
    pub(crate) fn finish(&mut self) -> Outcome {
        match self.next() {
            Some(_) => Err("Too many arguments"),
            None => Ok(()),
        }
    }
}

fn parse(word: &[u8]) -> Option<i32> {
    let (negative, digits) = match word {
        [b'-', digits @ ..] => (true, digits),
        digits => (false, digits),
    };
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0_i32, |value, &digit| {
        let digit = i32::from(digit.wrapping_sub(b'0'));
        let next = value.checked_mul(10)?;
        match digit {
            0..=9 if negative => next.checked_sub(digit),
            0..=9 => next.checked_add(digit),
            _ => None,
        }
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
        assert_eq!(words.size(), Ok(12));
        assert_eq!(words.finish(), Ok(()));
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

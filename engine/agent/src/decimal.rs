//! Numbers as decimal text, as C's `printf` writes them.

/// Longest text: sign, 39 digits, point, three decimals.
const LENGTH: usize = 44;

/// Text of a number, built from its last character to its first.
pub(crate) struct Decimal {
    text: [u8; LENGTH],
    start: usize,
}

impl Decimal {
    /// An unsigned integer, as `%u`.
    pub(crate) fn integer(value: u32) -> Self {
        let mut decimal = Self::empty();
        decimal.push_integer(value);
        decimal
    }

    /// A real number with three decimals, as `%0.3f`: rounded exactly, ties to even.
    #[inline(never)]
    pub(crate) fn fixed(value: f32) -> Self {
        let mut decimal = Self::empty();
        if value.is_nan() {
            decimal.push_word([b'n', b'a', b'n']);
            return decimal;
        }
        if value.is_infinite() {
            decimal.push_word([b'i', b'n', b'f']);
        } else {
            decimal.push_magnitude(value.to_bits() & 0x7FFF_FFFF);
        }
        if value.is_sign_negative() {
            decimal.push(b'-');
        }
        decimal
    }

    /// The text.
    pub(crate) fn text(&self) -> &[u8] {
        self.text.get(self.start..).unwrap_or_default()
    }

    fn empty() -> Self {
        Self {
            text: [0; LENGTH],
            start: LENGTH,
        }
    }

    fn push(&mut self, character: u8) {
        self.start = self.start.saturating_sub(1);
        if let Some(place) = self.text.get_mut(self.start) {
            *place = character;
        }
    }

    fn push_word(&mut self, [first, second, third]: [u8; 3]) {
        self.push(third);
        self.push(second);
        self.push(first);
    }

    #[inline(never)]
    fn push_integer(&mut self, mut value: u32) {
        loop {
            self.push(b'0' + (value % 10) as u8);
            value /= 10;
            if value == 0 {
                return;
            }
        }
    }

    /// Pushes `significand` · 2^`exponent`, taken from the bits of a finite number.
    #[inline(never)]
    fn push_magnitude(&mut self, bits: u32) {
        let biased = bits >> 23;
        let fraction = bits & 0x7F_FFFF;
        let significand = if biased == 0 {
            fraction
        } else {
            fraction | 0x80_0000
        };
        match biased.max(1).checked_sub(150) {
            Some(doublings) => self.push_large(significand, doublings),
            None => self.push_small(significand, 150 - biased.max(1)),
        }
    }

    /// Pushes `significand` / 2^`shift`.
    #[inline(never)]
    fn push_small(&mut self, significand: u32, shift: u32) {
        // A thousandth is an eighth of 1/125, so no product leaves 32 bits: the significand has 24.
        let Some(shift) = shift.checked_sub(3) else {
            let eighths = significand << (3 - shift);
            self.push_thousandths(eighths % 8 * 125);
            return self.push_integer(eighths / 8);
        };
        let scaled = significand * 125;
        let floor = scaled.checked_shr(shift).unwrap_or(0);
        let lost = scaled - floor.checked_shl(shift).unwrap_or(0);
        let half = 1_u32.checked_shl(shift).map_or(u32::MAX, |one| one / 2);
        let up = lost > half || (lost == half && shift > 0 && floor & 1 == 1);
        let thousandths = floor + u32::from(up);
        self.push_thousandths(thousandths % 1000);
        self.push_integer(thousandths / 1000);
    }

    #[inline(never)]
    fn push_thousandths(&mut self, value: u32) {
        self.push_word([value / 100, value / 10 % 10, value % 10].map(|digit| b'0' + digit as u8));
        self.push(b'.');
    }

    /// Pushes `significand` · 2^`doublings`: an integer of up to 39 digits, doubled digit by digit.
    #[inline(never)]
    fn push_large(&mut self, significand: u32, doublings: u32) {
        self.push_thousandths(0);
        let end = self.start;
        self.push_integer(significand);
        for _ in 0..doublings {
            let mut carry = 0;
            let digits = self.text.get_mut(self.start..end).unwrap_or_default();
            for digit in digits.iter_mut().rev() {
                let doubled = 2 * (*digit - b'0') + carry;
                carry = doubled / 10;
                *digit = b'0' + doubled % 10;
            }
            if carry > 0 {
                self.push(b'1');
            }
        }
    }
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::*;
    use std::format;
    use std::string::String;

    fn fixed(value: f32) -> String {
        String::from_utf8(Decimal::fixed(value).text().to_vec()).unwrap()
    }

    #[test]
    fn integers_have_no_leading_zero() {
        assert_eq!(Decimal::integer(0).text(), b"0");
        assert_eq!(Decimal::integer(u32::MAX).text(), b"4294967295");
    }

    #[test]
    fn rounds_exact_ties_to_even() {
        assert_eq!(fixed(0.0625), "0.062");
        assert_eq!(fixed(0.1875), "0.188");
        assert_eq!(fixed(-1.9996), "-2.000");
    }

    #[test]
    fn writes_what_is_not_finite() {
        assert_eq!(fixed(f32::NAN), "nan");
        assert_eq!(fixed(f32::NEG_INFINITY), "-inf");
    }

    #[test]
    fn agrees_with_the_standard_library_on_many_values() {
        let edges = [
            0,
            1,
            0x7F_FFFF,
            0x80_0000,
            0x7F7F_FFFF,
            0x4B00_0000,
            0x4AFF_FFFF,
        ];
        let spread = (0..200_000_u32).map(|index| index.wrapping_mul(2_654_435_761));
        for bits in edges.into_iter().chain(spread) {
            let value = f32::from_bits(bits);
            if value.is_finite() {
                assert_eq!(fixed(value), format!("{value:.3}"), "bits {bits:#x}");
            }
        }
    }
}

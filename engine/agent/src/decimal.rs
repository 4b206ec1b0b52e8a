//! Numbers as decimal text, as C's `printf` writes them.

/// Longest text: sign, 39 digits, point, three decimals.
const LENGTH: usize = 44;

/// Text of a number, built from its last character to its first.
pub(crate) struct Decimal {
    text: [u8; LENGTH],
    start: u8,
}

impl Decimal {
    /// No text.
    pub(crate) fn new() -> Self {
        Self {
            text: [0; LENGTH],
            start: LENGTH as u8,
        }
    }

    /// The text.
    #[inline(never)]
    pub(crate) fn text(&self) -> &[u8] {
        self.text.get(usize::from(self.start)..).unwrap_or_default()
    }

    /// Pushes an unsigned integer of at least so many digits; of at least one, it is what `%u` writes.
    #[inline(never)]
    pub(crate) fn push_integer(&mut self, mut value: u32, mut digits: u8) {
        while value > 0 || digits > 0 {
            self.push(b'0' + (value % 10) as u8);
            value /= 10;
            digits = digits.saturating_sub(1);
        }
    }

    /// Pushes a real number with three decimals, as `%0.3f` writes it: rounded exactly, ties to even.
    #[inline(never)]
    pub(crate) fn push_fixed(&mut self, value: f32) {
        const INFINITE: u32 = f32::INFINITY.to_bits();
        let bits = value.to_bits();
        let magnitude = bits << 1 >> 1;
        if magnitude > INFINITE {
            return self.push_word([b'n', b'a', b'n']);
        }
        if magnitude == INFINITE {
            self.push_word([b'i', b'n', b'f']);
        } else {
            self.push_magnitude(magnitude);
        }
        if bits != magnitude {
            self.push(b'-');
        }
    }

    #[inline(never)]
    fn push(&mut self, character: u8) {
        self.start = self.start.saturating_sub(1);
        if let Some(place) = self.text.get_mut(usize::from(self.start)) {
            *place = character;
        }
    }

    fn push_word(&mut self, [first, second, third]: [u8; 3]) {
        self.push(third);
        self.push(second);
        self.push(first);
    }

    /// Pushes a finite number, given by its bits, as thousandths, and then the point.
    #[inline(never)]
    fn push_magnitude(&mut self, bits: u32) {
        let exponent = (bits >> 23).max(1);
        let implicit = u32::from(bits >> 23 > 0) << 23;
        // The number is the significand, of 24 bits, times 2^(exponent − 150); a thousandth is an eighth of 1/125.
        let scaled = 125 * (bits & 0x7F_FFFF | implicit);
        match exponent.checked_sub(147) {
            Some(doublings) => {
                self.push_integer(scaled, 4);
                (0..doublings).for_each(|_| self.double());
            }
            None => self.push_integer(halve(scaled, 147 - exponent), 4),
        }
        self.insert_point();
    }

    /// Doubles the integer that the text is.
    #[inline(never)]
    fn double(&mut self) {
        let mut carry = 0;
        let digits = self
            .text
            .get_mut(usize::from(self.start)..)
            .unwrap_or_default();
        for digit in digits.iter_mut().rev() {
            let doubled = 2 * (*digit - b'0') + carry;
            carry = u8::from(doubled >= 10);
            *digit = b'0' + doubled - 10 * carry;
        }
        if carry > 0 {
            self.push(b'1');
        }
    }

    /// Moves all digits but three to the left, and a point into the gap.
    #[inline(never)]
    fn insert_point(&mut self) {
        let mut moved = b'.';
        for place in self
            .text
            .get_mut(usize::from(self.start)..LENGTH - 3)
            .unwrap_or_default()
            .iter_mut()
            .rev()
        {
            moved = core::mem::replace(place, moved);
        }
        self.push(moved);
    }
}

/// `value` / 2^`times`, to the nearest, ties to even.
#[inline(never)]
fn halve(mut value: u32, times: u32) -> u32 {
    let (mut lost, mut sticky) = (false, false);
    for _ in 0..times.min(32) {
        sticky |= lost;
        lost = value & 1 != 0;
        value >>= 1;
    }
    let up = lost && (sticky || value & 1 != 0);
    value + u32::from(up)
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::*;
    use std::format;
    use std::string::String;

    fn fixed(value: f32) -> String {
        let mut decimal = Decimal::new();
        decimal.push_fixed(value);
        String::from_utf8(decimal.text().to_vec()).unwrap()
    }

    #[test]
    fn integers_have_no_leading_zero() {
        for value in [0, 7, 10, u32::MAX] {
            let mut decimal = Decimal::new();
            decimal.push_integer(value, 1);
            assert_eq!(decimal.text(), format!("{value}").as_bytes());
        }
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

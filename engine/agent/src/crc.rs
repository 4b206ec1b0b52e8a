//! CRC-32 (IEEE 802.3), as zlib computes it.

/// The generator polynomial, lowest bit first.
const POLYNOMIAL: u32 = 0xEDB8_8320;

/// A running checksum.
#[derive(Clone, Copy)]
pub(crate) struct Crc32(u32);

impl Crc32 {
    /// The checksum of nothing.
    pub(crate) const fn new() -> Self {
        Self(!0)
    }

    /// Takes in one byte, bit by bit: a table would be larger than all of this.
    #[inline(never)]
    pub(crate) fn update(&mut self, byte: u8) {
        self.0 ^= u32::from(byte);
        for _ in 0..8 {
            let divides = self.0 & 1 != 0;
            self.0 >>= 1;
            if divides {
                self.0 ^= POLYNOMIAL;
            }
        }
    }

    /// The checksum as it is sent: little-endian.
    pub(crate) const fn bytes(self) -> [u8; 4] {
        (!self.0).to_le_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_check_value_of_the_standard() {
        let mut crc = Crc32::new();
        b"123456789".iter().for_each(|&byte| crc.update(byte));
        assert_eq!(crc.bytes(), 0xCBF4_3926_u32.to_le_bytes());
    }

    #[test]
    fn of_nothing_is_zero() {
        assert_eq!(Crc32::new().bytes(), [0; 4]);
    }
}

//! CRC-32 (IEEE 802.3), as zlib computes it.

/// Remainders of the sixteen half-bytes: small enough for any board.
const TABLE: [u32; 16] = table();

/// A running checksum.
#[derive(Clone, Copy)]
pub(crate) struct Crc32(u32);

impl Crc32 {
    /// The checksum of nothing.
    pub(crate) const fn new() -> Self {
        Self(!0)
    }

    /// Takes in one byte.
    pub(crate) fn update(&mut self, byte: u8) {
        self.0 ^= u32::from(byte);
        self.0 = (self.0 >> 4) ^ TABLE[(self.0 & 15) as usize];
        self.0 = (self.0 >> 4) ^ TABLE[(self.0 & 15) as usize];
    }

    /// The checksum as it is sent: little-endian.
    pub(crate) const fn bytes(self) -> [u8; 4] {
        (!self.0).to_le_bytes()
    }
}

const fn table() -> [u32; 16] {
    let mut table = [0; 16];
    let mut index = 0;
    while index < 16 {
        let mut remainder = index as u32;
        let mut bit = 0;
        while bit < 4 {
            remainder = (remainder >> 1) ^ (0xEDB8_8320 * (remainder & 1));
            bit += 1;
        }
        table[index] = remainder;
        index += 1;
    }
    table
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

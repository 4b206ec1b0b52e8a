//! What tests share: random numbers that are the same on every run.

/// Xorshift.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn u32(&mut self) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 32) as u32
    }

    pub fn i32(&mut self) -> i32 {
        self.u32() as i32
    }

    pub fn i8(&mut self) -> i8 {
        self.u32() as i8
    }

    pub fn below(&mut self, bound: usize) -> usize {
        self.u32() as usize % bound
    }
}

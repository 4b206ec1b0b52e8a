//! Arithmetic for 8-bit cores, which pay for every byte of a number: the same results without 64-bit numbers and without division.

/// [`multiply_high`](super::multiply_high), by 16-bit parts.
#[inline(never)]
pub fn multiply_high(a: i32, b: i32) -> i32 {
    let negative = (a < 0) != (b < 0);
    let (high, low) = product(a.unsigned_abs(), b.unsigned_abs());
    let half = (1 << 30) - u32::from(negative); // a negative half rounds up, towards zero
    let (low, carry) = low.overflowing_add(half);
    let magnitude = (high + u32::from(carry)) << 1 | low >> 31;
    if negative {
        magnitude.wrapping_neg() as i32
    } else {
        magnitude as i32
    }
}

/// The upper and the lower half of `a · b`.
fn product(a: u32, b: u32) -> (u32, u32) {
    let multiply = |a: u32, b: u32| u32::from(a as u16) * u32::from(b as u16);
    let low = multiply(a, b);
    let middle = multiply(a >> 16, b) + (low >> 16);
    let other = multiply(a, b >> 16) + (middle & 0xffff);
    let high = multiply(a >> 16, b >> 16) + (middle >> 16) + (other >> 16);
    (high, other << 16 | low & 0xffff)
}

/// [`mean`](super::mean), a bit of the result at a time: its magnitude is at most 128.
#[inline(never)]
pub fn mean(sum: i32, count: i32) -> i32 {
    let mut rest = sum.unsigned_abs() + count.unsigned_abs() / 2;
    let mut part = count.unsigned_abs() << 7;
    let mut quotient = 0;
    for _ in 0..8 {
        quotient <<= 1;
        if rest >= part {
            rest -= part;
            quotient |= 1;
        }
        part >>= 1;
    }
    if sum < 0 { -quotient } else { quotient }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Random;

    #[test]
    fn multiplies_as_64_bit_numbers_do() {
        let edges = [i32::MIN, -i32::MAX, -1, 0, 1, 1 << 30, i32::MAX];
        let mut random = Random::new(3);
        for round in 0..300_000 {
            let mut number = |place: usize| match round / place % 8 {
                edge if edge < 7 && round < 64 => edges[edge],
                _ => random.i32() >> random.below(32),
            };
            let (a, b) = (number(1), number(8));
            if (a, b) != (i32::MIN, i32::MIN) {
                let wide = (i64::from(a) * i64::from(b) + (1 << 30)) >> 31;
                assert_eq!(i64::from(multiply_high(a, b)), wide, "{a} · {b}");
            }
        }
    }

    #[test]
    fn divides_as_division_does() {
        for count in (1..200).chain([1023, 16_384, 65_535]) {
            for value in -128..=127 {
                for sum in value * count - count / 2..=value * count + count / 2 {
                    let sum = sum.clamp(-128 * count, 127 * count);
                    let half = if sum > 0 { count / 2 } else { -(count / 2) };
                    assert_eq!(mean(sum, count), (sum + half) / count, "{sum} / {count}");
                    if count > 200 && sum > value * count - count / 2 + 3 {
                        break;
                    }
                }
            }
        }
    }
}

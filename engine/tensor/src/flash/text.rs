//! Text in flash.

use core::fmt::{self, Write};
use core::iter;

use super::FlashSlice;

/// Text in flash: what a [`FlashSlice`] is to values. [`flash_str!`](crate::flash_str!) makes it; it is compared with and shown as `str`.
///
/// ```
/// use halyard_tensor::{FlashStr, flash_str};
///
/// const NAME: FlashStr = flash_str!("conv_2d");
/// assert_eq!(NAME, "conv_2d");
/// NAME.pages::<4>(|page| assert!(!page.is_empty())); // bytes, as many at a time as a serial line likes
/// ```
#[derive(Clone, Copy)]
pub struct FlashStr {
    bytes: FlashSlice<u8>,
}

impl FlashStr {
    /// Text that lives as long as the program, for tests. Not there on AVR, where such text is in RAM.
    #[cfg(not(target_arch = "avr"))]
    pub const fn new(text: &'static str) -> Self {
        Self {
            bytes: FlashSlice::new(text.as_bytes()),
        }
    }

    /// Text of UTF-8; other bytes are shown as replacement characters.
    pub const fn from_utf8(bytes: FlashSlice<u8>) -> Self {
        Self { bytes }
    }

    /// Number of bytes.
    pub const fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// The bytes one by one.
    pub fn bytes(&self) -> impl ExactSizeIterator<Item = u8> + Clone + use<> {
        self.bytes.iter()
    }

    /// Calls `each` with all bytes in order, as [`FlashSlice::pages`] does.
    #[inline(always)]
    pub fn pages<const N: usize>(&self, each: impl FnMut(&[u8])) {
        self.bytes.pages::<N>(0, self.len(), each);
    }

    fn chars(&self) -> impl Iterator<Item = char> + use<> {
        let mut bytes = self.bytes();
        iter::from_fn(move || {
            let mut code = [bytes.next()?, 0, 0, 0];
            let length = match code[0] {
                ..0xc0 => 1,
                0xc0..0xe0 => 2,
                0xe0..0xf0 => 3,
                0xf0.. => 4,
            };
            for place in &mut code[1..length] {
                *place = bytes.next().unwrap_or(0);
            }
            let text = core::str::from_utf8(&code[..length]).ok();
            Some(
                text.and_then(|text| text.chars().next())
                    .unwrap_or(char::REPLACEMENT_CHARACTER),
            )
        })
    }
}

#[cfg(not(target_arch = "avr"))]
impl From<&'static str> for FlashStr {
    fn from(text: &'static str) -> Self {
        Self::new(text)
    }
}

impl PartialEq<str> for FlashStr {
    fn eq(&self, other: &str) -> bool {
        self.bytes().eq(other.bytes())
    }
}

impl PartialEq<&str> for FlashStr {
    fn eq(&self, other: &&str) -> bool {
        *self == **other
    }
}

impl fmt::Display for FlashStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.chars()
            .try_for_each(|character| f.write_char(character))
    }
}

impl fmt::Debug for FlashStr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        self.chars()
            .flat_map(char::escape_debug)
            .try_for_each(|character| f.write_char(character))?;
        f.write_char('"')
    }
}

/// A [`FlashStr`] of the text: `flash_str!("conv_2d")`.
#[macro_export]
macro_rules! flash_str {
    ($text:expr) => {{
        const BYTES: &[u8] = str::as_bytes($text);
        $crate::flash! {
            static FLASH: [u8; BYTES.len()] = *BYTES.first_chunk().expect("the length is its own");
        }
        $crate::FlashStr::from_utf8(FLASH.slice())
    }};
}

#[cfg(test)]
mod tests {
    extern crate std;

    use super::*;
    use std::format;
    use std::string::String;

    #[test]
    fn is_shown_and_compared_as_str() {
        const TEXT: FlashStr = flash_str!("a\tµ€𝄞");
        assert_eq!(TEXT, "a\tµ€𝄞");
        assert_ne!(TEXT, "a\tµ€");
        assert_eq!(format!("{TEXT}"), "a\tµ€𝄞");
        assert_eq!(format!("{TEXT:?}"), format!("{:?}", "a\tµ€𝄞"));
    }

    #[test]
    fn pages_make_the_whole() {
        let mut all = String::new();
        flash_str!("halyard").pages::<3>(|page| all.push_str(str::from_utf8(page).unwrap()));
        assert_eq!(all, "halyard");
        assert!(flash_str!("").is_empty());
    }

    #[test]
    fn other_bytes_are_replaced() {
        static LATIN1: [u8; 2] = [b'x', 0xb5];
        let text = FlashStr::from_utf8(FlashSlice::new(&LATIN1));
        assert_eq!(format!("{text}"), "x\u{fffd}");
    }
}

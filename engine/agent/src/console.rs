//! Text and bytes over a board's serial line.

use halyard_runtime::Platform;
use halyard_tensor::{FlashSlice, FlashStr};

use crate::crc::Crc32;
use crate::decimal::Decimal;

/// The serial line of a platform, with the answers' building blocks. Methods chain: `console.text(b"m-x-").number(3).end()`.
pub(crate) struct Console<P> {
    pub(crate) platform: P,
    first: Option<u8>,
    closed: bool,
}

impl<P: Platform> Console<P> {
    pub(crate) fn new(platform: P) -> Self {
        Self {
            platform,
            first: None,
            closed: false,
        }
    }

    /// Waits until the host has sent something, which the next [`read`](Self::read) gives.
    pub(crate) fn await_host(&mut self) {
        self.first = self.platform.read();
        self.closed = self.first.is_none();
    }

    /// Waits for the next byte; zeros once the line is closed for good.
    pub(crate) fn read(&mut self) -> u8 {
        if self.closed {
            return 0;
        }
        match self.first.take().or_else(|| self.platform.read()) {
            Some(byte) => byte,
            None => {
                self.closed = true;
                0
            }
        }
    }

    /// Whether the line is closed for good.
    pub(crate) fn is_closed(&self) -> bool {
        self.closed
    }

    /// Writes text as it is.
    pub(crate) fn text(&mut self, text: &[u8]) -> &mut Self {
        self.platform.write(text);
        self
    }

    /// Writes text that lies in flash.
    pub(crate) fn flash(&mut self, text: FlashStr) -> &mut Self {
        text.pages::<16>(|page| self.platform.write(page));
        self
    }

    /// Writes a decimal number.
    pub(crate) fn number(&mut self, value: u32) -> &mut Self {
        self.text(Decimal::integer(value).text())
    }

    /// Writes a size or an index.
    pub(crate) fn size(&mut self, value: usize) -> &mut Self {
        self.number(u32::try_from(value).unwrap_or(u32::MAX))
    }

    /// Writes a real number with three decimals.
    pub(crate) fn fixed(&mut self, value: f32) -> &mut Self {
        self.text(Decimal::fixed(value).text())
    }

    /// Writes a byte as two hexadecimal digits.
    pub(crate) fn hex(&mut self, byte: u8) -> &mut Self {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        self.text(&[
            DIGITS[usize::from(byte >> 4)],
            DIGITS[usize::from(byte & 15)],
        ])
    }

    /// Writes dimensions, separated by commas.
    pub(crate) fn shape(&mut self, shape: FlashSlice<u32>) -> &mut Self {
        for (axis, extent) in shape.iter().enumerate() {
            if axis > 0 {
                self.text(b",");
            }
            self.number(extent);
        }
        self
    }

    /// Writes raw bytes, their checksum and a line end.
    pub(crate) fn frame(&mut self, bytes: impl Iterator<Item = u8>) {
        let mut crc = Crc32::new();
        let mut chunk = [0; 32];
        let mut filled = 0;
        for byte in bytes {
            crc.update(byte);
            chunk[filled] = byte;
            filled += 1;
            if filled == chunk.len() {
                self.platform.write(&chunk);
                filled = 0;
            }
        }
        self.text(&chunk[..filled]).text(&crc.bytes()).end();
    }

    /// Ends the line.
    pub(crate) fn end(&mut self) {
        self.text(b"\r\n");
    }

    /// Writes one line.
    pub(crate) fn line(&mut self, text: &[u8]) {
        self.text(text).end();
    }

    /// Answers that a command cannot be done.
    pub(crate) fn refuse(&mut self, why: &str) {
        self.text(b"e-[").text(why.as_bytes()).line(b"]");
    }
}

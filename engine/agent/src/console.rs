//! Text and bytes over a board's serial line.

use halyard_runtime::Platform;
use halyard_tensor::{FlashSlice, FlashStr, flash_str};

use crate::crc::Crc32;
use crate::decimal::Decimal;
use crate::refusal::Refusal;

/// The serial line of a platform, with the answers' building blocks. Methods chain:
/// `console.text(flash_str!("m-x-")).number(3).end()`.
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
    #[inline(never)]
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
    #[inline(never)]
    pub(crate) fn text(&mut self, text: FlashStr) -> &mut Self {
        text.pages::<16>(|page| self.platform.write(page));
        self
    }

    /// Writes bytes as they are.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.platform.write(bytes);
        self
    }

    /// Writes a decimal number.
    #[inline(never)]
    pub(crate) fn number(&mut self, value: u32) -> &mut Self {
        let mut text = Decimal::new();
        text.push_integer(value, 1);
        self.bytes(text.text())
    }

    /// Writes a size or an index.
    #[inline(never)]
    pub(crate) fn size(&mut self, value: usize) -> &mut Self {
        self.number(u32::try_from(value).unwrap_or(u32::MAX))
    }

    /// Writes a real number with three decimals.
    #[inline(never)]
    pub(crate) fn fixed(&mut self, value: f32) -> &mut Self {
        let mut text = Decimal::new();
        text.push_fixed(value);
        self.bytes(text.text())
    }

    /// Writes a byte as two hexadecimal digits.
    #[inline(never)]
    pub(crate) fn hex(&mut self, byte: u8) -> &mut Self {
        self.bytes(&[digit(byte >> 4), digit(byte & 15)])
    }

    /// Writes dimensions, separated by commas.
    #[inline(never)]
    pub(crate) fn shape(&mut self, shape: FlashSlice<u32>) -> &mut Self {
        for (axis, extent) in shape.iter().enumerate() {
            if axis > 0 {
                self.text(flash_str!(","));
            }
            self.number(extent);
        }
        self
    }

    /// Ends the line.
    #[inline(never)]
    pub(crate) fn end(&mut self) {
        self.text(flash_str!("\r\n"));
    }

    /// Writes one line.
    #[inline(never)]
    pub(crate) fn line(&mut self, text: FlashStr) {
        self.text(text).end();
    }

    /// Writes a line of text and a size.
    #[inline(never)]
    pub(crate) fn sized(&mut self, text: FlashStr, value: usize) {
        self.text(text).size(value).end();
    }

    /// Ends a line with the bracket that closes its last value.
    #[inline(never)]
    pub(crate) fn close(&mut self) {
        self.line(flash_str!("]"));
    }

    /// Writes what stands between two values in brackets.
    #[inline(never)]
    pub(crate) fn next(&mut self) -> &mut Self {
        self.text(flash_str!("]-["))
    }

    /// Answers that a command cannot be done.
    #[inline(never)]
    pub(crate) fn refuse(&mut self, why: Refusal) {
        self.text(flash_str!("e-[")).text(why.text()).close();
    }
}

fn digit(value: u8) -> u8 {
    match value {
        0..=9 => b'0' + value,
        _ => b'a' - 10 + value,
    }
}

/// Raw bytes on their way to the host, with their checksum and a line end after them.
pub(crate) struct Frame<'c, P> {
    console: &'c mut Console<P>,
    crc: Crc32,
}

impl<'c, P: Platform> Frame<'c, P> {
    pub(crate) fn new(console: &'c mut Console<P>) -> Self {
        let crc = Crc32::new();
        Self { console, crc }
    }

    /// Writes bytes of the frame.
    pub(crate) fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|&byte| self.crc.update(byte));
        self.console.bytes(bytes);
    }

    /// Writes checksum and line end.
    pub(crate) fn end(self) {
        self.console.bytes(&self.crc.bytes()).end();
    }
}

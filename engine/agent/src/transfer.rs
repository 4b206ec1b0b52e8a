//! Commands that carry data: `db` as MLPerf has it, `write` and `read` for bulk.

use core::ops::Range;

use halyard_runtime::{Platform, TensorDescription};
use halyard_tensor::{FlashSlice, flash_str};

use crate::agent::{Agent, Parts};
use crate::arguments::{Arguments, Outcome, is};
use crate::console::Frame;
use crate::crc::Crc32;
use crate::payload::Kind;
use crate::refusal::Refusal;

/// Most bytes of one `write`.
const LARGEST_WRITE: usize = 4096;

impl<P: Platform> Agent<'_, '_, P> {
    #[inline(never)]
    pub(crate) fn db(&mut self, words: &mut Arguments<'_>) -> Outcome {
        match words.next() {
            Some(word) if is(word, flash_str!("load")) => self.db_load(words),
            Some(word) if is(word, flash_str!("print")) => {
                words.finish().and_then(|()| self.db_print())
            }
            Some(digits) => words.finish().and_then(|()| self.db_data(digits)),
            None => Err(Refusal::NoSubcommand),
        }
    }

    #[inline(never)]
    fn db_load(&mut self, words: &mut Arguments<'_>) -> Outcome {
        let bytes = words.integer(None)?;
        words.finish()?;
        let bytes = usize::try_from(bytes).map_err(|_| Refusal::LoadOfNothing)?;
        if bytes == 0 {
            return Err(Refusal::LoadOfNothing);
        }
        let model = self.description()?;
        let kind = Kind::of(&model);
        let capacity = self.payload.capacity(kind, model.inputs);
        if bytes > capacity {
            let console = self.console.text(flash_str!("e-[Supplied buffer size "));
            let console = console.size(bytes).text(flash_str!(" exceeds maximum of "));
            console.size(capacity).line(flash_str!(" bytes]"));
            return Ok(());
        }
        self.payload.expect(bytes, kind);
        let console = self.console.text(flash_str!("m-[Expecting "));
        console.size(bytes).line(flash_str!(" bytes]"));
        Ok(())
    }

    #[inline(never)]
    fn db_data(&mut self, digits: &[u8]) -> Outcome {
        let Parts {
            console,
            payload,
            model,
        } = self.parts()?;
        if !payload.is_expected() {
            return Err(Refusal::NothingExpected);
        }
        let (pairs, rest) = digits.as_chunks();
        if !rest.is_empty() {
            return Err(Refusal::OddDigits);
        }
        for pair in pairs {
            if payload.is_complete() {
                return Ok(());
            }
            let Some(byte) = hex(*pair) else {
                console
                    .text(flash_str!("e-[Invalid hex digit '"))
                    .bytes(pair)
                    .line(flash_str!("']"));
                return Ok(());
            };
            payload.push(model, byte);
            if payload.is_complete() {
                console.line(flash_str!("m-load-done"));
            }
        }
        Ok(())
    }

    #[inline(never)]
    fn db_print(&mut self) -> Outcome {
        let Parts {
            console,
            payload,
            model,
        } = self.parts()?;
        let mut last = 0;
        payload.bytes(model, |position, byte| {
            if position % 8 == 0 {
                if position > 0 {
                    console.end();
                }
                console.text(flash_str!("m-buffer"));
            }
            console.text(flash_str!("-")).hex(byte);
            last = position + 1;
        });
        if last > 0 {
            console.end();
        }
        Ok(())
    }

    /// Waits for as many bytes as were announced: where the line has lost some, line ends from the host, which commands skip, take their place.
    #[inline(never)]
    pub(crate) fn write(&mut self, words: &mut Arguments<'_>) -> Outcome {
        let inputs = self.description()?.inputs;
        let (index, range) = span(words, inputs)?;
        let bytes = range.len();
        if bytes > LARGEST_WRITE {
            return Err(Refusal::WriteTooLong);
        }
        let Parts {
            console,
            payload,
            model,
        } = self.parts()?;
        payload.forget();
        console.sized(flash_str!("m-write-"), bytes);
        let mut crc = Crc32::new();
        let places = model.input_bytes_mut(index).get_mut(range);
        for place in places.unwrap_or_default() {
            *place = console.read();
            crc.update(*place);
        }
        let mut equal = true;
        for byte in crc.bytes() {
            equal &= console.read() == byte;
        }
        if !equal {
            return Err(Refusal::WrongChecksum);
        }
        console.sized(flash_str!("m-written-"), bytes);
        Ok(())
    }

    #[inline(never)]
    pub(crate) fn read(&mut self, words: &mut Arguments<'_>) -> Outcome {
        let outputs = self.description()?.outputs;
        let (index, range) = span(words, outputs)?;
        let Parts { console, model, .. } = self.parts()?;
        console.sized(flash_str!("m-data-"), range.len());
        let mut frame = Frame::new(console);
        frame.write(model.output_bytes(index).get(range).unwrap_or_default());
        frame.end();
        Ok(())
    }
}

/// Reads `<tensor> <offset> <bytes>` and checks that the tensor has them.
#[inline(never)]
fn span(
    words: &mut Arguments<'_>,
    tensors: FlashSlice<TensorDescription>,
) -> Result<(usize, Range<usize>), Refusal> {
    let index = words.size()?;
    let offset = words.size()?;
    let bytes = words.size()?;
    words.finish()?;
    if index >= tensors.len() {
        return Err(Refusal::NoSuchTensor);
    }
    let tensor = tensors.get(index);
    let end = offset
        .checked_add(bytes)
        .filter(|&end| end <= tensor.bytes());
    let end = end.ok_or(Refusal::NotSoManyBytes)?;
    Ok((index, offset..end))
}

fn hex([high, low]: [u8; 2]) -> Option<u8> {
    Some(digit(high)? << 4 | digit(low)?)
}

#[inline(never)]
fn digit(character: u8) -> Option<u8> {
    match character {
        b'0'..=b'9' => Some(character - b'0'),
        b'a'..=b'f' => Some(character - b'a' + 10),
        b'A'..=b'F' => Some(character - b'A' + 10),
        _ => None,
    }
}

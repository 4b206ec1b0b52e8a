//! What `db` commands load, and how it becomes a model's input.

use halyard_runtime::{ElementType, Model, ModelDescription, TensorDescription};
use halyard_tensor::{FlashSlice, FlashStr, flash_str};

/// How a model reads a `db` payload.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Bytes of the input tensors, one after the other.
    Raw,
    /// Unsigned bytes of an image, for an int8 input: 128 is subtracted.
    Image,
    /// Little-endian float32 features, which are quantized for the input and kept for the result.
    Features,
}

impl Kind {
    #[inline(never)]
    pub(crate) fn of(model: &ModelDescription) -> Self {
        let Some(id) = model.mlperf_id else {
            return Self::Raw;
        };
        if same(id, flash_str!("vww01")) || same(id, flash_str!("ic01")) {
            Self::Image
        } else if same(id, flash_str!("ad01")) {
            Self::Features
        } else {
            Self::Raw
        }
    }
}

#[inline(never)]
fn same(left: FlashStr, right: FlashStr) -> bool {
    left.bytes().eq(right.bytes())
}

/// A payload on its way into a model.
pub(crate) struct Payload<'a> {
    features: &'a mut [u8],
    kind: Kind,
    expected: usize,
    received: usize,
}

impl<'a> Payload<'a> {
    /// No payload. Features are kept in `features`.
    pub(crate) fn new(features: &'a mut [u8]) -> Self {
        Self {
            features,
            kind: Kind::Raw,
            expected: 0,
            received: 0,
        }
    }

    /// Most bytes that this model takes.
    pub(crate) fn capacity(&self, kind: Kind, inputs: FlashSlice<TensorDescription>) -> usize {
        match kind {
            Kind::Features if !inputs.is_empty() => {
                self.features.len().min(4 * inputs.get(0).elements())
            }
            _ => (0..inputs.len())
                .map(|index| inputs.get(index).bytes())
                .sum(),
        }
    }

    /// Expects `bytes` bytes of this kind from now on.
    pub(crate) fn expect(&mut self, bytes: usize, kind: Kind) {
        self.kind = kind;
        self.expected = bytes;
        self.received = 0;
    }

    /// Forgets the payload.
    pub(crate) fn forget(&mut self) {
        self.expect(0, Kind::Raw);
    }

    /// Whether a payload was announced.
    pub(crate) fn is_expected(&self) -> bool {
        self.expected > 0
    }

    /// Whether all bytes are there.
    pub(crate) fn is_complete(&self) -> bool {
        self.received == self.expected && self.is_expected()
    }

    /// Takes the next byte, unless all are there.
    pub(crate) fn push(&mut self, model: &mut dyn Model, byte: u8) {
        if self.received < self.expected {
            let flip = self.flip();
            if let Some(place) = self.place(model, self.received) {
                *place = byte ^ flip;
            }
            self.received += 1;
        }
    }

    /// The bytes received so far. Those that went into input tensors are read back from there.
    pub(crate) fn bytes(&mut self, model: &mut dyn Model, mut take: impl FnMut(usize, u8)) {
        let flip = self.flip();
        for position in 0..self.received {
            if let Some(place) = self.place(model, position) {
                take(position, *place ^ flip);
            }
        }
    }

    /// Quantizes complete features into the input tensor.
    pub(crate) fn prepare(&mut self, model: &mut dyn Model) {
        let Some(input) = self.features_input(&model.description()) else {
            return;
        };
        let places = model.input_bytes_mut(0).iter_mut();
        for (place, feature) in places.zip(floats(self.features)) {
            *place = quantize(feature, &input) as u8;
        }
    }

    /// Mean squared error of the first output against complete features; `None` for models that do not rebuild their input.
    pub(crate) fn mean_squared_error(&self, model: &dyn Model) -> Option<f32> {
        let description = model.description();
        self.features_input(&description)?;
        let output = description.outputs.iter().next()?;
        let mut sum = 0.0;
        let rebuilt = model.output_bytes(0).iter();
        for (&byte, feature) in rebuilt.zip(floats(self.features)) {
            let value = (i32::from(byte as i8) - output.zero_point) as f32 * output.scale;
            sum += (value - feature) * (value - feature);
        }
        Some(sum / output.elements() as f32)
    }

    /// The int8 input that complete features are for.
    fn features_input(&self, model: &ModelDescription) -> Option<TensorDescription> {
        let input = model.inputs.iter().next()?;
        let int8 = input.element_type == ElementType::Int8;
        (self.kind == Kind::Features && int8 && self.is_complete()).then_some(input)
    }

    /// What a payload byte differs by from the byte that is kept of it.
    fn flip(&self) -> u8 {
        if self.kind == Kind::Image { 0x80 } else { 0 }
    }

    /// Where payload byte `position` is kept.
    #[inline(never)]
    fn place<'m>(&'m mut self, model: &'m mut dyn Model, position: usize) -> Option<&'m mut u8> {
        if self.kind == Kind::Features {
            return self.features.get_mut(position);
        }
        let mut position = position;
        let inputs = model.description().inputs;
        for input in 0..inputs.len() {
            let bytes = inputs.get(input).bytes();
            if position < bytes {
                return model.input_bytes_mut(input).get_mut(position);
            }
            position -= bytes;
        }
        None
    }
}

fn floats(bytes: &[u8]) -> impl Iterator<Item = f32> {
    let (words, _) = bytes.as_chunks();
    words.iter().map(|&word| f32::from_le_bytes(word))
}

/// Nearest step, halves away from zero, clamped.
fn quantize(value: f32, tensor: &TensorDescription) -> i8 {
    let steps = value / tensor.scale;
    let whole = steps as i32;
    let rest = steps - whole as f32;
    let rounded = whole
        .saturating_add(i32::from(rest >= 0.5))
        .saturating_sub(i32::from(rest <= -0.5));
    let stored = rounded.saturating_add(tensor.zero_point);
    stored.clamp(i32::from(i8::MIN), i32::from(i8::MAX)) as i8
}

#[cfg(test)]
mod tests {
    use super::*;
    use halyard_tensor::flash_slice;

    const TENSOR: TensorDescription = TensorDescription {
        name: flash_str!("x"),
        element_type: ElementType::Int8,
        shape: flash_slice![u32: 4],
        scale: 0.5,
        zero_point: 3,
    };

    #[test]
    fn quantizes_halves_away_from_zero_and_clamps() {
        let cases = [
            (0.0, 3),
            (0.25, 4),
            (-0.25, 2),
            (0.24, 3),
            (1e9, 127),
            (-1e9, -128),
        ];
        for (value, stored) in cases {
            assert_eq!(quantize(value, &TENSOR), stored, "{value}");
        }
        assert_eq!(quantize(f32::NAN, &TENSOR), 3);
    }
}

//! Output tensors as real numbers.

use halyard_runtime::{ElementType, Model, Platform, TensorDescription};
use halyard_tensor::flash_str;

use crate::console::Console;

/// Writes all elements of all outputs, separated by commas.
pub(crate) fn write<P: Platform>(console: &mut Console<P>, model: &dyn Model) {
    let outputs = model.description().outputs;
    let mut separate = false;
    for index in 0..outputs.len() {
        let output = outputs.get(index);
        let mut rest = model.output_bytes(index);
        while let Some((element, others)) = rest.split_at_checked(output.element_type.bytes()) {
            rest = others;
            if separate {
                console.text(flash_str!(","));
            }
            separate = true;
            console.fixed(value(element, &output));
        }
    }
}

#[inline(never)]
fn value(element: &[u8], tensor: &TensorDescription) -> f32 {
    let mut word = [0; 4];
    word.iter_mut()
        .zip(element)
        .for_each(|(to, from)| *to = *from);
    let stored = match tensor.element_type {
        ElementType::Int8 => i32::from(word[0] as i8),
        ElementType::Uint8 => i32::from(word[0]),
        ElementType::Int16 => i32::from(i16::from_le_bytes([word[0], word[1]])),
        ElementType::Int32 => i32::from_le_bytes(word),
        ElementType::Float32 => return f32::from_le_bytes(word),
    };
    stored.wrapping_sub(tensor.zero_point) as f32 * tensor.scale
}

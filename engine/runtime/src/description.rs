//! What a model says about itself: names, types and shapes, all of them constants in flash.

use halyard_tensor::{FlashSlice, FlashStr, flash_str};

/// A model: where it came from, its tensors and its nodes.
#[derive(Clone, Copy, Debug)]
pub struct ModelDescription {
    /// Name of the model: the stem of the file that it was compiled from.
    pub name: FlashStr,
    /// SHA-256 of the model file, 64 lower-case hexadecimal digits.
    pub sha256: FlashStr,
    /// MLPerf Tiny benchmark that this model is an entry for (`kws01`, `vww01`, `ic01`, `ad01`), which decides how the agent
    /// reads a `db` payload and prints results. `None`: payload is raw input, results are the dequantized outputs.
    pub mlperf_id: Option<FlashStr>,
    /// Whether an inference leaves the inputs as they were, so that it can be repeated without setting them again.
    pub inputs_kept: bool,
    /// Input tensors, in the order of the model file.
    pub inputs: FlashSlice<TensorDescription>,
    /// Output tensors, in the order of the model file.
    pub outputs: FlashSlice<TensorDescription>,
    /// Nodes, in the order in which they run.
    pub nodes: FlashSlice<NodeDescription>,
}

/// The largest of these numbers; 0 if there are none. Several models of one firmware share what each needs for itself.
pub const fn largest(bytes: &[usize]) -> usize {
    let mut most = 0;
    let mut index = 0;
    while index < bytes.len() {
        if bytes[index] > most {
            most = bytes[index];
        }
        index += 1;
    }
    most
}

/// An input or output tensor of a model.
#[derive(Clone, Copy, Debug)]
pub struct TensorDescription {
    /// Name of the tensor in the model file.
    pub name: FlashStr,
    /// Type of its elements.
    pub element_type: ElementType,
    /// Dimensions, outermost first; empty for a scalar.
    pub shape: FlashSlice<u32>,
    /// Real value of one quantization step; 1 for a tensor that is not quantized.
    pub scale: f32,
    /// Quantized value that stands for zero; 0 for a tensor that is not quantized.
    pub zero_point: i32,
}

impl TensorDescription {
    /// Number of elements.
    pub fn elements(&self) -> usize {
        self.shape.iter().map(|extent| extent as usize).product()
    }

    /// Number of bytes of all elements.
    pub fn bytes(&self) -> usize {
        self.elements() * self.element_type.bytes()
    }
}

/// A node of a model: one operator and the tensor that it makes.
#[derive(Clone, Copy, Debug)]
pub struct NodeDescription {
    /// Name of the node, which is also that of its function in the model crate.
    pub name: FlashStr,
    /// Operator by its name in the model format, such as `CONV_2D`.
    pub operator: FlashStr,
    /// Type of the elements of its (first) output.
    pub element_type: ElementType,
    /// Dimensions of its (first) output, outermost first.
    pub shape: FlashSlice<u32>,
}

/// Type of a tensor's elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ElementType {
    /// 8-bit two's complement.
    Int8,
    /// 8-bit unsigned.
    Uint8,
    /// 16-bit two's complement.
    Int16,
    /// 32-bit two's complement.
    Int32,
    /// IEEE 754 single precision.
    Float32,
}

impl ElementType {
    /// Name in the agent protocol and in reports.
    pub fn name(self) -> FlashStr {
        match self {
            Self::Int8 => flash_str!("int8"),
            Self::Uint8 => flash_str!("uint8"),
            Self::Int16 => flash_str!("int16"),
            Self::Int32 => flash_str!("int32"),
            Self::Float32 => flash_str!("float32"),
        }
    }

    /// Bytes of one element.
    pub const fn bytes(self) -> usize {
        match self {
            Self::Int8 | Self::Uint8 => 1,
            Self::Int16 => 2,
            Self::Int32 | Self::Float32 => 4,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use halyard_tensor::flash_slice;

    #[test]
    fn bytes_count_elements_times_their_size() {
        let tensor = TensorDescription {
            name: flash_str!("t"),
            element_type: ElementType::Float32,
            shape: flash_slice![u32: 1, 3, 5],
            scale: 1.0,
            zero_point: 0,
        };
        assert_eq!(tensor.elements(), 15);
        assert_eq!(tensor.bytes(), 60);
    }

    #[test]
    fn the_largest_of_none_is_zero() {
        assert_eq!(largest(&[]), 0);
        assert_eq!(largest(&[3, 2560, 0]), 2560);
    }

    #[test]
    fn scalar_has_one_element() {
        let tensor = TensorDescription {
            name: flash_str!("t"),
            element_type: ElementType::Int8,
            shape: FlashSlice::EMPTY,
            scale: 1.0,
            zero_point: 0,
        };
        assert_eq!(tensor.elements(), 1);
    }
}

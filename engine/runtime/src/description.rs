//! What a model says about itself: names, types and shapes, all of them constants in flash.

/// A model: where it came from, its tensors and its nodes.
#[derive(Clone, Copy, Debug)]
pub struct ModelDescription {
    /// Name of the model: the stem of the file that it was compiled from.
    pub name: &'static str,
    /// SHA-256 of the model file, 64 lower-case hexadecimal digits.
    pub sha256: &'static str,
    /// MLPerf Tiny benchmark that this model is an entry for (`kws01`, `vww01`, `ic01`, `ad01`), which decides how the agent
    /// reads a `db` payload and prints results. `None`: payload is raw input, results are the dequantized outputs.
    pub mlperf_id: Option<&'static str>,
    /// Whether an inference leaves the inputs as they were, so that it can be repeated without setting them again.
    pub inputs_kept: bool,
    /// Input tensors, in the order of the model file.
    pub inputs: &'static [TensorDescription],
    /// Output tensors, in the order of the model file.
    pub outputs: &'static [TensorDescription],
    /// Nodes, in the order in which they run.
    pub nodes: &'static [NodeDescription],
}

impl ModelDescription {
    /// Bytes of the float32 features that the model is given and then judged against; 0 for models that are not (all but `ad01`).
    pub const fn feature_bytes(&self) -> usize {
        match (self.mlperf_id, self.inputs.first()) {
            (Some(id), Some(input)) if matches!(id.as_bytes(), b"ad01") => {
                input.elements() * ElementType::Float32.bytes()
            }
            _ => 0,
        }
    }
}

/// Bytes that hold the features of any one of these models.
pub const fn feature_bytes(models: &[&ModelDescription]) -> usize {
    let mut most = 0;
    let mut index = 0;
    while index < models.len() {
        let bytes = models[index].feature_bytes();
        most = if bytes > most { bytes } else { most };
        index += 1;
    }
    most
}

/// An input or output tensor of a model.
#[derive(Clone, Copy, Debug)]
pub struct TensorDescription {
    /// Name of the tensor in the model file.
    pub name: &'static str,
    /// Type of its elements.
    pub element_type: ElementType,
    /// Dimensions, outermost first; empty for a scalar.
    pub shape: &'static [u32],
    /// Real value of one quantization step; 1 for a tensor that is not quantized.
    pub scale: f32,
    /// Quantized value that stands for zero; 0 for a tensor that is not quantized.
    pub zero_point: i32,
}

impl TensorDescription {
    /// Number of elements.
    pub const fn elements(&self) -> usize {
        elements(self.shape)
    }

    /// Number of bytes of all elements.
    pub const fn bytes(&self) -> usize {
        self.elements() * self.element_type.bytes()
    }
}

/// A node of a model: one operator and the tensor that it makes.
#[derive(Clone, Copy, Debug)]
pub struct NodeDescription {
    /// Name of the node, which is also that of its function in the model crate.
    pub name: &'static str,
    /// Operator by its name in the model format, such as `CONV_2D`.
    pub operator: &'static str,
    /// Type of the elements of its (first) output.
    pub element_type: ElementType,
    /// Dimensions of its (first) output, outermost first.
    pub shape: &'static [u32],
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
    pub const fn name(self) -> &'static str {
        match self {
            Self::Int8 => "int8",
            Self::Uint8 => "uint8",
            Self::Int16 => "int16",
            Self::Int32 => "int32",
            Self::Float32 => "float32",
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

const fn elements(shape: &[u32]) -> usize {
    let mut product = 1;
    let mut axis = 0;
    while axis < shape.len() {
        product *= shape[axis] as usize;
        axis += 1;
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_count_elements_times_their_size() {
        let tensor = TensorDescription {
            name: "t",
            element_type: ElementType::Float32,
            shape: &[1, 3, 5],
            scale: 1.0,
            zero_point: 0,
        };
        assert_eq!(tensor.elements(), 15);
        assert_eq!(tensor.bytes(), 60);
    }

    #[test]
    fn features_take_the_bytes_of_the_largest_model_that_has_any() {
        const INPUTS: &[TensorDescription] = &[TensorDescription {
            name: "x",
            element_type: ElementType::Int8,
            shape: &[1, 640],
            scale: 1.0,
            zero_point: 0,
        }];
        let model = |mlperf_id| ModelDescription {
            name: "m",
            sha256: "",
            mlperf_id,
            inputs_kept: true,
            inputs: INPUTS,
            outputs: INPUTS,
            nodes: &[],
        };
        let [plain, keywords, anomalies] = [None, Some("kws01"), Some("ad01")].map(model);
        assert_eq!(feature_bytes(&[]), 0);
        assert_eq!(feature_bytes(&[&plain, &keywords]), 0);
        assert_eq!(feature_bytes(&[&plain, &anomalies, &keywords]), 2560);
    }

    #[test]
    fn scalar_has_one_element() {
        assert_eq!(elements(&[]), 1);
    }
}

"""What a case is, and the operators that several families build on."""

import zlib
from dataclasses import dataclass

import numpy as np

from tflite_builder import ModelBuilder, Quantization, Tensor

ACTIVATIONS = {"none": 0, "relu": 1, "relu_n1_to_1": 2, "relu6": 3}
PADDINGS = {"same": 0, "valid": 1}
SOFTMAX_OUTPUT = Quantization.of(1 / 256, -128)
TANH_OUTPUT = Quantization.of(1 / 128, 0)


@dataclass(frozen=True)
class Case:
    """One model, its folder (the operator) and its name.

    `every_code` asks for inputs that hold each int8 value once; `real_range` is what float32 inputs cover.
    """

    operator: str
    name: str
    model: bytes
    every_code: bool = False
    real_range: tuple[float, float] = (0.0, 0.0)


def constants(name: str) -> np.random.Generator:
    """The generator of a case's constants: of its own for each case, so that adding one changes no other."""
    return np.random.default_rng(zlib.crc32(name.encode()))


def output_extent(size: int, window: int, stride: int, dilation: int, padding: str) -> int:
    """Output height or width of a convolution or pool."""
    reach = (window - 1) * dilation + 1
    return -(-size // stride) if padding == "same" else (size - reach) // stride + 1


def per_axis(random: np.random.Generator, base: float, count: int, axis: int) -> Quantization:
    """Scales that differ by up to a factor of eight."""
    return Quantization(tuple(base * 2.0 ** random.uniform(-1.5, 1.5, count)), 0, axis)


def bias_quantization(input_scale: float, weights: Quantization) -> Quantization:
    """Bias scale is the product of input and weight scales."""
    return Quantization(tuple(input_scale * s for s in weights.scale), 0, 0)


def weight_values(random: np.random.Generator, shape, limit: int) -> np.ndarray:
    """Uniform in -limit to limit, cut off at what int8 holds: beyond 127 the limits themselves become frequent."""
    return np.clip(random.integers(-limit, limit + 1, shape), -128, 127).astype(np.int8)


def bias_values(random: np.random.Generator, count: int, taps: int) -> np.ndarray:
    """Biases as large as the sums that they are added to."""
    return np.rint(random.normal(0.0, 4000.0 * np.sqrt(taps), count)).astype(np.int32)


def output_scale(input_scale: float, weights: Quantization, taps: int) -> float:
    """A scale under which sums of random products spread over the int8 range and sometimes saturate."""
    typical = float(np.exp(np.mean(np.log(weights.scale))))
    return input_scale * typical * np.sqrt(taps) * 73.0 * 73.0 / 55.0


def requantized(builder: ModelBuilder, source: Tensor, quantization: Quantization) -> Tensor:
    """An int8 to int8 QUANTIZE."""
    return builder.operator("QUANTIZE", [source], source.shape, quantization, options="QuantizeOptions")

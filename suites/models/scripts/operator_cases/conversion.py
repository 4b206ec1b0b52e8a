"""QUANTIZE (float32 to int8, int8 to int8) and DEQUANTIZE."""

from operator_cases.case import Case, requantized
from tflite_builder import ModelBuilder, Quantization, Tensor

_SHAPE = (1, 4, 8)
_SCALES = {
    "usual": Quantization.of(0.05, -7),
    "fine": Quantization.of(0.0009, 0),
    "power_of_two": Quantization.of(0.125, 3),
    "low_zero": Quantization.of(0.0235, -128),
    "high_zero": Quantization.of(0.11, 127),
}
_REQUANTIZE = {
    "same_scale": (Quantization.of(0.05, 4), Quantization.of(0.05, -9)),
    "same_everything": (Quantization.of(0.05, 4), Quantization.of(0.05, 4)),
    "coarser": (Quantization.of(0.05, 4), Quantization.of(0.17, -30)),
    "finer": (Quantization.of(0.05, 4), Quantization.of(0.021, 50)),
    "much_finer": (Quantization.of(0.9, -3), Quantization.of(0.06, 1)),
    "zero_points_apart": (Quantization.of(0.05, -128), Quantization.of(0.13, 60)),
}


def quantize(builder: ModelBuilder, x: Tensor, quantization: Quantization) -> Tensor:
    """Adds QUANTIZE of a float32 tensor."""
    return builder.operator("QUANTIZE", [x], x.shape, quantization, options="QuantizeOptions")


def dequantize(builder: ModelBuilder, x: Tensor) -> Tensor:
    """Adds DEQUANTIZE to float32."""
    return builder.operator("DEQUANTIZE", [x], x.shape, None, "float32", options="DequantizeOptions")


def real_range(quantization: Quantization) -> tuple[float, float]:
    """A little more than what the quantization can represent, so that both ends saturate."""
    scale, zero = quantization.scale[0], quantization.zero_point
    return ((-140 - zero) * scale, (139 - zero) * scale)


def _quantize(name: str, q: Quantization) -> Case:
    builder = ModelBuilder(f"quantize float32_{name}")
    x = builder.input(_SHAPE, None, "float32")
    return Case("quantize", f"float32_{name}", builder.build(quantize(builder, x, q)), real_range=real_range(q))


def _quantize_ties() -> Case:
    """Inputs fall exactly between two codes: scale 1, range such that the steps are halves."""
    builder = ModelBuilder("quantize float32_ties")
    x = builder.input(_SHAPE, None, "float32")
    y = quantize(builder, x, Quantization.of(1.0, 0))
    return Case("quantize", "float32_ties", builder.build(y), real_range=(-64.0, 63.5))


def _requantize(name: str, source: Quantization, target: Quantization) -> Case:
    builder = ModelBuilder(f"quantize int8_{name}")
    x = builder.input(_SHAPE, source)
    return Case("quantize", f"int8_{name}", builder.build(requantized(builder, x, target)), every_code=True)


def _dequantize(name: str, q: Quantization) -> Case:
    builder = ModelBuilder(f"dequantize {name}")
    x = builder.input(_SHAPE, q)
    return Case("dequantize", name, builder.build(dequantize(builder, x)), every_code=True)


def cases() -> list[Case]:
    """All cases."""
    return [
        *(_quantize(name, q) for name, q in _SCALES.items()),
        _quantize_ties(),
        *(_requantize(name, *pair) for name, pair in _REQUANTIZE.items()),
        *(_dequantize(name, q) for name, q in _SCALES.items()),
    ]

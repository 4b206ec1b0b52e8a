"""FULLY_CONNECTED: widths, rows, activations, per-tensor and per-channel weights, bias, kept dimensions."""

from dataclasses import dataclass

import numpy as np

from operator_cases.case import (
    ACTIVATIONS,
    Case,
    bias_quantization,
    bias_values,
    constants,
    output_scale,
    per_axis,
    weight_values,
)
from tflite_builder import ModelBuilder, Quantization, Tensor


@dataclass(frozen=True)
class Dense:
    """Attributes of one dense layer."""

    input: tuple[int, ...] = (1, 16)
    output: int = 8
    activation: str = "none"
    per_channel: bool = False
    bias: bool = True
    absent_bias: bool = False
    keep_dimensions: bool = False
    input_zero: int = 7
    output_zero: int = -9
    output_factor: float = 1.0
    weight_limit: int = 127


def dense(builder: ModelBuilder, x: Tensor, d: Dense, random) -> Tensor:
    """Adds a dense layer over the last dimension of `x` (over all of it where the rank falls to 2)."""
    depth = d.input[-1]
    scales = per_axis(random, 0.01, d.output, 0) if d.per_channel else Quantization.of(0.0123)
    weights = weight_values(random, (d.output, depth), d.weight_limit)
    inputs = [x, builder.constant("weights", weights, scales)]
    if d.absent_bias:
        inputs.append(None)
    elif d.bias:
        inputs.append(
            builder.constant("bias", bias_values(random, d.output, depth), bias_quantization(x.scale, scales))
        )
    rows = int(np.prod(x.shape)) // depth
    return builder.operator(
        "FULLY_CONNECTED",
        inputs,
        (*x.shape[:-1], d.output) if d.keep_dimensions else (rows, d.output),
        Quantization.of(output_scale(x.scale, scales, depth) * d.output_factor, d.output_zero),
        options="FullyConnectedOptions",
        fusedActivationFunction=ACTIVATIONS[d.activation],
        keepNumDims=d.keep_dimensions,
    )


_CASES = {
    "plain": Dense(),
    "one_to_one": Dense(input=(1, 1), output=1),
    "one_to_many": Dense(input=(1, 1), output=19),
    "many_to_one": Dense(input=(1, 67), output=1),
    "odd_widths": Dense(input=(1, 13), output=7),
    "long": Dense(input=(1, 250), output=3),
    "rows_3": Dense(input=(3, 11), output=5),
    "rows_8_per_channel": Dense(input=(8, 6), output=4, per_channel=True),
    "rank_3_flattened": Dense(input=(2, 3, 8), output=5),
    "rank_3_kept": Dense(input=(2, 3, 8), output=5, keep_dimensions=True),
    "rank_4_kept": Dense(input=(1, 2, 2, 6), output=4, keep_dimensions=True),
    "no_bias": Dense(bias=False),
    "no_bias_per_channel": Dense(bias=False, per_channel=True),
    "absent_bias": Dense(absent_bias=True),
    "weights_at_limits": Dense((1, 61), weight_limit=400, input_zero=-128, output_factor=3.0),
    "per_channel": Dense(per_channel=True),
    "per_channel_relu": Dense(per_channel=True, activation="relu", output_zero=-128),
    **{f"activation_{a}": Dense(activation=a, output_zero=z, output_factor=1 / 4)
       for a, z in (("relu", -128), ("relu6", -128), ("relu_n1_to_1", 0))},
    "zero_points_low": Dense(input_zero=-128, output_zero=-128),
    "zero_points_high": Dense(input_zero=127, output_zero=127),
    "saturating": Dense(output_factor=1 / 8),
    "multiplier_above_one": Dense((8, 2), 8, bias=False, weight_limit=1, output_factor=0.005),
}  # fmt: skip


def _whole_image(flattens: int) -> Case:
    name = "image_to_rows"
    builder = ModelBuilder(f"fully_connected {name}")
    x = builder.input((1, 3, 4, 2), Quantization.of(0.05, 7))
    return Case("fully_connected", name, builder.build(dense(builder, x, Dense(input=(flattens,)), constants(name))))


def cases() -> list[Case]:
    """All cases."""
    made = [_whole_image(24)]
    for name, d in _CASES.items():
        builder = ModelBuilder(f"fully_connected {name}")
        x = builder.input(d.input, Quantization.of(0.05, d.input_zero))
        made.append(Case("fully_connected", name, builder.build(dense(builder, x, d, constants(name)))))
    return made

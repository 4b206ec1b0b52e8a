"""CONV_2D and DEPTHWISE_CONV_2D: windows, strides, dilation, padding, channels, activations, zero points, bias."""

from dataclasses import dataclass

from operator_cases.case import (
    ACTIVATIONS,
    PADDINGS,
    Case,
    bias_quantization,
    bias_values,
    constants,
    output_extent,
    output_scale,
    per_axis,
    weight_values,
)
from tflite_builder import ModelBuilder, Quantization, Tensor


@dataclass(frozen=True)
class Convolution:
    """Attributes of one convolution; `output` is channels, or the multiplier of a depthwise one."""

    input: tuple[int, int, int, int] = (1, 6, 6, 4)
    output: int = 4
    window: tuple[int, int] = (3, 3)
    stride: tuple[int, int] = (1, 1)
    dilation: tuple[int, int] = (1, 1)
    padding: str = "same"
    activation: str = "none"
    per_channel: bool = True
    bias: bool = True
    absent_bias: bool = False
    input_zero: int = 3
    output_zero: int = -5
    input_scale: float = 0.05
    output_factor: float = 1.0
    weight_limit: int = 127


def convolution(builder: ModelBuilder, x: Tensor, c: Convolution, random, depthwise: bool = False) -> Tensor:
    """Adds a convolution of `x` with random weights."""
    channels = x.shape[3] * c.output if depthwise else c.output
    taps = c.window[0] * c.window[1] * (1 if depthwise else x.shape[3])
    shape = (1, *c.window, channels) if depthwise else (channels, *c.window, x.shape[3])
    axis = 3 if depthwise else 0
    scales = per_axis(random, 0.01, channels, axis) if c.per_channel else Quantization.of(0.0123)
    inputs = [x, builder.constant("weights", weight_values(random, shape, c.weight_limit), scales)]
    if c.absent_bias:
        inputs.append(None)
    elif c.bias:
        inputs.append(builder.constant("bias", bias_values(random, channels, taps), bias_quantization(x.scale, scales)))
    result = Quantization.of(output_scale(x.scale, scales, taps) * c.output_factor, c.output_zero)
    extents = [output_extent(x.shape[i + 1], c.window[i], c.stride[i], c.dilation[i], c.padding) for i in (0, 1)]
    return builder.operator(
        "DEPTHWISE_CONV_2D" if depthwise else "CONV_2D",
        inputs,
        (x.shape[0], *extents, channels),
        result,
        options="DepthwiseConv2DOptions" if depthwise else "Conv2DOptions",
        **_options(c, depthwise),
    )


def _options(c: Convolution, depthwise: bool) -> dict:
    return {
        "padding": PADDINGS[c.padding],
        "strideH": c.stride[0],
        "strideW": c.stride[1],
        "dilationHFactor": c.dilation[0],
        "dilationWFactor": c.dilation[1],
        "fusedActivationFunction": ACTIVATIONS[c.activation],
        **({"depthMultiplier": c.output} if depthwise else {}),
    }


_CONV = {
    "plain_3x3": Convolution(),
    "valid_3x3": Convolution(padding="valid"),
    "pointwise": Convolution(window=(1, 1), input=(1, 5, 5, 8), output=6),
    "pointwise_stride_2": Convolution(window=(1, 1), stride=(2, 2), input=(1, 5, 7, 3), output=5),
    "pointwise_wide": Convolution(window=(1, 1), input=(1, 3, 3, 40), output=24),
    "pointwise_one_pixel": Convolution(window=(1, 1), input=(1, 1, 1, 17), output=9),
    "window_1x3": Convolution(window=(1, 3)),
    "window_3x1": Convolution(window=(3, 1)),
    "window_1x5_stride_2": Convolution(window=(1, 5), stride=(1, 2), input=(1, 3, 11, 3)),
    "window_2x2": Convolution(window=(2, 2)),
    "window_4x2": Convolution(window=(4, 2), input=(1, 7, 6, 2)),
    "window_5x5": Convolution(window=(5, 5), input=(1, 7, 7, 2), output=3),
    "window_7x7_larger_than_input": Convolution(window=(7, 7), input=(1, 4, 4, 1), output=3),
    "window_10x4_stride_2": Convolution(window=(10, 4), stride=(2, 2), input=(1, 25, 10, 1), output=8),
    "window_is_input_valid": Convolution(window=(6, 6), padding="valid", input=(1, 6, 6, 3), output=5),
    "stride_2": Convolution(stride=(2, 2)),
    "stride_2_odd": Convolution(stride=(2, 2), input=(1, 7, 7, 3)),
    "stride_2_valid": Convolution(stride=(2, 2), padding="valid", input=(1, 8, 7, 3)),
    "stride_1x2": Convolution(stride=(1, 2), input=(1, 5, 8, 3)),
    "stride_2x1": Convolution(stride=(2, 1), input=(1, 8, 5, 3)),
    "stride_3": Convolution(stride=(3, 3), input=(1, 9, 8, 2)),
    "stride_4_beyond_window": Convolution(stride=(4, 4), window=(2, 2), input=(1, 9, 9, 2)),
    "dilation_2": Convolution(dilation=(2, 2), input=(1, 8, 8, 2)),
    "dilation_2_valid": Convolution(dilation=(2, 2), padding="valid", input=(1, 8, 8, 2)),
    "dilation_1x2_stride_2x1": Convolution(dilation=(1, 2), stride=(2, 1), input=(1, 7, 9, 2)),
    "dilation_4_mostly_outside": Convolution(dilation=(4, 4), input=(1, 5, 5, 2)),
    **{f"channels_{i}_to_{o}": Convolution(input=(1, 5, 5, i), output=o) for i, o in
       ((1, 1), (1, 8), (3, 5), (5, 7), (7, 3), (16, 1))},
    "narrow_1x9": Convolution(input=(1, 1, 9, 3), output=4),
    "tall_9x1": Convolution(input=(1, 9, 1, 3), output=4),
    **{f"activation_{a}": Convolution(activation=a, output_zero=z, output_factor=1 / 16 if a == "relu_n1_to_1" else 1 / 5)
       for a, z in (("relu", -128), ("relu6", -128), ("relu_n1_to_1", 0))},
    "activation_relu6_shifted": Convolution(activation="relu6", output_zero=-37, output_factor=0.2),
    "activation_relu_zero_inside": Convolution(activation="relu", output_zero=20),
    "per_tensor": Convolution(per_channel=False),
    "per_tensor_relu6": Convolution(per_channel=False, activation="relu6", output_zero=-128, output_factor=0.3),
    "no_bias": Convolution(bias=False),
    "absent_bias": Convolution(absent_bias=True),
    "weights_at_limits": Convolution((1, 4, 4, 9), weight_limit=400, input_zero=-128, output_factor=3.0),
    "zero_points_low": Convolution(input_zero=-128, output_zero=-128),
    "zero_points_high": Convolution(input_zero=127, output_zero=127),
    "zero_points_opposite": Convolution(input_zero=-128, output_zero=127, stride=(2, 1)),
    "saturating": Convolution(output_factor=1 / 8),
    "multiplier_above_one": Convolution((1, 6, 6, 1), 8, (1, 1), bias=False, weight_limit=1, output_factor=0.007),
    "multiplier_tiny": Convolution(output_factor=40),
    "many_taps": Convolution(window=(3, 3), input=(1, 3, 3, 64), output=4, padding="valid"),
    "batch_2": Convolution(input=(2, 4, 4, 3), output=3),
}  # fmt: skip

_DEPTHWISE = {
    "plain_3x3": Convolution(output=1),
    "valid_3x3": Convolution(output=1, padding="valid"),
    "window_1x1": Convolution(output=1, window=(1, 1)),
    "window_5x5": Convolution(output=1, window=(5, 5), input=(1, 7, 7, 3)),
    "window_1x3": Convolution(output=1, window=(1, 3)),
    "window_2x2_stride_2": Convolution(output=1, window=(2, 2), stride=(2, 2)),
    "window_is_input_valid": Convolution(output=1, window=(4, 5), padding="valid", input=(1, 4, 5, 6)),
    "window_10x8_multiplier_8": Convolution(output=8, window=(10, 8), stride=(2, 2), input=(1, 13, 12, 1)),
    "stride_2": Convolution(output=1, stride=(2, 2)),
    "stride_2_odd": Convolution(output=1, stride=(2, 2), input=(1, 7, 7, 5)),
    "stride_2_valid": Convolution(output=1, stride=(2, 2), padding="valid", input=(1, 8, 9, 3)),
    "stride_1x2": Convolution(output=1, stride=(1, 2), input=(1, 5, 8, 3)),
    "stride_3": Convolution(output=1, stride=(3, 3), input=(1, 9, 8, 2)),
    "dilation_2": Convolution(output=1, dilation=(2, 2), input=(1, 8, 8, 3)),
    "dilation_2_valid_multiplier_2": Convolution(output=2, dilation=(2, 2), padding="valid", input=(1, 8, 8, 2)),
    "dilation_3x1": Convolution(output=1, dilation=(3, 1), input=(1, 9, 5, 2)),
    **{f"multiplier_{m}": Convolution(output=m, input=(1, 5, 5, 3)) for m in (2, 3, 8)},
    "multiplier_8_one_channel": Convolution(output=8, input=(1, 5, 5, 1)),
    **{f"channels_{c}": Convolution(output=1, input=(1, 5, 5, c)) for c in (1, 7, 16, 19)},
    **{f"activation_{a}": Convolution(output=1, activation=a, output_zero=z, output_factor=1 / 4)
       for a, z in (("relu", -128), ("relu6", -128), ("relu_n1_to_1", 0))},
    "per_tensor": Convolution(output=1, per_channel=False),
    "per_tensor_multiplier_2": Convolution(output=2, per_channel=False, input=(1, 5, 5, 3)),
    "no_bias": Convolution(output=1, bias=False),
    "zero_points_low": Convolution(output=1, input_zero=-128, output_zero=-128),
    "zero_points_high": Convolution(output=1, input_zero=127, output_zero=127),
    "multiplier_above_one": Convolution((1, 5, 5, 4), 2, (1, 1), bias=False, weight_limit=1, output_factor=0.007),
    "batch_2": Convolution(output=1, input=(2, 4, 4, 3)),
}  # fmt: skip


def _single(operator: str, name: str, c: Convolution) -> Case:
    builder = ModelBuilder(f"{operator} {name}")
    x = builder.input(c.input, Quantization.of(c.input_scale, c.input_zero))
    y = convolution(builder, x, c, constants(f"{operator}/{name}"), depthwise=operator == "depthwise_conv_2d")
    return Case(operator, name, builder.build(y))


def cases() -> list[Case]:
    """All cases of both operators."""
    return [
        *(_single("conv_2d", name, c) for name, c in _CONV.items()),
        *(_single("depthwise_conv_2d", name, c) for name, c in _DEPTHWISE.items()),
    ]

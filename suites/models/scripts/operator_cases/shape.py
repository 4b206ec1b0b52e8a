"""Operators that move values: PAD, PADV2, RESHAPE, SQUEEZE, EXPAND_DIMS, TRANSPOSE, CONCATENATION."""

import numpy as np

from operator_cases.case import ACTIVATIONS, Case
from tflite_builder import ModelBuilder, Quantization, Tensor

_QUANTIZATION = Quantization.of(0.05, -17)

_PADS = {
    "rank_1": ((5,), ((2, 1),)),
    "rank_2": ((1, 5), ((0, 0), (3, 2))),
    "rank_2_rows": ((2, 3), ((1, 2), (0, 0))),
    "rank_3": ((1, 3, 4), ((0, 0), (1, 2), (2, 0))),
    "rank_4_same": ((1, 3, 4, 2), ((0, 0), (1, 1), (1, 1), (0, 0))),
    "rank_4_uneven": ((1, 4, 3, 2), ((0, 0), (0, 1), (2, 0), (0, 0))),
    "rank_4_channels": ((1, 2, 3, 4), ((0, 0), (0, 0), (0, 0), (1, 3))),
    "rank_4_everywhere": ((2, 2, 2, 2), ((1, 0), (0, 1), (1, 1), (2, 1))),
    "nothing": ((1, 2, 3, 2), ((0, 0), (0, 0), (0, 0), (0, 0))),
}
_RESHAPES = {
    "flatten": ((1, 3, 4, 2), (1, 24)),
    "to_image": ((1, 24), (1, 4, 3, 2)),
    "split_last": ((2, 12), (2, 3, 4)),
    "to_vector": ((1, 2, 5), (10,)),
    "same": ((1, 7), (1, 7)),
}
_SQUEEZES = {
    "all": ((1, 5, 1, 3), (), (5, 3)),
    "one_axis": ((1, 5, 1, 3), (2,), (1, 5, 3)),
    "negative_axis": ((1, 1, 1, 6), (-2,), (1, 1, 6)),
    "two_axes": ((1, 1, 1, 6), (1, 2), (1, 6)),
}
_EXPANSIONS = {"first": ((4, 3), 0), "middle": ((4, 3), 1), "last": ((4, 3), 2), "negative": ((1, 4, 3), -1)}
_TRANSPOSES = {
    "rank_2": ((4, 7), (1, 0)),
    "rank_2_identity": ((4, 7), (0, 1)),
    **{f"rank_3_{a}{b}{c}": ((2, 3, 5), (a, b, c)) for a, b, c in ((0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0))},
    "rank_4_nhwc_to_nchw": ((1, 3, 4, 5), (0, 3, 1, 2)),
    "rank_4_nchw_to_nhwc": ((1, 3, 4, 5), (0, 2, 3, 1)),
    "rank_4_0213": ((2, 3, 4, 5), (0, 2, 1, 3)),
    "rank_4_3210": ((2, 3, 4, 5), (3, 2, 1, 0)),
    "rank_4_1032": ((2, 3, 4, 5), (1, 0, 3, 2)),
    "rank_4_2301": ((2, 3, 2, 3), (2, 3, 0, 1)),
}  # fmt: skip
_CONCATENATIONS = {
    "channels_2": (((1, 3, 4, 2), (1, 3, 4, 5)), 3),
    "channels_3": (((1, 2, 3, 1), (1, 2, 3, 2), (1, 2, 3, 3)), 3),
    "channels_4": (((1, 2, 2, 3),) * 4, 3),
    "rows": (((1, 2, 3, 2), (1, 4, 3, 2)), 1),
    "columns": (((1, 3, 1, 2), (1, 3, 4, 2)), 2),
    "batch": (((1, 2, 3), (2, 2, 3)), 0),
    "negative_axis": (((1, 4), (1, 9)), -1),
    "rank_3_middle": (((2, 1, 3), (2, 2, 3), (2, 1, 3)), 1),
    "vectors": (((5,), (2,)), 0),
}


def pad(builder: ModelBuilder, x: Tensor, amounts, value: int | None = None) -> Tensor:
    """Adds PAD, or PADV2 where a value is given."""
    inputs = [x, builder.constant("paddings", np.array(amounts, np.int32))]
    if value is not None:
        inputs.append(builder.constant("value", np.array([value], np.int8), x.quantization))
    shape = [d + before + after for d, (before, after) in zip(x.shape, amounts)]
    name = "PAD" if value is None else "PADV2"
    return builder.operator(
        name, inputs, shape, x.quantization, options="PadOptions" if value is None else "PadV2Options"
    )


def reshape(builder: ModelBuilder, x: Tensor, shape, asked=None) -> Tensor:
    """Adds RESHAPE; `asked` is what the constant says where it differs (-1 for an extent to infer)."""
    wanted = builder.constant("shape", np.array(shape if asked is None else asked, np.int32))
    return builder.operator("RESHAPE", [x, wanted], shape, x.quantization, x.dtype, options="ReshapeOptions")


def reshape_by_option(builder: ModelBuilder, x: Tensor, shape) -> Tensor:
    """Adds RESHAPE whose shape is in its options, not in a second input."""
    return builder.operator("RESHAPE", [x], shape, x.quantization, options="ReshapeOptions", newShape=list(shape))


def squeeze(builder: ModelBuilder, x: Tensor, axes, shape) -> Tensor:
    """Adds SQUEEZE."""
    return builder.operator("SQUEEZE", [x], shape, x.quantization, options="SqueezeOptions", squeezeDims=list(axes))


def expand_dims(builder: ModelBuilder, x: Tensor, axis: int) -> Tensor:
    """Adds EXPAND_DIMS."""
    shape = np.expand_dims(np.zeros(x.shape), axis).shape
    axes = builder.constant("axis", np.array([axis], np.int32))
    return builder.operator("EXPAND_DIMS", [x, axes], shape, x.quantization, options="ExpandDimsOptions")


def transpose(builder: ModelBuilder, x: Tensor, permutation) -> Tensor:
    """Adds TRANSPOSE."""
    order = builder.constant("permutation", np.array(permutation, np.int32))
    shape = [x.shape[p] for p in permutation]
    return builder.operator("TRANSPOSE", [x, order], shape, x.quantization, options="TransposeOptions")


def concatenation(builder: ModelBuilder, inputs: list[Tensor], axis: int, activation: str = "none") -> Tensor:
    """Adds CONCATENATION of tensors with one quantization."""
    shape = list(inputs[0].shape)
    shape[axis] = sum(t.shape[axis] for t in inputs)
    return builder.operator(
        "CONCATENATION",
        inputs,
        shape,
        inputs[0].quantization,
        options="ConcatenationOptions",
        axis=axis,
        fusedActivationFunction=ACTIVATIONS[activation],
    )


def _unary(operator: str, name: str, shape, add) -> Case:
    builder = ModelBuilder(f"{operator} {name}")
    x = builder.input(shape, _QUANTIZATION)
    return Case(operator, name, builder.build(add(builder, x)))


def _concatenation(name: str, shapes, axis: int, constant: int | None = None) -> Case:
    builder = ModelBuilder(f"concatenation {name}")
    inputs = []
    for index, shape in enumerate(shapes):
        if index == constant:
            values = np.arange(np.prod(shape)).reshape(shape).astype(np.int8)
            inputs.append(builder.constant("part", values, _QUANTIZATION))
        else:
            inputs.append(builder.input(shape, _QUANTIZATION))
    return Case("concatenation", name, builder.build(concatenation(builder, inputs, axis)))


def cases() -> list[Case]:
    """All cases."""
    return [
        *(_unary("pad", n, s, lambda b, x, p=p: pad(b, x, p)) for n, (s, p) in _PADS.items()),
        _unary("padv2", "rank_4_lowest", (1, 3, 4, 2), lambda b, x: pad(b, x, _PADS["rank_4_same"][1], -128)),
        _unary("padv2", "rank_4_value", (1, 3, 4, 2), lambda b, x: pad(b, x, _PADS["rank_4_same"][1], 42)),
        _unary("padv2", "rank_2_value", (1, 5), lambda b, x: pad(b, x, _PADS["rank_2"][1], 7)),
        *(_unary("reshape", n, s, lambda b, x, t=t: reshape(b, x, t)) for n, (s, t) in _RESHAPES.items()),
        _unary("reshape", "inferred", (2, 3, 4), lambda b, x: reshape(b, x, (4, 6), (-1, 6))),
        _unary("reshape", "by_option", (2, 3, 4), lambda b, x: reshape_by_option(b, x, (3, 8))),
        *(_unary("squeeze", n, s, lambda b, x, a=a, t=t: squeeze(b, x, a, t)) for n, (s, a, t) in _SQUEEZES.items()),
        *(_unary("expand_dims", n, s, lambda b, x, a=a: expand_dims(b, x, a)) for n, (s, a) in _EXPANSIONS.items()),
        *(_unary("transpose", n, s, lambda b, x, p=p: transpose(b, x, p)) for n, (s, p) in _TRANSPOSES.items()),
        *(_concatenation(n, s, a) for n, (s, a) in _CONCATENATIONS.items()),
        _concatenation("constant_part", ((1, 2, 3), (1, 2, 4)), 2, constant=1),
    ]

"""ADD, SUB and MUL: broadcasting, constant operands on either side, activations, scales far apart."""

from dataclasses import dataclass

import numpy as np

from operator_cases.case import ACTIVATIONS, Case, constants
from tflite_builder import ModelBuilder, Quantization, Tensor

OPTIONS = {"add": "AddOptions", "sub": "SubOptions", "mul": "MulOptions"}


@dataclass(frozen=True)
class Elementwise:
    """Shapes and quantization of both operands; `constant` is the index of the one that is constant, if any."""

    left: tuple[int, ...] = (1, 3, 4, 5)
    right: tuple[int, ...] = (1, 3, 4, 5)
    constant: int | None = None
    activation: str = "none"
    left_quantization: Quantization = Quantization.of(0.05, 3)
    right_quantization: Quantization = Quantization.of(0.031, -11)
    output_factor: float = 1.0
    output_zero: int = -6


def elementwise(builder: ModelBuilder, operator: str, a: Tensor, b: Tensor, e: Elementwise) -> Tensor:
    """Adds the operator over `a` and `b`."""
    scale = a.scale * b.scale * 55.0 if operator == "mul" else max(a.scale, b.scale) * 1.3
    return builder.operator(
        operator.upper(),
        [a, b],
        np.broadcast_shapes(a.shape, b.shape),
        Quantization.of(scale * e.output_factor, e.output_zero),
        options=OPTIONS[operator],
        fusedActivationFunction=ACTIVATIONS[e.activation],
    )


_CASES = {
    "same_shape": Elementwise(),
    "vector": Elementwise((1, 37), (1, 37)),
    "one_element": Elementwise((1, 1), (1, 1)),
    "broadcast_channels": Elementwise(right=(1, 1, 1, 5)),
    "broadcast_left_channels": Elementwise(left=(1, 1, 1, 5)),
    "broadcast_rows": Elementwise(right=(1, 3, 1, 1)),
    "broadcast_columns_and_channels": Elementwise(right=(1, 1, 4, 5)),
    "broadcast_both": Elementwise((1, 3, 1, 5), (1, 1, 4, 5)),
    "broadcast_lower_rank": Elementwise(right=(5,)),
    "broadcast_scalar": Elementwise(right=(1,)),
    "constant_right": Elementwise(constant=1),
    "constant_left": Elementwise(constant=0),
    "constant_channels": Elementwise(right=(5,), constant=1),
    "constant_scalar": Elementwise(right=(), constant=1),
    "relu": Elementwise(activation="relu", output_zero=-128),
    "relu6": Elementwise(activation="relu6", output_zero=-128),
    "relu_n1_to_1": Elementwise(activation="relu_n1_to_1"),
    "zero_points_low": Elementwise(
        left_quantization=Quantization.of(0.05, -128), right_quantization=Quantization.of(0.02, -128), output_zero=-128
    ),
    "zero_points_opposite": Elementwise(
        left_quantization=Quantization.of(0.05, 127), right_quantization=Quantization.of(0.02, -128), output_zero=127
    ),
    "scales_far_apart": Elementwise(
        left_quantization=Quantization.of(0.0007, 2), right_quantization=Quantization.of(0.9, 1), output_factor=0.5
    ),
    "saturating": Elementwise(output_factor=0.3),
}


_ONLY_ADD = {"vector", "one_element", "broadcast_lower_rank", "constant_channels", "broadcast_rows"}
_NOT_SUB = _ONLY_ADD | {"broadcast_columns_and_channels", "broadcast_scalar", "constant_scalar", "relu", "saturating"}
_LEFT_OUT = {"add": set(), "sub": _NOT_SUB, "mul": _ONLY_ADD}


def _single(operator: str, name: str, e: Elementwise) -> Case:
    builder = ModelBuilder(f"{operator} {name}")
    random = constants(f"{operator}/{name}")
    sides = []
    for index, (shape, quantization) in enumerate(((e.left, e.left_quantization), (e.right, e.right_quantization))):
        if index == e.constant:
            sides.append(builder.constant("operand", random.integers(-128, 128, shape).astype(np.int8), quantization))
        else:
            sides.append(builder.input(shape, quantization))
    return Case(operator, name, builder.build(elementwise(builder, operator, *sides, e)))


def _square(operator: str) -> Case:
    builder = ModelBuilder(f"{operator} with_itself")
    x = builder.input((1, 3, 5), Quantization.of(0.04, 9))
    return Case(operator, "with_itself", builder.build(elementwise(builder, operator, x, x, Elementwise())))


def cases() -> list[Case]:
    """All cases of the three operators."""
    return [
        *(_single(o, name, e) for o in OPTIONS for name, e in _CASES.items() if name not in _LEFT_OUT[o]),
        _square("add"),
        _square("mul"),
    ]

"""SOFTMAX, LOGISTIC, TANH, RELU, RELU6, LEAKY_RELU and HARD_SWISH; every int8 value is tried at each scale."""

from operator_cases.case import SOFTMAX_OUTPUT, TANH_OUTPUT, Case
from tflite_builder import ModelBuilder, Quantization, Tensor

_EVERY_CODE_SHAPE = (1, 4, 8)
_SCALES = {
    "fine": Quantization.of(0.003, 0),
    "usual": Quantization.of(0.05, -7),
    "coarse": Quantization.of(0.7, 19),
    "low_zero": Quantization.of(0.0235, -128),
    "high_zero": Quantization.of(0.11, 127),
}
_OUTPUTS = {
    "relu": {
        "usual": Quantization.of(0.05, -7),
        "low_zero": Quantization.of(0.031, -128),
        "coarse": Quantization.of(0.4, -90),
    },
    "leaky_relu": {
        "usual": Quantization.of(0.05, -7),
        "coarse": Quantization.of(0.9, 40),
        "low_zero": Quantization.of(0.03, -128),
    },
    "hard_swish": {
        "fine": Quantization.of(0.002, 3),
        "usual": Quantization.of(0.027, -110),
        "low_zero": Quantization.of(0.0235, -128),
        "high_zero": Quantization.of(0.01, 5),
    },
}
_SOFTMAX = {
    "two_classes": ((1, 2), 0.1, 1.0),
    "ten_classes": ((1, 10), 0.17, 1.0),
    "forty_classes": ((1, 40), 0.05, 1.0),
    "one_class": ((1, 1), 0.1, 1.0),
    "flat": ((1, 12), 0.001, 1.0),
    "peaked": ((1, 12), 2.5, 1.0),
    "beta_half": ((1, 9), 0.2, 0.5),
    "beta_two": ((1, 9), 0.05, 2.0),
    "rows_3": ((3, 7), 0.1, 1.0),
    "rank_3": ((1, 4, 5), 0.08, 1.0),
    "rank_4": ((1, 2, 3, 4), 0.12, 1.0),
}


def logistic(builder: ModelBuilder, x: Tensor) -> Tensor:
    """Adds LOGISTIC."""
    return builder.operator("LOGISTIC", [x], x.shape, SOFTMAX_OUTPUT)


def softmax(builder: ModelBuilder, x: Tensor, beta: float = 1.0) -> Tensor:
    """Adds SOFTMAX over the last dimension."""
    return builder.operator("SOFTMAX", [x], x.shape, SOFTMAX_OUTPUT, options="SoftmaxOptions", beta=beta)


def _softmax(name: str, shape, scale: float, beta: float) -> Case:
    builder = ModelBuilder(f"softmax {name}")
    x = builder.input(shape, Quantization.of(scale, 11))
    return Case("softmax", name, builder.build(softmax(builder, x, beta)))


def _table(operator: str, name: str, output: Quantization | None, **attributes) -> Case:
    builder = ModelBuilder(f"{operator} {name}")
    quantization = _SCALES[name.removesuffix("_alpha_above_one").removesuffix("_alpha_negative")]
    x = builder.input(_EVERY_CODE_SHAPE, quantization)
    y = builder.operator(operator.upper(), [x], x.shape, output or quantization, **attributes)
    return Case(operator, name, builder.build(y), every_code=True)


def _leaky(name: str, alpha: float) -> Case:
    output = _OUTPUTS["leaky_relu"][name.split("_alpha")[0]]
    return _table("leaky_relu", name, output, options="LeakyReluOptions", alpha=alpha)


def cases() -> list[Case]:
    """All cases."""
    return [
        *(_softmax(name, *row) for name, row in _SOFTMAX.items()),
        *(_table("logistic", name, SOFTMAX_OUTPUT) for name in _SCALES),
        *(_table("tanh", name, TANH_OUTPUT) for name in _SCALES),
        *(_table("relu", name, q) for name, q in _OUTPUTS["relu"].items()),
        *(_table("relu6", name, None) for name in ("usual", "coarse", "low_zero")),
        *(_leaky(name, 0.1) for name in _OUTPUTS["leaky_relu"]),
        _leaky("usual_alpha_above_one", 1.5),
        _leaky("usual_alpha_negative", -0.25),
        *(_table("hard_swish", n, q, options="HardSwishOptions") for n, q in _OUTPUTS["hard_swish"].items()),
    ]

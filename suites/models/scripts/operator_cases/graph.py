"""Small graphs of several operators: branches, several inputs and outputs, shared tensors, what passes look for."""

import numpy as np

from operator_cases.activation import logistic, softmax
from operator_cases.case import Case, constants, requantized
from operator_cases.conversion import dequantize, quantize, real_range
from operator_cases.convolution import Convolution, convolution
from operator_cases.dense import Dense, dense
from operator_cases.elementwise import Elementwise, elementwise
from operator_cases.pooling import Pool, pool
from operator_cases.reduction import Mean, mean
from operator_cases.shape import concatenation, expand_dims, pad, reshape, squeeze, transpose
from tflite_builder import ModelBuilder, Quantization, Tensor

_IMAGE = (1, 6, 6, 3)
_INPUT = Quantization.of(0.05, 3)
_SMALL = Convolution(output=4, per_channel=False)
_POINTWISE = Convolution(output=4, window=(1, 1))


def _image(b: ModelBuilder) -> Tensor:
    return b.input(_IMAGE, _INPUT)


def _add(b: ModelBuilder, left: Tensor, right: Tensor, **attributes) -> Tensor:
    return elementwise(b, "add", left, right, Elementwise(**attributes))


def _branches_joined(b, random):
    x = _image(b)
    left = convolution(b, x, Convolution(output=4, output_factor=2.0), random)
    right = requantized(b, convolution(b, x, _POINTWISE, random), left.quantization)
    return [concatenation(b, [left, right], 3)]


def _residual(b, random):
    x = _image(b)
    first = convolution(b, x, Convolution(output=6, activation="relu", output_zero=-128), random)
    inner = convolution(b, first, Convolution(output=1), random, depthwise=True)
    inner = convolution(b, inner, Convolution(output=6, window=(1, 1)), random)
    return [_add(b, first, inner, activation="relu", output_zero=-128)]


def _residual_chain(b, random):
    x = b.input((1, 5, 5, 4), _INPUT)
    for _ in range(3):
        x = _add(b, x, convolution(b, x, _SMALL, random))
    return [x]


def _two_inputs(b, random):
    x, y = _image(b), b.input((1, 6, 6, 4), Quantization.of(0.3, -20), name="skip")
    return [_add(b, convolution(b, x, _SMALL, random), y)]


def _two_inputs_of_other_shapes(b, random):
    image, vector = _image(b), b.input((1, 5), Quantization.of(0.02, 0), name="vector")
    pooled = mean(b, image, Mean())
    first = dense(b, pooled, Dense(input=(1, 3), output=4), random)
    second = requantized(b, dense(b, vector, Dense(input=(1, 5), output=4), random), first.quantization)
    return [dense(b, concatenation(b, [first, second], 1), Dense(input=(1, 8), output=3), random)]


def _two_outputs(b, random):
    features = convolution(b, _image(b), _SMALL, random)
    return [convolution(b, features, _POINTWISE, random), pool(b, "max_pool_2d", features, Pool())]


def _output_used_inside(b, random):
    features = convolution(b, _image(b), _SMALL, random)
    return [features, pool(b, "average_pool_2d", features, Pool())]


def _one_input_three_uses(b, random):
    x = _image(b)
    parts = [pool(b, "max_pool_2d", x, Pool(window=(3, 3), stride=(1, 1), padding="same")), x]
    parts.append(pool(b, "average_pool_2d", x, Pool(window=(3, 3), stride=(1, 1), padding="same")))
    return [concatenation(b, parts, 3)]


def _gate(b, random):
    x = b.input((1, 4, 4, 6), _INPUT)
    squeezed = mean(b, x, Mean(output=Quantization.of(0.03, 3)))
    hidden = dense(b, squeezed, Dense(input=(1, 6), output=3, activation="relu", output_zero=-128), random)
    scores = dense(b, hidden, Dense(input=(1, 3), output=6, output_factor=0.5), random)
    gate = reshape(b, logistic(b, scores), (1, 1, 1, 6))
    return [elementwise(b, "mul", x, gate, Elementwise(output_zero=3, output_factor=2.0))]


def _pad_then_convolution(b, random):
    x = pad(b, _image(b), ((0, 0), (1, 1), (1, 1), (0, 0)))
    return [convolution(b, x, Convolution(output=4, padding="valid", stride=(2, 2)), random)]


def _pad_then_depthwise(b, random):
    x = pad(b, _image(b), ((0, 0), (0, 1), (0, 1), (0, 0)))
    return [convolution(b, x, Convolution(output=1, padding="valid", stride=(2, 2)), random, depthwise=True)]


def _pad_then_pool(b, random):
    x = pad(b, _image(b), ((0, 0), (1, 1), (1, 1), (0, 0)))
    return [pool(b, "average_pool_2d", x, Pool(window=(3, 3), stride=(1, 1))), pool(b, "max_pool_2d", x, Pool())]


def _pad_with_two_uses(b, random):
    x = pad(b, _image(b), ((0, 0), (1, 1), (1, 1), (0, 0)))
    y = convolution(b, x, Convolution(output=3, padding="valid"), random)
    return [y, pool(b, "max_pool_2d", x, Pool())]


def _separate_relu(b, random):
    y = convolution(b, _image(b), Convolution(output=4, output_zero=-20), random)
    return [b.operator("RELU", [y], y.shape, y.quantization)]


def _separate_relu_requantizing(b, random):
    y = convolution(b, _image(b), Convolution(output=4, output_zero=-20), random)
    return [b.operator("RELU", [y], y.shape, Quantization.of(y.scale * 0.7, -128))]


def _separate_relu6(b, random):
    y = dense(b, b.input((1, 16), _INPUT), Dense(output_factor=0.3), random)
    return [b.operator("RELU6", [y], y.shape, y.quantization)]


def _float_at_both_ends(b, random):
    x = quantize(b, b.input((1, 12), None, "float32"), _INPUT)
    return [dequantize(b, dense(b, x, Dense(input=(1, 12), output=5), random))]


def _float_image(b, random):
    x = quantize(b, b.input((1, 2, 6, 6), None, "float32"), _INPUT)
    y = convolution(b, transpose(b, x, (0, 2, 3, 1)), _SMALL, random)
    return [dequantize(b, transpose(b, y, (0, 3, 1, 2)))]


def _quantize_inside(b, random):
    x = _image(b)
    y = requantized(b, requantized(b, x, Quantization.of(0.08, -12)), Quantization.of(0.05, 3))
    return [convolution(b, y, _SMALL, random)]


def _through_float(b, random):
    y = dense(b, b.input((1, 16), _INPUT), Dense(), random)
    z = quantize(b, dequantize(b, y), Quantization.of(y.scale * 0.8, 10))
    return [dense(b, z, Dense(input=(1, 8), output=4), random)]


def _views(b, random):
    x = reshape(b, b.input((1, 36), _INPUT), (1, 6, 6, 1))
    y = pool(b, "max_pool_2d", convolution(b, x, _SMALL, random), Pool(window=(6, 6)))
    y = expand_dims(b, squeeze(b, y, (1, 2), (1, 4)), 1)
    return [dense(b, reshape(b, y, (1, 4)), Dense(input=(1, 4), output=3), random)]


def _only_views(b, random):
    x = b.input((1, 4, 3), _INPUT)
    return [reshape(b, expand_dims(b, x, 1), (12,))]


def _transposes_cancel(b, random):
    x = transpose(b, transpose(b, b.input((2, 3, 4), _INPUT), (2, 0, 1)), (1, 2, 0))
    return [_add(b, x, x)]


def _shared_weights(b, random):
    x, y = b.input((1, 8), _INPUT), b.input((1, 8), _INPUT)
    weights = b.constant("weights", random.integers(-127, 128, (5, 8)).astype(np.int8), Quantization.of(0.01))
    result = Quantization.of(0.05 * 0.01 * 270.0, 4)
    towers = [
        b.operator("FULLY_CONNECTED", [t, weights], (1, 5), result, options="FullyConnectedOptions") for t in (x, y)
    ]
    return [elementwise(b, "sub", *towers, Elementwise())]


def _dead_branch(b, random):
    x = _image(b)
    convolution(b, x, _POINTWISE, random)
    return [convolution(b, x, _SMALL, random)]


def _constant_branch(b, random):
    values = random.integers(-128, 128, (1, 6, 6, 3)).astype(np.int8)
    constant = requantized(b, b.constant("constant", values, Quantization.of(0.02, 9)), Quantization.of(0.04, -8))
    return [_add(b, _image(b), constant)]


def _keyword_network(b, random):
    x = b.input((1, 12, 5, 1), Quantization.of(0.0012, 83))
    relu = {"activation": "relu", "output_zero": -128}
    x = convolution(b, x, Convolution(output=8, window=(5, 3), stride=(2, 2), **relu), random)
    x = convolution(b, x, Convolution(output=1, **relu), random, depthwise=True)
    x = convolution(b, x, Convolution(output=8, window=(1, 1), **relu), random)
    x = reshape(b, pool(b, "average_pool_2d", x, Pool(window=(6, 3), stride=(6, 3))), (1, 8))
    return [softmax(b, dense(b, x, Dense(input=(1, 8), output=6), random))]


_GRAPHS = (
    _branches_joined,
    _residual,
    _residual_chain,
    _two_inputs,
    _two_inputs_of_other_shapes,
    _two_outputs,
    _output_used_inside,
    _one_input_three_uses,
    _gate,
    _pad_then_convolution,
    _pad_then_depthwise,
    _pad_then_pool,
    _pad_with_two_uses,
    _separate_relu,
    _separate_relu_requantizing,
    _separate_relu6,
    _float_at_both_ends,
    _float_image,
    _quantize_inside,
    _through_float,
    _views,
    _only_views,
    _transposes_cancel,
    _shared_weights,
    _dead_branch,
    _constant_branch,
    _keyword_network,
)


def cases() -> list[Case]:
    """All graphs, in the order of the table."""
    made = []
    for add in _GRAPHS:
        name = add.__name__.removeprefix("_")
        builder = ModelBuilder(f"graph {name}")
        outputs = add(builder, constants(f"graph/{name}"))
        made.append(Case("graph", name, builder.build(*outputs), real_range=real_range(_INPUT)))
    return made

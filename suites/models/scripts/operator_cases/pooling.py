"""AVERAGE_POOL_2D and MAX_POOL_2D: windows, strides, padding, activations."""

from dataclasses import dataclass

from operator_cases.case import ACTIVATIONS, PADDINGS, Case, output_extent
from tflite_builder import ModelBuilder, Quantization, Tensor


@dataclass(frozen=True)
class Pool:
    """Attributes of one pool; input and output have the same quantization."""

    input: tuple[int, int, int, int] = (1, 6, 6, 3)
    window: tuple[int, int] = (2, 2)
    stride: tuple[int, int] = (2, 2)
    padding: str = "valid"
    activation: str = "none"
    quantization: Quantization = Quantization.of(0.05, -4)


def pool(builder: ModelBuilder, operator: str, x: Tensor, p: Pool) -> Tensor:
    """Adds a pool of `x`."""
    extents = [output_extent(x.shape[i + 1], p.window[i], p.stride[i], 1, p.padding) for i in (0, 1)]
    return builder.operator(
        operator.upper(),
        [x],
        (x.shape[0], *extents, x.shape[3]),
        x.quantization,
        options="Pool2DOptions",
        padding=PADDINGS[p.padding],
        strideH=p.stride[0],
        strideW=p.stride[1],
        filterHeight=p.window[0],
        filterWidth=p.window[1],
        fusedActivationFunction=ACTIVATIONS[p.activation],
    )


_CASES = {
    "plain_2x2": Pool(),
    "same_2x2_odd": Pool(input=(1, 5, 7, 3), padding="same"),
    "same_3x3_stride_1": Pool(window=(3, 3), stride=(1, 1), padding="same"),
    "same_3x3_stride_2": Pool(input=(1, 7, 6, 5), window=(3, 3), stride=(2, 2), padding="same"),
    "valid_3x3_stride_1": Pool(window=(3, 3), stride=(1, 1)),
    "valid_3x2_stride_1x2": Pool(window=(3, 2), stride=(1, 2)),
    "window_1x4": Pool(input=(1, 3, 8, 2), window=(1, 4), stride=(1, 4)),
    "window_1x1_stride_2": Pool(window=(1, 1), stride=(2, 2)),
    "stride_beyond_window": Pool(input=(1, 9, 9, 1), window=(2, 2), stride=(3, 3)),
    "global": Pool(input=(1, 5, 4, 7), window=(5, 4), stride=(5, 4)),
    "window_beyond_input_same": Pool(input=(1, 3, 3, 2), window=(5, 5), stride=(1, 1), padding="same"),
    "one_channel": Pool(input=(1, 6, 6, 1)),
    "channels_17": Pool(input=(1, 4, 4, 17)),
    "relu": Pool(activation="relu"),
    "relu6": Pool(activation="relu6", quantization=Quantization.of(0.06, -60)),
    "relu_n1_to_1": Pool(
        activation="relu_n1_to_1", window=(3, 3), stride=(1, 1), quantization=Quantization.of(0.03, 5)
    ),
    "batch_2": Pool(input=(2, 4, 4, 2)),
}
_ONLY_AVERAGE = {"valid_3x2_stride_1x2", "window_1x1_stride_2", "channels_17", "relu", "stride_beyond_window"}


def cases() -> list[Case]:
    """All cases of both operators."""
    made = []
    for operator in ("average_pool_2d", "max_pool_2d"):
        for name, p in _CASES.items():
            if operator == "max_pool_2d" and name in _ONLY_AVERAGE:
                continue
            builder = ModelBuilder(f"{operator} {name}")
            x = builder.input(p.input, p.quantization)
            made.append(Case(operator, name, builder.build(pool(builder, operator, x, p))))
    return made

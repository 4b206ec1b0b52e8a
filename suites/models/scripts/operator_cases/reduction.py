"""MEAN: axes, kept dimensions, requantization."""

from dataclasses import dataclass

import numpy as np

from operator_cases.case import Case
from tflite_builder import ModelBuilder, Quantization, Tensor


@dataclass(frozen=True)
class Mean:
    """Attributes of one mean."""

    input: tuple[int, ...] = (1, 4, 5, 3)
    axes: tuple[int, ...] = (1, 2)
    keep: bool = False
    input_quantization: Quantization = Quantization.of(0.05, -17)
    output: Quantization = Quantization.of(0.05, -17)


def mean(builder: ModelBuilder, x: Tensor, m: Mean) -> Tensor:
    """Adds MEAN of `x`."""
    shape = np.mean(np.zeros(x.shape), axis=m.axes, keepdims=m.keep).shape
    axes = builder.constant("axes", np.array(m.axes, np.int32))
    return builder.operator("MEAN", [x, axes], shape, m.output, options="ReducerOptions", keepDims=m.keep)


_OTHER = Quantization.of(0.021, 12)
_CASES = {
    "image": Mean(),
    "image_kept": Mean(keep=True),
    "image_requantized": Mean(output=_OTHER),
    "image_kept_requantized": Mean(keep=True, output=_OTHER),
    "image_axes_swapped": Mean(axes=(2, 1), output=_OTHER),
    "image_one_pixel": Mean(input=(1, 1, 1, 6)),
    "image_25x5": Mean(input=(1, 25, 5, 4), output=Quantization.of(0.011, -3)),
    "rows": Mean(axes=(1,), output=_OTHER),
    "columns": Mean(axes=(2,)),
    "channels": Mean(axes=(3,), output=_OTHER),
    "channels_negative_axis_kept": Mean(axes=(-1,), keep=True),
    "everything_but_batch": Mean(axes=(1, 2, 3), output=_OTHER),
    "rows_and_channels": Mean(axes=(1, 3)),
    "rank_2": Mean(input=(1, 17), axes=(1,), output=_OTHER),
    "rank_2_kept": Mean(input=(3, 6), axes=(1,), keep=True),
    "rank_3_middle": Mean(input=(2, 7, 3), axes=(1,), output=_OTHER),
    "rank_3_first": Mean(input=(4, 2, 3), axes=(0,)),
    "batch_2_image": Mean(input=(2, 3, 3, 4), output=_OTHER),
    "zero_points_low": Mean(input_quantization=Quantization.of(0.05, -128), output=Quantization.of(0.04, -128)),
    "zero_points_high": Mean(input_quantization=Quantization.of(0.05, 127), output=Quantization.of(0.04, 127)),
}


def cases() -> list[Case]:
    """All cases."""
    made = []
    for name, m in _CASES.items():
        builder = ModelBuilder(f"mean {name}")
        x = builder.input(m.input, m.input_quantization)
        made.append(Case("mean", name, builder.build(mean(builder, x, m))))
    return made

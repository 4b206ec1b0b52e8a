"""Golden cases: inputs, what TFLite Micro's reference kernels make of them, and where both came from.

A case is a folder with `input.npy` and `expected.npy` (`input_0.npy`, `input_1.npy`, … where a model has several),
each with a leading axis of inferences, and a `provenance.yaml`. The interpreter is reset before a case, not within it.
"""

import hashlib
import pathlib
import shutil
from dataclasses import dataclass
from importlib import metadata

import numpy as np
import yaml
from tflite_micro.python.tflite_micro import runtime

REPOSITORY = pathlib.Path(__file__).resolve().parents[3]
OWN_MODELS = REPOSITORY / "suites" / "models"
GOLDENS = REPOSITORY / "golden-outputs"
CREATED = "2026-11-21"
_ARENA_BYTES = 4 << 20
_MAX_TENSORS = 16


@dataclass(frozen=True)
class TensorDetails:
    """Element type, shape and per-tensor quantization (scale 0 where the tensor is not quantized)."""

    dtype: np.dtype
    shape: tuple[int, ...]
    scale: np.float32
    zero_point: int

    @staticmethod
    def of(details: dict) -> "TensorDetails":
        quantization = details["quantization_parameters"]
        scales, zero_points = quantization["scales"], quantization["zero_points"]
        quantized = len(scales) > 0
        return TensorDetails(
            np.dtype(details["dtype"]),
            tuple(int(d) for d in details["shape"]),
            np.float32(scales[0] if quantized else 0),
            int(zero_points[0]) if quantized else 0,
        )

    def quantize(self, real: np.ndarray) -> np.ndarray:
        """Quantizes as TFLite's reference does: divide in float32, round half away from zero, saturate."""
        steps = real.astype(np.float32) / self.scale
        rounded = np.sign(steps) * np.floor(np.abs(steps) + np.float32(0.5))
        limits = np.iinfo(self.dtype)
        return np.clip(rounded + self.zero_point, limits.min, limits.max).astype(self.dtype)


class Reference:
    """TFLite Micro's reference kernels over one model."""

    def __init__(self, model: bytes):
        self._interpreter = runtime.Interpreter.from_bytes(model, arena_size=_ARENA_BYTES)
        counts = _tensor_counts(model)
        self.inputs = [TensorDetails.of(self._interpreter.get_input_details(i)) for i in range(counts[0])]
        self.outputs = [TensorDetails.of(self._interpreter.get_output_details(i)) for i in range(counts[1])]

    def run(self, inputs: list[np.ndarray]) -> list[np.ndarray]:
        """Runs one inference for each index of the leading axis, after one reset."""
        self._interpreter.reset()
        results = [[] for _ in self.outputs]
        for index in range(inputs[0].shape[0]):
            for position, values in enumerate(inputs):
                self._interpreter.set_input(np.ascontiguousarray(values[index]), position)
            self._interpreter.invoke()
            for position, details in enumerate(self.outputs):
                value = np.array(self._interpreter.get_output(position), copy=True)
                results[position].append(value.reshape(details.shape))
        return [np.stack(r) for r in results]


def _tensor_counts(model: bytes) -> tuple[int, int]:
    graph = runtime.schema_fb.ModelT.InitFromPackedBuf(model, 0).subgraphs[0]
    counts = len(graph.inputs), len(graph.outputs)
    if max(counts) > _MAX_TENSORS:
        raise ValueError(f"{counts} inputs and outputs; at most {_MAX_TENSORS} of each are supported")
    return counts


def sha256(data: bytes) -> str:
    """SHA-256 in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def write_case(
    folder: pathlib.Path,
    model: bytes,
    model_file: str,
    inputs: list[np.ndarray],
    origin: dict,
    created: str = CREATED,
) -> list[np.ndarray]:
    """Writes one case and returns the expected outputs.

    :param folder: replaced if it is there
    :param model_file: name as the provenance gives it, relative to the folder of models that it belongs to
    :param inputs: one array per input of the model, each with a leading axis of inferences
    :param origin: `seed` or `source`, and `note`
    """
    reference = Reference(model)
    for values, details in zip(inputs, reference.inputs, strict=True):
        if values.shape[1:] != details.shape or values.dtype != details.dtype:
            raise ValueError(f"{model_file}: input is {values.dtype}{values.shape[1:]}, model has {details}")
    expected = reference.run(inputs)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    _save(folder, "input", inputs)
    _save(folder, "expected", expected)
    provenance = {
        "producer": "tflite-micro",
        "producerVersion": metadata.version("tflite-micro"),
        "model": model_file,
        "modelSha256": sha256(model),
        **origin,
        "created": created,
    }
    text = yaml.safe_dump(provenance, sort_keys=False, width=120, allow_unicode=True)
    (folder / "provenance.yaml").write_text(text, encoding="utf-8")
    return expected


def _save(folder: pathlib.Path, stem: str, arrays: list[np.ndarray]) -> None:
    for index, values in enumerate(arrays):
        name = f"{stem}.npy" if len(arrays) == 1 else f"{stem}_{index}.npy"
        np.save(folder / name, np.ascontiguousarray(values), allow_pickle=False)

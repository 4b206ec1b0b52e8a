"""Writes small `.tflite` models operator by operator, with exactly the attributes and quantization asked for.

Tensors are added in the order of use; a `Tensor` is a handle to one. Nothing is checked here: TFLite Micro does it.
"""

from dataclasses import dataclass

import flatbuffers
import numpy as np
from tflite_micro.tensorflow.lite.micro.python import schema_py_generated as schema

TYPES = {"int8": schema.TensorType.INT8, "int32": schema.TensorType.INT32, "float32": schema.TensorType.FLOAT32}


@dataclass(frozen=True)
class Quantization:
    """Affine quantization: one scale, or one for each index of `axis`."""

    scale: tuple[float, ...]
    zero_point: int = 0
    axis: int = 0

    @staticmethod
    def of(scale: float, zero_point: int = 0) -> "Quantization":
        return Quantization((float(scale),), zero_point)


@dataclass(frozen=True)
class Tensor:
    """A tensor of the model under construction."""

    index: int
    shape: tuple[int, ...]
    quantization: Quantization | None
    dtype: str

    @property
    def scale(self) -> float:
        return self.quantization.scale[0]


class ModelBuilder:
    """Collects tensors and operators of one graph and packs them."""

    def __init__(self, description: str):
        self._model = schema.ModelT()
        self._model.version = 3
        self._model.description = description
        self._model.operatorCodes = []
        self._model.buffers = [schema.BufferT()]
        self._graph = schema.SubGraphT()
        self._graph.name = "main"
        self._graph.tensors, self._graph.operators, self._graph.inputs = [], [], []

    def input(self, shape, quantization: Quantization | None, dtype: str = "int8", name: str | None = None) -> Tensor:
        """Adds an input of the graph."""
        tensor = self._tensor(name or f"input_{len(self._graph.inputs)}", shape, quantization, dtype, 0)
        self._graph.inputs.append(tensor.index)
        return tensor

    def constant(self, name: str, values: np.ndarray, quantization: Quantization | None = None) -> Tensor:
        """Adds a constant with a buffer of its own."""
        buffer = schema.BufferT()
        buffer.data = np.frombuffer(np.ascontiguousarray(values).tobytes(), np.uint8)
        self._model.buffers.append(buffer)
        return self._tensor(name, values.shape, quantization, str(values.dtype), len(self._model.buffers) - 1)

    def operator(
        self, name: str, inputs, shape, quantization: Quantization | None, dtype: str = "int8", **attributes
    ) -> Tensor:
        """Adds an operator with one output.

        :param inputs: tensors; None for an optional one that is absent
        :param shape: of the output
        :param attributes: fields of the operator's options table, whose name is under `options` where there is one
        """
        output = self._tensor(f"{name.lower()}_{len(self._graph.operators)}", shape, quantization, dtype, 0)
        operator = schema.OperatorT()
        operator.opcodeIndex = self._code(getattr(schema.BuiltinOperator, name))
        operator.inputs = [-1 if t is None else t.index for t in inputs]
        operator.outputs = [output.index]
        table = attributes.pop("options", None)
        if table:
            operator.builtinOptionsType = getattr(schema.BuiltinOptions, table)
            operator.builtinOptions = getattr(schema, table + "T")()
            for field, value in attributes.items():
                _require_field(operator.builtinOptions, field)
                setattr(operator.builtinOptions, field, value)
        self._graph.operators.append(operator)
        return output

    def build(self, *outputs: Tensor) -> bytes:
        """Packs the model, whose outputs are the given tensors."""
        self._graph.outputs = [t.index for t in outputs]
        self._model.subgraphs = [self._graph]
        builder = flatbuffers.Builder(1024)
        builder.Finish(self._model.Pack(builder), b"TFL3")
        return bytes(builder.Output())

    def _tensor(self, name, shape, quantization, dtype, buffer: int) -> Tensor:
        tensor = schema.TensorT()
        tensor.name, tensor.shape, tensor.type, tensor.buffer = name, [int(d) for d in shape], TYPES[dtype], buffer
        if quantization is not None:
            parameters = schema.QuantizationParametersT()
            parameters.scale = [float(np.float32(s)) for s in quantization.scale]
            parameters.zeroPoint = [quantization.zero_point] * len(quantization.scale)
            parameters.quantizedDimension = quantization.axis
            tensor.quantization = parameters
        self._graph.tensors.append(tensor)
        return Tensor(len(self._graph.tensors) - 1, tuple(tensor.shape), quantization, dtype)

    def _code(self, builtin: int) -> int:
        for index, code in enumerate(self._model.operatorCodes):
            if code.builtinCode == builtin:
                return index
        code = schema.OperatorCodeT()
        code.builtinCode, code.deprecatedBuiltinCode, code.version = builtin, min(builtin, 127), 1
        self._model.operatorCodes.append(code)
        return len(self._model.operatorCodes) - 1


def _require_field(options, field: str) -> None:
    if not hasattr(options, field):
        raise AttributeError(f"{type(options).__name__} has no field {field}")

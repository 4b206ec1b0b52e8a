"""What the training scripts share: seeding, and conversion to a fully quantized int8 model."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("TF_ENABLE_ONEDNN_OPTS", "0")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import flatbuffers
import keras
import numpy as np
import tensorflow as tf
from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2
from tflite_micro.tensorflow.lite.micro.python import schema_py_generated as schema

MAX_BYTES = 60_000


def make_deterministic(seed: int) -> None:
    """Seeds every generator and forbids operations whose result depends on the order of threads."""
    keras.utils.set_random_seed(seed)
    tf.config.experimental.enable_op_determinism()
    tf.config.threading.set_intra_op_parallelism_threads(1)
    tf.config.threading.set_inter_op_parallelism_threads(1)


def to_int8(model: keras.Model, representative: np.ndarray, names: tuple[str, str], per_channel_dense: bool) -> bytes:
    """Converts to TFLite with int8 weights, activations, input and output.

    :param representative: real inputs, with a leading axis, from which the ranges of the activations are taken
    :param names: of the input and of the output
    :param per_channel_dense: whether dense layers get a scale for each output rather than one for all
    """
    shape = [1, *model.input_shape[1:]]

    @tf.function(input_signature=[tf.TensorSpec(shape, tf.float32, name=names[0])])
    def infer(x):
        return model(x, training=False)

    frozen = convert_variables_to_constants_v2(infer.get_concrete_function())
    converter = tf.lite.TFLiteConverter.from_concrete_functions([frozen])
    converter.optimizations = [tf.lite.Optimize.DEFAULT]
    converter.representative_dataset = lambda: ([row[np.newaxis].astype(np.float32)] for row in representative)
    converter.target_spec.supported_ops = [tf.lite.OpsSet.TFLITE_BUILTINS_INT8]
    converter.inference_input_type = tf.int8
    converter.inference_output_type = tf.int8
    converter._experimental_disable_per_channel_quantization_for_dense_layers = not per_channel_dense
    data = _named(converter.convert(), *names)
    if len(data) > MAX_BYTES:
        raise SystemExit(f"the model has {len(data)} bytes; at most {MAX_BYTES} are allowed")
    return data


def _named(data: bytes, input_name: str, output_name: str) -> bytes:
    """Gives input and output plain names and drops what the converter adds for its own use."""
    model = schema.ModelT.InitFromPackedBuf(data, 0)
    graph = model.subgraphs[0]
    graph.tensors[graph.inputs[0]].name = input_name
    graph.tensors[graph.outputs[0]].name = output_name
    model.metadata, model.metadataBuffer, model.signatureDefs = None, None, None
    used = sorted({t.buffer for t in graph.tensors} | {0})
    position = {old: new for new, old in enumerate(used)}
    model.buffers = [model.buffers[i] for i in used]
    for tensor in graph.tensors:
        tensor.buffer = position[tensor.buffer]
    builder = flatbuffers.Builder(len(data))
    builder.Finish(model.Pack(builder), b"TFL3")
    return bytes(builder.Output())

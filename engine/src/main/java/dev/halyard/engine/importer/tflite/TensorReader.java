package dev.halyard.engine.importer.tflite;

import dev.halyard.engine.diagnostic.Diagnostic;
import dev.halyard.engine.importer.tflite.schema.Limits;
import dev.halyard.engine.importer.tflite.schema.SchemaBuffer;
import dev.halyard.engine.importer.tflite.schema.SchemaTensor;
import dev.halyard.engine.ir.ConstantData;
import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Quantization;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Makes tensors of the graph from those of the file, each once, and reports what is wrong. */
final class TensorReader {
  private static final String[] TYPE_NAMES = {
    "FLOAT32",
    "FLOAT16",
    "INT32",
    "UINT8",
    "INT64",
    "STRING",
    "BOOL",
    "INT16",
    "COMPLEX64",
    "INT8",
    "FLOAT64",
    "COMPLEX128",
    "UINT64",
    "RESOURCE",
    "VARIANT",
    "UINT32",
    "UINT16",
    "INT4",
    "BFLOAT16",
    "INT2",
    "UINT4"
  };
  private static final Map<String, ElementType> TYPES =
      Map.of(
          "FLOAT32", ElementType.FLOAT32,
          "INT32", ElementType.INT32,
          "UINT8", ElementType.UINT8,
          "INT64", ElementType.INT64,
          "INT16", ElementType.INT16,
          "INT8", ElementType.INT8);

  private final ModelFile file;
  private final List<String> names;
  private final Consumer<Diagnostic> problems;
  private final Map<Integer, Optional<Tensor>> tensors = new HashMap<>();
  private final Map<Integer, ConstantData> constants = new HashMap<>();

  /**
   * @param names one per tensor of the file
   * @param problems where diagnostics go
   */
  TensorReader(ModelFile file, List<String> names, Consumer<Diagnostic> problems) {
    this.file = file;
    this.names = names;
    this.problems = problems;
  }

  /** Returns a tensor; empty if it cannot be represented, which has then been reported. */
  Optional<Tensor> tensor(int index) {
    Optional<Tensor> known = tensors.get(index);
    if (known == null) {
      known = read(index);
      tensors.put(index, known);
    }
    return known;
  }

  /** Tells whether the file has data for a tensor. */
  boolean isConstant(int index) {
    return buffer(file.tensors().get(index)).filter(buffer -> buffer.byteCount() > 0).isPresent();
  }

  private Optional<Tensor> read(int index) {
    SchemaTensor table = file.tensors().get(index);
    TensorProblems place = new TensorProblems(names.get(index), problems);
    Optional<ElementType> type = type(table, place);
    Optional<Shape> shape = shape(table, place);
    storage(table, place);
    if (type.isEmpty() || shape.isEmpty() || !place.isSound()) {
      return Optional.empty();
    }
    TensorQuantization quantization = new TensorQuantization(type.get(), shape.get(), place);
    Quantization scales = quantization.read(table.quantization());
    long bytes = (long) shape.get().elementCount() * type.get().bytes();
    if (bytes > Limits.TENSOR_BYTES) {
      place.add(
          "%d bytes are not supported; supported: up to %d".formatted(bytes, Limits.TENSOR_BYTES));
    } else if (isConstant(index)) {
      data(table, bytes, place);
    }
    if (!place.isSound()) {
      return Optional.empty();
    }
    ConstantData data = isConstant(index) ? constants.get(table.buffer()) : null;
    return Optional.of(new Tensor(names.get(index), type.get(), shape.get(), scales, data));
  }

  private static Optional<ElementType> type(SchemaTensor table, TensorProblems place) {
    int code = table.type();
    boolean known = code >= 0 && code < TYPE_NAMES.length;
    String name = known ? TYPE_NAMES[code] : String.valueOf(code);
    Optional<ElementType> type = Optional.ofNullable(TYPES.get(name));
    if (type.isEmpty()) {
      place.add(
          "element type %s is not supported; supported: INT8, INT32, FLOAT32".formatted(name));
    }
    return type;
  }

  private static Optional<Shape> shape(SchemaTensor table, TensorProblems place) {
    List<Integer> dimensions = table.shape();
    String text = dimensions.toString().replace(" ", "");
    long elements = 1;
    for (int dimension : dimensions) {
      if (dimension < 1) {
        place.add("shape %s is not supported; supported: dimensions of 1 and more".formatted(text));
        return Optional.empty();
      }
      elements *= dimension;
      if (elements > Limits.TENSOR_BYTES) {
        place.add(
            "shape %s is not supported; supported: up to %d bytes"
                .formatted(text, Limits.TENSOR_BYTES));
        return Optional.empty();
      }
    }
    return Optional.of(new Shape(dimensions));
  }

  private void storage(SchemaTensor table, TensorProblems place) {
    if (table.isVariable()) {
      place.add("state kept between inferences is not supported; supported: stateless models");
    }
    if (table.isSparse()) {
      place.add("sparse data is not supported; supported: dense data");
    }
    if (table.isExternal() || buffer(table).filter(SchemaBuffer::isOutside).isPresent()) {
      place.add("data outside the flatbuffer is not supported; supported: data in the model");
    }
  }

  private void data(SchemaTensor table, long bytes, TensorProblems place) {
    SchemaBuffer buffer = buffer(table).orElseThrow();
    if (buffer.byteCount() != bytes) {
      place.add(
          "its shape and type need %d bytes of data, but the file has %d"
              .formatted(bytes, buffer.byteCount()));
      return;
    }
    constants.computeIfAbsent(table.buffer(), index -> ConstantData.of(buffer.data()));
  }

  private Optional<SchemaBuffer> buffer(SchemaTensor table) {
    return table.buffer() < file.buffers().size()
        ? Optional.of(file.buffers().get(table.buffer()))
        : Optional.empty();
  }
}

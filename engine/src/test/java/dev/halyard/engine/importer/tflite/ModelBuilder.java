package dev.halyard.engine.importer.tflite;

import com.google.flatbuffers.FlatBufferBuilder;
import dev.halyard.engine.importer.tflite.schema.BuiltinOperator;
import dev.halyard.engine.ir.Graph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes {@code .tflite} files, valid or not, independently of the reading code. */
final class ModelBuilder {
  static final int ABSENT = -1;

  private record OperatorSpec(
      int code, OptionsSpec options, List<Integer> inputs, List<Integer> outputs) {}

  final List<TensorSpec> tensors = new ArrayList<>();
  private final List<OperatorSpec> operators = new ArrayList<>();
  private final List<Integer> inputs = new ArrayList<>();
  private final List<Integer> outputs = new ArrayList<>();
  private final FlatBufferBuilder builder = new FlatBufferBuilder(1024);
  private int version = 3;
  private int subgraphs = 1;
  private String customCode = "";

  /** Adds a tensor. */
  int tensor(TensorSpec spec) {
    tensors.add(spec);
    return tensors.size() - 1;
  }

  /** Adds a tensor that the user sets. */
  int input(TensorSpec spec) {
    inputs.add(tensor(spec));
    return tensors.size() - 1;
  }

  /** Adds a tensor that the user reads. */
  int output(TensorSpec spec) {
    outputs.add(tensor(spec));
    return tensors.size() - 1;
  }

  ModelBuilder operator(
      BuiltinOperator operator, OptionsSpec options, List<Integer> from, int... to) {
    return operator(operator.code(), options, from, to);
  }

  ModelBuilder operator(int code, OptionsSpec options, List<Integer> from, int... to) {
    operators.add(new OperatorSpec(code, options, from, reads(to)));
    return this;
  }

  ModelBuilder custom(String name, List<Integer> from, int... to) {
    customCode = name;
    return operator(BuiltinOperator.CUSTOM, OptionsSpec.none(), from, to);
  }

  ModelBuilder version(int number) {
    version = number;
    return this;
  }

  ModelBuilder subgraphs(int count) {
    subgraphs = count;
    return this;
  }

  ModelBuilder readAgain(int output) {
    outputs.add(output);
    return this;
  }

  static List<Integer> reads(int... tensors) {
    return Arrays.stream(tensors).boxed().toList();
  }

  Graph read() {
    return TfliteImporter.read(build(), "model");
  }

  byte[] build() {
    int buffers = buffers();
    int graph = subgraph();
    int[] graphs = new int[subgraphs];
    Arrays.fill(graphs, graph);
    int graphVector = offsets(graphs);
    int codes = operatorCodes();
    builder.startTable(5);
    builder.addInt(0, version, 0);
    builder.addOffset(1, codes, 0);
    builder.addOffset(2, graphVector, 0);
    builder.addOffset(4, buffers, 0);
    builder.finish(builder.endTable(), "TFL3");
    return builder.sizedByteArray();
  }

  private int buffers() {
    List<Integer> tables = new ArrayList<>();
    tables.add(buffer(new byte[0]));
    tensors.forEach(tensor -> tables.add(buffer(tensor.data)));
    return offsets(array(tables));
  }

  private int buffer(byte[] data) {
    int vector = data.length == 0 ? 0 : builder.createByteVector(data);
    builder.startTable(3);
    builder.addOffset(0, vector, 0);
    return builder.endTable();
  }

  private int operatorCodes() {
    List<Integer> tables = new ArrayList<>();
    for (OperatorSpec operator : operators) {
      int name = customCode.isEmpty() ? 0 : builder.createString(customCode);
      builder.startTable(4);
      builder.addByte(0, (byte) Math.min(operator.code(), 127), 0);
      builder.addOffset(1, name, 0);
      builder.addInt(3, operator.code(), 0);
      tables.add(builder.endTable());
    }
    return offsets(array(tables));
  }

  private int subgraph() {
    List<Integer> tensorTables = new ArrayList<>();
    for (int index = 0; index < tensors.size(); index++) {
      tensorTables.add(tensor(tensors.get(index), index + 1));
    }
    int tensorVector = offsets(array(tensorTables));
    List<Integer> operatorTables = new ArrayList<>();
    for (int index = 0; index < operators.size(); index++) {
      operatorTables.add(operator(operators.get(index), index));
    }
    int operatorVector = offsets(array(operatorTables));
    int inputVector = ints(array(inputs));
    int outputVector = ints(array(outputs));
    builder.startTable(4);
    builder.addOffset(0, tensorVector, 0);
    builder.addOffset(1, inputVector, 0);
    builder.addOffset(2, outputVector, 0);
    builder.addOffset(3, operatorVector, 0);
    return builder.endTable();
  }

  private int tensor(TensorSpec spec, int buffer) {
    int shape = ints(spec.shape);
    int signature = spec.signature.length == 0 ? 0 : ints(spec.signature);
    int name = builder.createString(spec.name);
    int quantization = quantization(spec);
    builder.startTable(8);
    builder.addOffset(0, shape, 0);
    builder.addByte(1, (byte) spec.type, 0);
    builder.addInt(2, buffer, 0);
    builder.addOffset(3, name, 0);
    builder.addOffset(4, quantization, 0);
    builder.addBoolean(5, spec.variable, false);
    builder.addOffset(7, signature, 0);
    return builder.endTable();
  }

  private int quantization(TensorSpec spec) {
    builder.startVector(4, spec.scales.length, 4);
    for (int index = spec.scales.length - 1; index >= 0; index--) {
      builder.addFloat(spec.scales[index]);
    }
    int scales = builder.endVector();
    builder.startVector(8, spec.zeroPoints.length, 8);
    for (int index = spec.zeroPoints.length - 1; index >= 0; index--) {
      builder.addLong(spec.zeroPoints[index]);
    }
    int zeroPoints = builder.endVector();
    builder.startTable(7);
    builder.addOffset(2, scales, 0);
    builder.addOffset(3, zeroPoints, 0);
    builder.addInt(6, spec.axis, 0);
    return builder.endTable();
  }

  private int operator(OperatorSpec spec, int code) {
    int from = ints(array(spec.inputs()));
    int to = ints(array(spec.outputs()));
    int options = spec.options().type == 0 ? 0 : spec.options().write(builder);
    builder.startTable(5);
    builder.addInt(0, code, 0);
    builder.addOffset(1, from, 0);
    builder.addOffset(2, to, 0);
    builder.addByte(3, (byte) spec.options().type, 0);
    builder.addOffset(4, options, 0);
    return builder.endTable();
  }

  private int ints(int[] values) {
    builder.startVector(4, values.length, 4);
    for (int index = values.length - 1; index >= 0; index--) {
      builder.addInt(values[index]);
    }
    return builder.endVector();
  }

  private int offsets(int[] tables) {
    return builder.createVectorOfTables(tables);
  }

  private static int[] array(List<Integer> values) {
    return values.stream().mapToInt(Integer::intValue).toArray();
  }
}

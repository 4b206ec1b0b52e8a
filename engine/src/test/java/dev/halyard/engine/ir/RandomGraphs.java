package dev.halyard.engine.ir;

import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.Add;
import dev.halyard.engine.ir.op.AveragePool2d;
import dev.halyard.engine.ir.op.Concatenation;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.engine.ir.op.DepthwiseConv2d;
import dev.halyard.engine.ir.op.Dequantize;
import dev.halyard.engine.ir.op.Extent2d;
import dev.halyard.engine.ir.op.FullyConnected;
import dev.halyard.engine.ir.op.HardSwish;
import dev.halyard.engine.ir.op.LeakyRelu;
import dev.halyard.engine.ir.op.Logistic;
import dev.halyard.engine.ir.op.MaxPool2d;
import dev.halyard.engine.ir.op.Mean;
import dev.halyard.engine.ir.op.Mul;
import dev.halyard.engine.ir.op.Operator;
import dev.halyard.engine.ir.op.Pad;
import dev.halyard.engine.ir.op.Padding;
import dev.halyard.engine.ir.op.Quantize;
import dev.halyard.engine.ir.op.Relu;
import dev.halyard.engine.ir.op.Relu6;
import dev.halyard.engine.ir.op.Reshape;
import dev.halyard.engine.ir.op.Softmax;
import dev.halyard.engine.ir.op.Sub;
import dev.halyard.engine.ir.op.Tanh;
import dev.halyard.engine.ir.op.Transpose;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Graphs of random text, most of them meaningless: for the round trip of their text form. */
final class RandomGraphs {
  private static final List<String> NAMES =
      List.of(
          "a",
          "model/dense/BiasAdd",
          "x;y z",
          "\"",
          "\\u0041\\",
          "q\n\t\u2028",
          "->",
          "data",
          "fill",
          "graph",
          "",
          "7",
          "1.5",
          "ü",
          "a//b",
          "a-b",
          "a:b",
          "[",
          "x,y");

  private final Random random;

  RandomGraphs(long seed) {
    random = new Random(seed);
  }

  static List<Operator> oneOfEach() {
    Extent2d two = new Extent2d(2, 3);
    Padding padding = new Padding(0, 1, 2, 3);
    return List.of(
        new Add(Activation.NONE),
        new AveragePool2d(two, two, padding, Activation.RELU),
        new Concatenation(3),
        new Conv2d(two, new Extent2d(1, 1), Padding.NONE, Activation.RELU6),
        new DepthwiseConv2d(two, two, padding, Activation.NONE),
        new Dequantize(),
        new FullyConnected(Activation.RELU_N1_TO_1),
        new HardSwish(),
        new LeakyRelu(0.1f),
        new Logistic(),
        new MaxPool2d(two, two, Padding.NONE, Activation.NONE),
        new Mean(List.of(1, 2), true),
        new Mul(Activation.RELU),
        new Pad(List.of(0, 1), List.of(), -128),
        new Quantize(),
        new Relu(),
        new Relu6(),
        new Reshape(),
        new Softmax(1e-20f),
        new Sub(Activation.NONE),
        new Tanh(),
        new Transpose(List.of(1, 0)));
  }

  Graph next() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    List<Node> nodes = new ArrayList<>();
    List<String> inputs = new ArrayList<>();
    for (int count = random.nextInt(3); count > 0; count--) {
      inputs.add(add(tensors, false));
    }
    for (int count = random.nextInt(4); count > 0; count--) {
      add(tensors, true);
    }
    for (int count = random.nextInt(6); count > 0; count--) {
      List<String> operands = some(new ArrayList<>(tensors.keySet()));
      List<String> made =
          Stream.generate(() -> add(tensors, false)).limit(1 + random.nextInt(2)).toList();
      String name = random.nextBoolean() ? made.get(0) : name() + count;
      nodes.add(new Node(name, pick(oneOfEach()), operands, made));
    }
    return new Graph(name(), inputs, some(new ArrayList<>(tensors.keySet())), tensors, nodes);
  }

  private String add(Map<String, Tensor> tensors, boolean constant) {
    String name = name();
    while (tensors.containsKey(name)) {
      name += random.nextInt(10);
    }
    ElementType type = pick(List.of(ElementType.values()));
    List<Integer> dimensions = random.ints(random.nextInt(4), 1, 5).boxed().toList();
    Tensor tensor = new Tensor(name, type, new Shape(dimensions), quantization(), null);
    tensors.put(name, constant ? tensor.withConstant(data(tensor.byteCount())) : tensor);
    return name;
  }

  private Quantization quantization() {
    if (random.nextInt(3) == 0) {
      return null;
    }
    int scales = random.nextBoolean() ? 1 : 1 + random.nextInt(6);
    boolean sameZeroPoint = random.nextBoolean();
    return new Quantization(
        Stream.generate(() -> Math.max(Float.MIN_VALUE, random.nextFloat())).limit(scales).toList(),
        Stream.generate(() -> sameZeroPoint ? 3 : random.nextInt(256) - 128).limit(scales).toList(),
        random.nextInt(3));
  }

  private ConstantData data(int bytes) {
    byte[] data = new byte[bytes];
    if (random.nextInt(3) > 0) {
      random.nextBytes(data);
    }
    return ConstantData.of(data);
  }

  private List<String> some(List<String> from) {
    return from.stream().filter(name -> random.nextBoolean()).toList();
  }

  private String name() {
    return pick(NAMES);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}

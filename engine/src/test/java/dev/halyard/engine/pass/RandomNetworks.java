package dev.halyard.engine.pass;

import dev.halyard.engine.ir.ConstantData;
import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Quantization;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.Add;
import dev.halyard.engine.ir.op.AveragePool2d;
import dev.halyard.engine.ir.op.Concatenation;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.engine.ir.op.DepthwiseConv2d;
import dev.halyard.engine.ir.op.Dequantize;
import dev.halyard.engine.ir.op.Extent2d;
import dev.halyard.engine.ir.op.MaxPool2d;
import dev.halyard.engine.ir.op.Mul;
import dev.halyard.engine.ir.op.Operator;
import dev.halyard.engine.ir.op.Pad;
import dev.halyard.engine.ir.op.Padding;
import dev.halyard.engine.ir.op.Quantize;
import dev.halyard.engine.ir.op.Relu;
import dev.halyard.engine.ir.op.Relu6;
import dev.halyard.engine.ir.op.Reshape;
import dev.halyard.engine.ir.op.Sub;
import dev.halyard.engine.ir.op.Transpose;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Small valid int8 networks in which passes find much to do. */
final class RandomNetworks {
  private static final List<Activation> ACTIVATIONS = List.of(Activation.values());
  private static final Extent2d ONE = new Extent2d(1, 1);

  private final SplittableRandom random;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final List<Node> nodes = new ArrayList<>();
  private final List<Tensor> activations = new ArrayList<>();

  private RandomNetworks(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Returns the network of a seed: one input, one to three outputs, up to a dozen layers. */
  static Graph of(long seed) {
    return new RandomNetworks(seed).build();
  }

  private Graph build() {
    Shape shape = Shape.of(1, 2 + random.nextInt(4), 2 + random.nextInt(4), 1 + random.nextInt(3));
    Tensor input = new Tensor("x", ElementType.INT8, shape, quantization(), null);
    tensors.put("x", input);
    activations.add(input);
    List<Runnable> layers =
        List.of(
            this::conv,
            this::depthwise,
            this::pad,
            this::relu,
            this::relu,
            this::pair,
            this::pool,
            this::reshape,
            this::transpose,
            this::requantize,
            this::floatPair,
            this::concatenation,
            this::constants);
    for (int i = 3 + random.nextInt(10); i > 0; i--) {
      layers.get(random.nextInt(layers.size())).run();
    }
    relu();
    return new Graph("random", List.of("x"), outputs(), tensors, nodes);
  }

  private List<String> outputs() {
    List<String> made = nodes.stream().map(Node::output).toList();
    List<String> outputs = new ArrayList<>(List.of(made.get(made.size() - 1)));
    for (String name : made) {
      if (random.nextInt(8) == 0 && outputs.size() < 3 && !outputs.contains(name)) {
        outputs.add(name);
      }
    }
    return outputs;
  }

  /** Returns one of few, so that equal ones meet. */
  private Quantization quantization() {
    return random.nextBoolean()
        ? Quantization.perTensor(0.25f, -5)
        : Quantization.perTensor(0.0625f + random.nextInt(2), random.nextInt(-8, 8));
  }

  private Activation activation() {
    return random.nextBoolean() ? Activation.NONE : ACTIVATIONS.get(random.nextInt(4));
  }

  private Tensor recent() {
    int last = activations.size() - 1;
    return activations.get(random.nextInt(3) == 0 ? random.nextInt(last + 1) : last);
  }

  private Tensor image() {
    Tensor tensor = recent();
    return tensor.shape().rank() == 4 ? tensor : activations.get(0);
  }

  private Tensor make(Operator operator, Shape shape, Quantization quantization, Tensor... inputs) {
    String name = "t" + nodes.size();
    Tensor output = new Tensor(name, ElementType.INT8, shape, quantization, null);
    add(operator, output, inputs);
    activations.add(output);
    return output;
  }

  private void add(Operator operator, Tensor output, Tensor... inputs) {
    tensors.put(output.name(), output);
    List<String> names = List.of(inputs).stream().map(Tensor::name).toList();
    nodes.add(new Node(output.name(), operator, names, List.of(output.name())));
  }

  private Tensor constant(Shape shape, Quantization quantization) {
    byte[] bytes = new byte[shape.elementCount()];
    random.nextBytes(bytes);
    Tensor tensor =
        new Tensor(
            "c" + tensors.size(), ElementType.INT8, shape, quantization, ConstantData.of(bytes));
    tensors.put(tensor.name(), tensor);
    return tensor;
  }

  private void conv() {
    Tensor x = image();
    int channels = x.shape().dimension(3);
    int outputs = 1 + random.nextInt(3);
    Tensor weights = constant(Shape.of(outputs, 2, 1, channels), Quantization.perTensor(0.01f, 0));
    Padding padding = new Padding(random.nextInt(2), 1, 0, 0);
    int height = x.shape().dimension(1) + padding.top();
    Shape shape = Shape.of(1, height, x.shape().dimension(2), outputs);
    make(new Conv2d(ONE, ONE, padding, activation()), shape, quantization(), x, weights);
  }

  private void depthwise() {
    Tensor x = image();
    int outputs = x.shape().dimension(3) * (1 + random.nextInt(2));
    Tensor weights = constant(Shape.of(1, 1, 2, outputs), Quantization.perTensor(0.01f, 0));
    Shape shape = Shape.of(1, x.shape().dimension(1), x.shape().dimension(2), outputs);
    Padding padding = new Padding(0, 0, 1, 0);
    make(new DepthwiseConv2d(ONE, ONE, padding, activation()), shape, quantization(), x, weights);
  }

  private void pad() {
    Tensor x = image();
    List<Integer> before = List.of(0, random.nextInt(2), random.nextInt(2), 0);
    List<Integer> after = List.of(0, random.nextInt(2), 0, random.nextInt(8) / 7);
    Shape shape =
        new Shape(
            IntStream.range(0, 4)
                .mapToObj(i -> x.shape().dimension(i) + before.get(i) + after.get(i))
                .toList());
    int value = random.nextInt(4) == 0 ? -128 : x.requireQuantization().zeroPoint();
    Tensor padded = make(new Pad(before, after, value), shape, x.requireQuantization(), x);
    if (random.nextBoolean()) {
      Tensor weights =
          constant(Shape.of(2, 3, 3, shape.dimension(3)), Quantization.perTensor(0.01f, 0));
      Shape convolved = Shape.of(1, shape.dimension(1), shape.dimension(2), 2);
      Padding padding = new Padding(1, 1, 1, 1);
      make(new Conv2d(ONE, ONE, padding, activation()), convolved, quantization(), padded, weights);
    }
  }

  private void relu() {
    Tensor x = recent();
    boolean six = random.nextBoolean();
    Quantization same = x.requireQuantization();
    make(
        six ? new Relu6() : new Relu(),
        x.shape(),
        six || random.nextInt(4) > 0 ? same : quantization(),
        x);
  }

  private void pair() {
    Tensor a = recent();
    List<Tensor> equals = activations.stream().filter(t -> t.shape().equals(a.shape())).toList();
    Tensor b = equals.get(random.nextInt(equals.size()));
    Activation activation = activation();
    List<Operator> pairs = List.of(new Add(activation), new Sub(activation), new Mul(activation));
    make(pairs.get(random.nextInt(3)), a.shape(), quantization(), a, b);
  }

  private void pool() {
    Tensor x = image();
    Extent2d window = new Extent2d(1 + random.nextInt(2), 1);
    Padding padding = new Padding(window.height() - 1, 0, 0, 0);
    Operator pool =
        random.nextBoolean()
            ? new AveragePool2d(window, ONE, padding, activation())
            : new MaxPool2d(window, ONE, padding, activation());
    make(pool, x.shape(), x.requireQuantization(), x);
  }

  private void reshape() {
    Tensor x = recent();
    int count = x.shape().elementCount();
    List<Shape> shapes = List.of(x.shape(), Shape.of(count), Shape.of(1, 1, count, 1));
    make(new Reshape(), shapes.get(random.nextInt(3)), x.requireQuantization(), x);
  }

  private void transpose() {
    Tensor x = image();
    List<Integer> permutation = random.nextBoolean() ? List.of(0, 1, 2, 3) : List.of(0, 2, 1, 3);
    Shape shape = new Shape(permutation.stream().map(i -> x.shape().dimension(i)).toList());
    make(new Transpose(permutation), shape, x.requireQuantization(), x);
  }

  private void requantize() {
    Tensor x = recent();
    make(new Quantize(), x.shape(), quantization(), x);
  }

  private void floatPair() {
    Tensor x = recent();
    Tensor real = Tensor.activation("t" + nodes.size(), ElementType.FLOAT32, x.shape());
    add(new Dequantize(), real, x);
    make(
        new Quantize(),
        x.shape(),
        random.nextBoolean() ? x.requireQuantization() : quantization(),
        real);
  }

  private void concatenation() {
    Tensor x = image();
    if (random.nextBoolean()) {
      make(new Concatenation(3), x.shape(), x.requireQuantization(), x);
      return;
    }
    List<Integer> dimensions = new ArrayList<>(x.shape().dimensions());
    dimensions.set(3, 2 * dimensions.get(3));
    make(new Concatenation(3), new Shape(dimensions), x.requireQuantization(), x, x);
  }

  private void constants() {
    Tensor x = recent();
    Tensor a = constant(x.shape(), quantization());
    Tensor folded = new Tensor("t" + nodes.size(), a.type(), a.shape(), a.quantization(), null);
    add(new Relu(), folded, a);
    make(new Add(activation()), x.shape(), quantization(), x, folded);
  }
}

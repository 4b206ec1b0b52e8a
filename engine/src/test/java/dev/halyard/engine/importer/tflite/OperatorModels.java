package dev.halyard.engine.importer.tflite;

import static dev.halyard.engine.importer.tflite.ModelBuilder.reads;

import dev.halyard.engine.importer.tflite.schema.BuiltinOperator;
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
import java.util.List;

/** One model per operator, or more where attributes matter, and the operator that each becomes. */
final class OperatorModels {
  static final int SAME = 0;
  static final int VALID = 1;
  static final int RELU6 = 3;

  private OperatorModels() {}

  /**
   * A model with one operator.
   *
   * @param title for test reports
   * @param model not built yet
   * @param expected operator
   * @param nodeInputs how many inputs the node has
   */
  record Case(String title, ModelBuilder model, Operator expected, int nodeInputs) {
    @Override
    public String toString() {
      return title;
    }
  }

  static List<Case> all() {
    return List.of(
        new Case(
            "CONV_2D SAME, stride 2x1, dilation 1x3, RELU6, bias, per channel",
            conv2d(),
            new Conv2d(
                new Extent2d(2, 1), new Extent2d(1, 3), new Padding(0, 1, 3, 3), Activation.RELU6),
            3),
        new Case("CONV_2D VALID without bias", conv2dValid(), conv2dValidOperator(), 2),
        new Case(
            "DEPTHWISE_CONV_2D multiplier 3",
            depthwise(),
            new DepthwiseConv2d(
                new Extent2d(1, 1), new Extent2d(1, 1), new Padding(1, 1, 1, 1), Activation.NONE),
            3),
        new Case("FULLY_CONNECTED", dense(), new FullyConnected(Activation.RELU), 3),
        new Case(
            "AVERAGE_POOL_2D",
            pool(BuiltinOperator.AVERAGE_POOL_2D),
            new AveragePool2d(
                new Extent2d(3, 2), new Extent2d(2, 2), new Padding(1, 1, 0, 1), Activation.NONE),
            1),
        new Case(
            "MAX_POOL_2D",
            pool(BuiltinOperator.MAX_POOL_2D),
            new MaxPool2d(
                new Extent2d(3, 2), new Extent2d(2, 2), new Padding(1, 1, 0, 1), Activation.NONE),
            1),
        new Case(
            "ADD broadcast",
            arithmetic(BuiltinOperator.ADD, OptionsSpec.of(11).with8(0, 1)),
            new Add(Activation.RELU),
            2),
        new Case(
            "SUB",
            arithmetic(BuiltinOperator.SUB, OptionsSpec.of(28)),
            new Sub(Activation.NONE),
            2),
        new Case(
            "MUL",
            arithmetic(BuiltinOperator.MUL, OptionsSpec.of(21).with8(0, 2)),
            new Mul(Activation.RELU_N1_TO_1),
            2),
        new Case("PAD", pad(), new Pad(List.of(0, 1, 2), List.of(0, 3, 0), -3), 1),
        new Case("PADV2", padWithValue(), new Pad(List.of(1), List.of(2), 7), 1),
        new Case(
            "RESHAPE", move(BuiltinOperator.RESHAPE, OptionsSpec.none(), 2, 6), new Reshape(), 1),
        new Case(
            "SQUEEZE", move(BuiltinOperator.SQUEEZE, OptionsSpec.of(30), 4, 3), new Reshape(), 1),
        new Case("EXPAND_DIMS", expandDims(), new Reshape(), 1),
        new Case("TRANSPOSE", transpose(), new Transpose(List.of(2, 0, 1)), 1),
        new Case("CONCATENATION axis -1", concatenation(), new Concatenation(1), 2),
        new Case("MEAN", mean(true), new Mean(List.of(1, 2), true), 1),
        new Case("MEAN without dimensions", mean(false), new Mean(List.of(1, 2), false), 1),
        new Case(
            "SOFTMAX",
            unary(BuiltinOperator.SOFTMAX, OptionsSpec.of(9).withFloat(0, 1), 1f / 256, -128),
            new Softmax(1),
            1),
        new Case(
            "LOGISTIC",
            unary(BuiltinOperator.LOGISTIC, OptionsSpec.none(), 1f / 256, -128),
            new Logistic(),
            1),
        new Case(
            "TANH", unary(BuiltinOperator.TANH, OptionsSpec.none(), 1f / 128, 0), new Tanh(), 1),
        new Case(
            "RELU", unary(BuiltinOperator.RELU, OptionsSpec.none(), 0.3f, -128), new Relu(), 1),
        new Case(
            "RELU6", unary(BuiltinOperator.RELU6, OptionsSpec.none(), 0.5f, -3), new Relu6(), 1),
        new Case(
            "LEAKY_RELU",
            unary(BuiltinOperator.LEAKY_RELU, OptionsSpec.of(75).withFloat(0, 0.1f), 0.4f, 1),
            new LeakyRelu(0.1f),
            1),
        new Case(
            "HARD_SWISH",
            unary(BuiltinOperator.HARD_SWISH, OptionsSpec.none(), 0.4f, 1),
            new HardSwish(),
            1),
        new Case("QUANTIZE float32", quantize(), new Quantize(), 1),
        new Case(
            "QUANTIZE int8",
            unary(BuiltinOperator.QUANTIZE, OptionsSpec.none(), 0.4f, 1),
            new Quantize(),
            1),
        new Case("DEQUANTIZE", dequantize(), new Dequantize(), 1));
  }

  private static ModelBuilder conv2d() {
    ModelBuilder model = new ModelBuilder();
    int input = model.input(TensorSpec.int8("input", 1, 4, 5, 2));
    int weights = model.tensor(TensorSpec.weights("weights", 2, 3, 3, 2).perAxis(0, 0.1f, 0.2f));
    int bias = model.tensor(TensorSpec.int32("bias", 5, -7).perAxis(0, 0.05f, 0.1f));
    int output = model.output(TensorSpec.int8("output", 1, 2, 5, 2));
    OptionsSpec options = OptionsSpec.conv2d(SAME, 2, 1).with8(3, RELU6).with32(4, 3).with32(5, 1);
    model.operator(BuiltinOperator.CONV_2D, options, reads(input, weights, bias), output);
    return model;
  }

  private static ModelBuilder conv2dValid() {
    ModelBuilder model = new ModelBuilder();
    int input = model.input(TensorSpec.int8("input", 1, 4, 5, 2));
    int weights = model.tensor(TensorSpec.weights("weights", 1, 2, 2, 2));
    int output = model.output(TensorSpec.int8("output", 1, 2, 2, 1));
    model.operator(
        BuiltinOperator.CONV_2D,
        OptionsSpec.conv2d(VALID, 2, 2),
        reads(input, weights, ModelBuilder.ABSENT),
        output);
    return model;
  }

  private static Conv2d conv2dValidOperator() {
    return new Conv2d(new Extent2d(2, 2), new Extent2d(1, 1), Padding.NONE, Activation.NONE);
  }

  private static ModelBuilder depthwise() {
    ModelBuilder model = new ModelBuilder();
    int input = model.input(TensorSpec.int8("input", 1, 4, 4, 2));
    int weights =
        model.tensor(
            TensorSpec.weights("weights", 1, 3, 3, 6).perAxis(3, 1, 0.2f, 3, 0.4f, 5, 0.6f));
    int bias = model.tensor(TensorSpec.int32("bias", 1, 2, 3, 4, 5, 6));
    int output = model.output(TensorSpec.int8("output", 1, 4, 4, 6));
    model.operator(
        BuiltinOperator.DEPTHWISE_CONV_2D,
        OptionsSpec.depthwiseConv2d(SAME, 1, 1),
        reads(input, weights, bias),
        output);
    return model;
  }

  private static ModelBuilder dense() {
    ModelBuilder model = new ModelBuilder();
    int input = model.input(TensorSpec.int8("input", 1, 2, 3));
    int weights = model.tensor(TensorSpec.weights("weights", 4, 6));
    int bias = model.tensor(TensorSpec.int32("bias", 1, 2, 3, 4));
    int output = model.output(TensorSpec.int8("output", 1, 4));
    model.operator(
        BuiltinOperator.FULLY_CONNECTED,
        OptionsSpec.of(8).with8(0, 1),
        reads(input, weights, bias),
        output);
    return model;
  }

  private static ModelBuilder pool(BuiltinOperator operator) {
    ModelBuilder model = new ModelBuilder();
    int input = model.input(TensorSpec.int8("input", 1, 5, 5, 2));
    int output = model.output(TensorSpec.int8("output", 1, 3, 3, 2));
    model.operator(operator, OptionsSpec.pool2d(SAME, 2, 3, 2), reads(input), output);
    return model;
  }

  private static ModelBuilder arithmetic(BuiltinOperator operator, OptionsSpec options) {
    ModelBuilder model = new ModelBuilder();
    int one = model.input(TensorSpec.int8("one", 1, 2, 3));
    int other = model.input(TensorSpec.int8("other", 2, 1).quantized(0.1f, 5));
    int output = model.output(TensorSpec.int8("output", 1, 2, 3).quantized(0.7f, 0));
    model.operator(operator, options, reads(one, other), output);
    return model;
  }

  private static ModelBuilder pad() {
    ModelBuilder model = new ModelBuilder();
    int input = model.input(TensorSpec.int8("input", 1, 2, 3));
    int paddings = model.tensor(TensorSpec.int32("paddings", 0, 0, 1, 3, 2, 0));
    model.tensors.get(paddings).shape = new int[] {3, 2};
    int output = model.output(TensorSpec.int8("output", 1, 6, 5));
    model.operator(BuiltinOperator.PAD, OptionsSpec.of(22), reads(input, paddings), output);
    return model;
  }

  private static ModelBuilder padWithValue() {
    ModelBuilder model = new ModelBuilder();
    int input = model.input(TensorSpec.int8("input", 4));
    int paddings = model.tensor(TensorSpec.int32("paddings", 1, 2));
    int value = model.tensor(TensorSpec.int8("value").data((byte) 7));
    int output = model.output(TensorSpec.int8("output", 7));
    model.operator(
        BuiltinOperator.PADV2, OptionsSpec.of(43), reads(input, paddings, value), output);
    return model;
  }

  private static ModelBuilder move(BuiltinOperator operator, OptionsSpec options, int... shape) {
    ModelBuilder model = new ModelBuilder();
    int input = model.input(TensorSpec.int8("input", 1, 4, 3));
    int output = model.output(TensorSpec.int8("output", shape));
    model.operator(operator, options, reads(input), output);
    return model;
  }

  private static ModelBuilder expandDims() {
    ModelBuilder model = new ModelBuilder();
    int input = model.input(TensorSpec.int8("input", 2, 3));
    int axis = model.tensor(TensorSpec.int32("axis", -1));
    int output = model.output(TensorSpec.int8("output", 2, 3, 1));
    model.operator(BuiltinOperator.EXPAND_DIMS, OptionsSpec.of(52), reads(input, axis), output);
    return model;
  }

  private static ModelBuilder transpose() {
    ModelBuilder model = new ModelBuilder();
    int input = model.input(TensorSpec.int8("input", 2, 3, 4));
    int permutation = model.tensor(TensorSpec.int32("permutation", 2, 0, 1));
    int output = model.output(TensorSpec.int8("output", 4, 2, 3));
    model.operator(
        BuiltinOperator.TRANSPOSE, OptionsSpec.of(26), reads(input, permutation), output);
    return model;
  }

  private static ModelBuilder concatenation() {
    ModelBuilder model = new ModelBuilder();
    int one = model.input(TensorSpec.int8("one", 2, 3));
    int other = model.input(TensorSpec.int8("other", 2, 1));
    int output = model.output(TensorSpec.int8("output", 2, 4));
    model.operator(
        BuiltinOperator.CONCATENATION, OptionsSpec.of(10).with32(0, -1), reads(one, other), output);
    return model;
  }

  private static ModelBuilder mean(boolean keepDimensions) {
    ModelBuilder model = new ModelBuilder();
    int input = model.input(TensorSpec.int8("input", 1, 4, 3, 2));
    int axes = model.tensor(TensorSpec.int32("axes", 2, -3));
    TensorSpec output =
        keepDimensions ? TensorSpec.int8("output", 1, 1, 1, 2) : TensorSpec.int8("output", 1, 2);
    model.operator(
        BuiltinOperator.MEAN,
        OptionsSpec.of(27).with8(0, keepDimensions ? 1 : 0),
        reads(input, axes),
        model.output(output));
    return model;
  }

  private static ModelBuilder unary(
      BuiltinOperator operator, OptionsSpec options, float scale, int zeroPoint) {
    ModelBuilder model = new ModelBuilder();
    int input = model.input(TensorSpec.int8("input", 2, 3));
    int output = model.output(TensorSpec.int8("output", 2, 3).quantized(scale, zeroPoint));
    model.operator(operator, options, reads(input), output);
    return model;
  }

  private static ModelBuilder quantize() {
    ModelBuilder model = new ModelBuilder();
    int input = model.input(TensorSpec.float32("input", 2, 3));
    int output = model.output(TensorSpec.int8("output", 2, 3));
    model.operator(BuiltinOperator.QUANTIZE, OptionsSpec.none(), reads(input), output);
    return model;
  }

  private static ModelBuilder dequantize() {
    ModelBuilder model = new ModelBuilder();
    int input = model.input(TensorSpec.int8("input", 2, 3));
    int output = model.output(TensorSpec.float32("output", 2, 3));
    model.operator(BuiltinOperator.DEQUANTIZE, OptionsSpec.none(), reads(input), output);
    return model;
  }
}

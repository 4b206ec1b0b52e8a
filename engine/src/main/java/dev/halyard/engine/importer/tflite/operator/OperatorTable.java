package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.importer.tflite.operator.ArithmeticReader.Rescaling;
import dev.halyard.engine.importer.tflite.schema.BuiltinOperator;
import dev.halyard.engine.importer.tflite.schema.OptionsType;
import dev.halyard.engine.ir.op.Add;
import dev.halyard.engine.ir.op.AveragePool2d;
import dev.halyard.engine.ir.op.HardSwish;
import dev.halyard.engine.ir.op.Logistic;
import dev.halyard.engine.ir.op.MaxPool2d;
import dev.halyard.engine.ir.op.Mul;
import dev.halyard.engine.ir.op.Relu;
import dev.halyard.engine.ir.op.Relu6;
import dev.halyard.engine.ir.op.Sub;
import dev.halyard.engine.ir.op.Tanh;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which reader reads which operator. */
public final class OperatorTable {
  private static final Map<BuiltinOperator, OperatorReader> READERS =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(
                  BuiltinOperator.ADD,
                  new ArithmeticReader(OptionsType.ADD, Rescaling.SUM, Add::new)),
              Map.entry(BuiltinOperator.AVERAGE_POOL_2D, new Pool2dReader(AveragePool2d::new)),
              Map.entry(BuiltinOperator.CONCATENATION, new ConcatenationReader()),
              Map.entry(BuiltinOperator.CONV_2D, new Conv2dReader()),
              Map.entry(BuiltinOperator.DEPTHWISE_CONV_2D, new DepthwiseConv2dReader()),
              Map.entry(BuiltinOperator.DEQUANTIZE, new DequantizeReader()),
              Map.entry(BuiltinOperator.EXPAND_DIMS, new ExpandDimsReader()),
              Map.entry(BuiltinOperator.FULLY_CONNECTED, new FullyConnectedReader()),
              Map.entry(
                  BuiltinOperator.HARD_SWISH, new UnaryReader(new HardSwish(), Rules::hardSwish)),
              Map.entry(BuiltinOperator.LEAKY_RELU, new LeakyReluReader()),
              Map.entry(BuiltinOperator.LOGISTIC, new UnaryReader(new Logistic(), Rules::logistic)),
              Map.entry(BuiltinOperator.MAX_POOL_2D, new Pool2dReader(MaxPool2d::new)),
              Map.entry(BuiltinOperator.MEAN, new MeanReader()),
              Map.entry(
                  BuiltinOperator.MUL,
                  new ArithmeticReader(OptionsType.MUL, Rescaling.PRODUCT, Mul::new)),
              Map.entry(BuiltinOperator.PAD, new PadReader()),
              Map.entry(BuiltinOperator.PADV2, new PadReader()),
              Map.entry(BuiltinOperator.QUANTIZE, new QuantizeReader()),
              Map.entry(BuiltinOperator.RELU, new UnaryReader(new Relu(), Rules::relu)),
              Map.entry(BuiltinOperator.RELU6, new UnaryReader(new Relu6(), Rules::relu6)),
              Map.entry(BuiltinOperator.RESHAPE, new ReshapeReader()),
              Map.entry(BuiltinOperator.SOFTMAX, new SoftmaxReader()),
              Map.entry(BuiltinOperator.SQUEEZE, new SqueezeReader()),
              Map.entry(
                  BuiltinOperator.SUB,
                  new ArithmeticReader(OptionsType.SUB, Rescaling.SUM, Sub::new)),
              Map.entry(BuiltinOperator.TANH, new UnaryReader(new Tanh(), Rules::tanh)),
              Map.entry(BuiltinOperator.TRANSPOSE, new TransposeReader())));

  private OperatorTable() {}

  /** Returns the reader of an operator; empty if it is not supported. */
  public static Optional<OperatorReader> reader(BuiltinOperator operator) {
    return Optional.ofNullable(READERS.get(operator));
  }

  /** Returns the names of all supported operators, in alphabetical order. */
  public static String supported() {
    return READERS.keySet().stream()
        .map(BuiltinOperator::name)
        .sorted()
        .collect(Collectors.joining(", "));
  }
}

package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.importer.tflite.schema.ArithmeticOptions;
import dev.halyard.engine.importer.tflite.schema.OptionsType;
import dev.halyard.engine.ir.Broadcast;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.Operator;
import java.util.Optional;
import java.util.function.Function;

/**
 * ADD, SUB and MUL: int8 of any quantization, shapes that broadcast to the output's; either input
 * may be constant.
 *
 * @param options the operator's member of the union
 * @param rescaling the factor that its result is multiplied by
 * @param make makes the operator
 */
record ArithmeticReader(
    OptionsType options, Rescaling rescaling, Function<Activation, Operator> make)
    implements OperatorReader {

  /** How a result is brought to the output's scale; the reference kernels bound the factor. */
  enum Rescaling {
    /** {@code 2 · max(scales) / (2^20 · output scale)}, below 1. */
    SUM,
    /** {@code scale · scale / output scale}. */
    PRODUCT
  }

  @Override
  public Optional<ImportedOperator> read(OperatorCall call) {
    if (!call.hasOperands(2, 2)) {
      return Optional.empty();
    }
    boolean typed =
        Requirements.int8(
            call,
            new Operand("input 0", call.input(0)),
            new Operand("input 1", call.input(1)),
            Operand.output(call.output()));
    if (typed) {
      factor(call);
    }
    broadcast(call, call.input(0).shape(), call.input(1).shape());
    return call.options(options, new ArithmeticOptions())
        .map(table -> Activations.read(call, table.activation()))
        .flatMap(activation -> call.make(make.apply(activation), 2));
  }

  private static void broadcast(OperatorCall call, Shape one, Shape other) {
    if (Broadcast.areCompatible(one, other)) {
      Requirements.outputShape(call, Broadcast.dimensions(one, other));
    } else {
      call.unsupported(
          "shapes %s and %s together".formatted(one, other),
          "equal dimensions, or 1 in one of the two");
    }
  }

  private void factor(OperatorCall call) {
    double one = call.input(0).requireQuantization().scale();
    double other = call.input(1).requireQuantization().scale();
    double output = call.output().requireQuantization().scale();
    switch (rescaling) {
      case SUM ->
          Requirements.factor(
              call,
              "2 · largest input scale / (2^20 · output scale)",
              2 * Math.max(one, other) / ((1 << 20) * output),
              1);
      case PRODUCT ->
          Requirements.factor(
              call,
              "input scale · input scale / output scale",
              one * other / output,
              Requirements.LARGEST_FACTOR);
    }
  }
}

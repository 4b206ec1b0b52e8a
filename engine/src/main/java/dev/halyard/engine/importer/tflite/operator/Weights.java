package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Quantization;
import dev.halyard.engine.ir.Tensor;
import java.util.Set;

/** What convolutions and dense layers ask of input, weights, bias and output. */
final class Weights {
  private static final int WEIGHTS = 1;
  private static final int BIAS = 2;

  private Weights() {}

  /**
   * Checks the types and quantization of all four.
   *
   * @param channelAxis the dimension of the weights that output channels are in
   */
  static boolean check(OperatorCall call, int channelAxis) {
    Tensor weights = call.input(WEIGHTS);
    boolean typed =
        Requirements.types(
            call,
            Set.of(ElementType.INT8),
            Operand.input(call.input(0)),
            new Operand("weights", weights),
            Operand.output(call.output()));
    if (!typed) {
      return false;
    }
    Requirements.int8(call, Operand.input(call.input(0)), Operand.output(call.output()));
    constant(call, new Operand("weights", weights));
    quantized(call, weights, channelAxis);
    if (call.hasInput(BIAS)) {
      bias(call, weights.shape().dimension(channelAxis));
    }
    if (call.isSound()) {
      factors(call);
    }
    return call.isSound();
  }

  private static void quantized(OperatorCall call, Tensor weights, int channelAxis) {
    Quantization quantization = weights.quantization();
    if (quantization == null) {
      call.problem("weights '%s' have no quantization".formatted(weights.name()));
      return;
    }
    if (!quantization.isPerTensor() && quantization.axis() != channelAxis) {
      call.unsupported(
          "weights with scales along dimension " + quantization.axis(),
          "one scale, or scales along dimension " + channelAxis);
    }
    if (quantization.zeroPoints().stream().anyMatch(zeroPoint -> zeroPoint != 0)) {
      call.unsupported("weights with a zero point other than 0", "zero point 0");
    }
  }

  private static void bias(OperatorCall call, int channels) {
    Tensor bias = call.input(BIAS);
    Operand operand = new Operand("bias", bias);
    if (!Requirements.types(call, Set.of(ElementType.INT32), operand)) {
      return;
    }
    constant(call, operand);
    if (bias.shape().rank() != 1 || bias.shape().elementCount() != channels) {
      call.unsupported("bias of shape " + bias.shape(), "[%d]".formatted(channels));
    }
  }

  private static void constant(OperatorCall call, Operand operand) {
    if (!operand.tensor().isConstant()) {
      call.unsupported(
          "%s '%s' computed at run time".formatted(operand.role(), operand.tensor().name()),
          "a constant");
    }
  }

  private static void factors(OperatorCall call) {
    double input = call.input(0).requireQuantization().scale();
    double output = call.output().requireQuantization().scale();
    double weights =
        call.input(WEIGHTS).requireQuantization().scales().stream()
            .mapToDouble(Float::doubleValue)
            .max()
            .orElse(0);
    Requirements.factor(
        call,
        "input scale · weights scale / output scale",
        input * weights / output,
        Requirements.LARGEST_FACTOR);
  }
}

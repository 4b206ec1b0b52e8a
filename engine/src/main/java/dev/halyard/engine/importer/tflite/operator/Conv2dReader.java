package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.importer.tflite.schema.Conv2dOptions;
import dev.halyard.engine.importer.tflite.schema.OptionsType;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.Conv2d;
import java.util.Optional;

/**
 * CONV_2D: input [1,H,W,C]; weights [O,KH,KW,C] constant int8, zero point 0, one scale or one per
 * output channel; bias [O] int32 constant or absent. Any stride and dilation; grouped convolution,
 * where weights have fewer channels than the input, is rejected.
 */
final class Conv2dReader implements OperatorReader {

  @Override
  public Optional<ImportedOperator> read(OperatorCall call) {
    if (!call.hasOperands(2, 3)
        || !Requirements.image(call, Operand.input(call.input(0)))
        || !Requirements.rank(call, new Operand("weights", call.input(1)), 4)
        || !Weights.check(call, 0)) {
      return Optional.empty();
    }
    return call.options(OptionsType.CONV_2D, new Conv2dOptions())
        .flatMap(options -> read(call, options));
  }

  private static Optional<ImportedOperator> read(OperatorCall call, Conv2dOptions options) {
    Tensor input = call.input(0);
    Tensor weights = call.input(1);
    int channels = input.shape().dimension(3);
    if (weights.shape().dimension(3) != channels) {
      call.unsupported(
          "weights of %d channels over an input of %d (grouped convolution)"
              .formatted(weights.shape().dimension(3), channels),
          "weights of as many channels as the input");
    }
    Activation activation = Activations.read(call, options.activation());
    return Window.resolve(call, window(options), Images.extent(input), Images.extent(weights))
        .flatMap(window -> made(call, window, activation));
  }

  private static Optional<ImportedOperator> made(
      OperatorCall call, Window window, Activation activation) {
    Requirements.outputShape(call, window.outputShape(call.input(1).shape().dimension(0)));
    return call.make(
        new Conv2d(window.stride(), window.dilation(), window.padding(), activation), 3);
  }

  private static WindowOptions window(Conv2dOptions options) {
    return new WindowOptions(
        options.padding(),
        options.strideHeight(),
        options.strideWidth(),
        options.dilationHeight(),
        options.dilationWidth());
  }
}

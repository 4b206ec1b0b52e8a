package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.importer.tflite.schema.DepthwiseConv2dOptions;
import dev.halyard.engine.importer.tflite.schema.OptionsType;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.DepthwiseConv2d;
import java.util.Optional;

/**
 * DEPTHWISE_CONV_2D: input [1,H,W,C]; weights [1,KH,KW,O] constant int8, zero point 0, one scale or
 * one per output channel; bias [O] int32 constant or absent. Any stride and dilation; the
 * multiplier is O / C, whatever the file's depth_multiplier says.
 */
final class DepthwiseConv2dReader implements OperatorReader {

  @Override
  public Optional<ImportedOperator> read(OperatorCall call) {
    if (!call.hasOperands(2, 3)
        || !Requirements.image(call, Operand.input(call.input(0)))
        || !Requirements.image(call, new Operand("weights", call.input(1)))
        || !Weights.check(call, 3)) {
      return Optional.empty();
    }
    return call.options(OptionsType.DEPTHWISE_CONV_2D, new DepthwiseConv2dOptions())
        .flatMap(options -> read(call, options));
  }

  private static Optional<ImportedOperator> read(
      OperatorCall call, DepthwiseConv2dOptions options) {
    Tensor input = call.input(0);
    Shape weights = call.input(1).shape();
    if (weights.dimension(3) % input.shape().dimension(3) != 0) {
      call.unsupported(
          "%d output channels from %d input channels"
              .formatted(weights.dimension(3), input.shape().dimension(3)),
          "a multiple of the input channels");
    }
    Activation activation = Activations.read(call, options.activation());
    return Window.resolve(call, window(options), Images.extent(input), Images.extent(call.input(1)))
        .flatMap(window -> made(call, window, activation));
  }

  private static Optional<ImportedOperator> made(
      OperatorCall call, Window window, Activation activation) {
    Requirements.outputShape(call, window.outputShape(call.input(1).shape().dimension(3)));
    return call.make(
        new DepthwiseConv2d(window.stride(), window.dilation(), window.padding(), activation), 3);
  }

  private static WindowOptions window(DepthwiseConv2dOptions options) {
    return new WindowOptions(
        options.padding(),
        options.strideHeight(),
        options.strideWidth(),
        options.dilationHeight(),
        options.dilationWidth());
  }
}

package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.importer.tflite.schema.OptionsType;
import dev.halyard.engine.importer.tflite.schema.Pool2dOptions;
import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.Extent2d;
import dev.halyard.engine.ir.op.Operator;
import dev.halyard.engine.ir.op.Padding;
import java.util.Optional;

/**
 * AVERAGE_POOL_2D and MAX_POOL_2D: input [1,H,W,C] and output int8 of the same quantization; any
 * window and stride.
 *
 * @param make makes the operator
 */
record Pool2dReader(Maker make) implements OperatorReader {
  private static final int NO_DILATION = 1;

  /** The constructor of a pooling operator. */
  interface Maker {
    Operator make(Extent2d window, Extent2d stride, Padding padding, Activation activation);
  }

  @Override
  public Optional<ImportedOperator> read(OperatorCall call) {
    if (!call.hasOperands(1, 1) || !Requirements.image(call, Operand.input(call.input(0)))) {
      return Optional.empty();
    }
    Operand input = Operand.input(call.input(0));
    Operand output = Operand.output(call.output());
    if (Requirements.int8(call, input, output)) {
      Requirements.alike(call, input, output);
    }
    return call.options(OptionsType.POOL_2D, new Pool2dOptions())
        .flatMap(options -> read(call, options));
  }

  private Optional<ImportedOperator> read(OperatorCall call, Pool2dOptions options) {
    Activation activation = Activations.read(call, options.activation());
    Optional<Extent2d> size =
        Window.extent(call, "window", options.windowHeight(), options.windowWidth());
    if (size.isEmpty()) {
      return Optional.empty();
    }
    WindowOptions moves =
        new WindowOptions(
            options.padding(),
            options.strideHeight(),
            options.strideWidth(),
            NO_DILATION,
            NO_DILATION);
    Optional<Window> resolved =
        Window.resolve(call, moves, Images.extent(call.input(0)), size.get());
    if (resolved.isEmpty()) {
      return Optional.empty();
    }
    Window window = resolved.get();
    Requirements.outputShape(call, window.outputShape(call.input(0).shape().dimension(3)));
    return call.make(make.make(size.get(), window.stride(), window.padding(), activation), 1);
  }
}

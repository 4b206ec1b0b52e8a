package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.ir.op.Extent2d;
import dev.halyard.engine.ir.op.Padding;
import java.util.List;
import java.util.Optional;

/**
 * A window that moves over an image, with its padding resolved.
 *
 * @param stride step from one output to the next
 * @param dilation step from one tap to the next
 * @param padding explicit
 * @param output height and width
 */
record Window(Extent2d stride, Extent2d dilation, Padding padding, Extent2d output) {
  private static final int SAME = 0;
  private static final int VALID = 1;

  /** Largest stride, dilation or window side, so that no product of two leaves an int. */
  private static final int LONGEST = (1 << 15) - 1;

  /**
   * Returns the window; reports what is out of range and returns empty.
   *
   * @param image height and width of the input
   * @param size of the window
   */
  static Optional<Window> resolve(
      OperatorCall call, WindowOptions options, Extent2d image, Extent2d size) {
    if (options.padding() != SAME && options.padding() != VALID) {
      call.unsupported("padding " + options.padding(), "SAME, VALID");
    }
    Optional<Extent2d> stride =
        extent(call, "stride", options.strideHeight(), options.strideWidth());
    Optional<Extent2d> dilation =
        extent(call, "dilation", options.dilationHeight(), options.dilationWidth());
    extent(call, "window", size.height(), size.width());
    if (!call.isSound()) {
      return Optional.empty();
    }
    return resolve(
        call, new Geometry(image, size, stride.get(), dilation.get()), options.padding());
  }

  /** Returns the extent; reports one that is out of range and returns empty. */
  static Optional<Extent2d> extent(OperatorCall call, String what, int height, int width) {
    if (height < 1 || width < 1 || height > LONGEST || width > LONGEST) {
      call.unsupported(
          "%s %dx%d".formatted(what, height, width), "1x1 to %dx%d".formatted(LONGEST, LONGEST));
      return Optional.empty();
    }
    return Optional.of(new Extent2d(height, width));
  }

  /** Returns the shape of the output with that many channels. */
  List<Integer> outputShape(int channels) {
    return List.of(1, output.height(), output.width(), channels);
  }

  private record Geometry(Extent2d image, Extent2d size, Extent2d stride, Extent2d dilation) {}

  private static Optional<Window> resolve(OperatorCall call, Geometry geometry, int padding) {
    Extent2d image = geometry.image();
    Extent2d stride = geometry.stride();
    int rows = (geometry.size().height() - 1) * geometry.dilation().height() + 1;
    int columns = (geometry.size().width() - 1) * geometry.dilation().width() + 1;
    if (padding == SAME) {
      Extent2d output =
          new Extent2d(
              1 + (image.height() - 1) / stride.height(), 1 + (image.width() - 1) / stride.width());
      Padding same = Padding.same(image, geometry.size(), stride, geometry.dilation());
      return Optional.of(new Window(stride, geometry.dilation(), same, output));
    }
    if (rows > image.height() || columns > image.width()) {
      call.unsupported(
          "a window over %dx%d elements of an image of %s with padding VALID"
              .formatted(rows, columns, image),
          "windows that fit into the image");
      return Optional.empty();
    }
    Extent2d output =
        new Extent2d(
            (image.height() - rows) / stride.height() + 1,
            (image.width() - columns) / stride.width() + 1);
    return Optional.of(new Window(stride, geometry.dilation(), Padding.NONE, output));
  }
}

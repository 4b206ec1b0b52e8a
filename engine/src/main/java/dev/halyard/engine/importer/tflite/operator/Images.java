package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.ir.op.Extent2d;

/** Height and width of NHWC tensors and OHWI weights, which have them at the same place. */
final class Images {
  private Images() {}

  static Extent2d extent(Tensor tensor) {
    return new Extent2d(tensor.shape().dimension(1), tensor.shape().dimension(2));
  }
}

package dev.halyard.engine.importer.tflite;

import dev.halyard.engine.importer.tflite.schema.SchemaQuantization;
import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Quantization;
import dev.halyard.engine.ir.Shape;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the quantization of one tensor.
 *
 * @param type of the tensor
 * @param shape of the tensor
 * @param problems where what is wrong goes
 */
record TensorQuantization(ElementType type, Shape shape, TensorProblems problems) {

  /** Returns the quantization; null if there is none, or after reporting what is wrong with it. */
  @Nullable Quantization read(SchemaQuantization table) {
    if (table.hasDetails()) {
      problems.add("its quantization scheme is not supported; supported: scales and zero points");
      return null;
    }
    List<Float> scales = table.scales();
    if (scales.isEmpty() || type == ElementType.FLOAT32) {
      return null;
    }
    List<Integer> zeroPoints = zeroPoints(table.zeroPoints(), scales.size());
    boolean perAxis = scales.size() > 1;
    // Biases of depthwise convolutions carry the dimension of their weights.
    int axis = perAxis && shape.rank() > 1 ? table.quantizedDimension() : 0;
    if (perAxis && (axis < 0 || axis >= shape.rank() || shape.dimension(axis) != scales.size())) {
      problems.add(
          "%d scales along dimension %d do not fit shape %s".formatted(scales.size(), axis, shape));
    }
    for (float scale : scales) {
      if (!(scale > 0) || !Float.isFinite(scale)) {
        problems.add("scale %s is not supported; supported: finite and positive".formatted(scale));
        break;
      }
    }
    return problems.isSound() ? new Quantization(scales, zeroPoints, axis) : null;
  }

  private List<Integer> zeroPoints(List<Long> values, int scales) {
    if (values.size() != scales && values.size() != 1) {
      problems.add(
          "%d scales but %d zero points; the file is damaged".formatted(scales, values.size()));
      return List.of();
    }
    long limit = 1L << (8 * type.bytes() - 1);
    boolean unsigned = type == ElementType.UINT8;
    long least = unsigned ? 0 : -limit;
    long most = unsigned ? 2 * limit - 1 : limit - 1;
    for (long value : values) {
      if (value < least || value > most || value != (int) value) {
        problems.add("zero point %d is outside of %s".formatted(value, type.text()));
        return List.of();
      }
    }
    List<Integer> zeroPoints = values.stream().map(Long::intValue).toList();
    return values.size() == scales ? zeroPoints : Collections.nCopies(scales, zeroPoints.get(0));
  }
}

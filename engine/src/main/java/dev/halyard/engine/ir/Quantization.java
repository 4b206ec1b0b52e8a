package dev.halyard.engine.ir;

import java.util.List;

/**
 * Affine quantization: {@code real = scale · (q − zeroPoint)}, for the whole tensor or for each
 * index of one axis.
 *
 * @param scales one per index of {@code axis}, or a single one; finite and positive
 * @param zeroPoints as many as {@code scales}
 * @param axis the dimension that the scales belong to; 0 if there is a single scale
 */
public record Quantization(List<Float> scales, List<Integer> zeroPoints, int axis) {

  /**
   * @throws IllegalArgumentException if the lists are empty or differ in length, or a scale is not
   *     finite and positive
   */
  public Quantization {
    scales = List.copyOf(scales);
    zeroPoints = List.copyOf(zeroPoints);
    if (scales.isEmpty() || scales.size() != zeroPoints.size()) {
      throw new IllegalArgumentException(
          scales.size() + " scales but " + zeroPoints.size() + " zero points");
    }
    for (float scale : scales) {
      if (!(scale > 0) || !Float.isFinite(scale)) {
        throw new IllegalArgumentException("scale " + scale + " is not finite and positive");
      }
    }
  }

  /** Returns the quantization of a whole tensor. */
  public static Quantization perTensor(float scale, int zeroPoint) {
    return new Quantization(List.of(scale), List.of(zeroPoint), 0);
  }

  /** Tells whether one scale serves the whole tensor. */
  public boolean isPerTensor() {
    return scales.size() == 1;
  }

  /**
   * Returns the scale of {@code index} along the axis, which is the single one where there is one.
   */
  public float scale(int index) {
    return scales.get(isPerTensor() ? 0 : index);
  }

  /**
   * Returns the scale of the whole tensor.
   *
   * @throws IllegalStateException if the quantization is per axis
   */
  public float scale() {
    requirePerTensor();
    return scales.get(0);
  }

  /**
   * Returns the zero point of the whole tensor.
   *
   * @throws IllegalStateException if the quantization is per axis
   */
  public int zeroPoint() {
    requirePerTensor();
    return zeroPoints.get(0);
  }

  private void requirePerTensor() {
    if (!isPerTensor()) {
      throw new IllegalStateException(
          "quantization is per axis, with " + scales.size() + " scales");
    }
  }
}

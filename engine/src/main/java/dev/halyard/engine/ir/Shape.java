package dev.halyard.engine.ir;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The static shape of a tensor, outermost dimension first; activations are NHWC, convolution
 * weights OHWI, depthwise weights 1HWO. A scalar has rank 0.
 *
 * @param dimensions each at least 1
 */
public record Shape(List<Integer> dimensions) {

  /**
   * @throws IllegalArgumentException if a dimension is below 1 or the element count does not fit an
   *     int
   */
  public Shape {
    dimensions = List.copyOf(dimensions);
    long count = 1;
    for (int dimension : dimensions) {
      if (dimension < 1) {
        throw new IllegalArgumentException(
            "shape " + text(dimensions) + " has a dimension below 1");
      }
      count *= dimension;
      if (count > Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "shape " + text(dimensions) + " has more than 2^31 - 1 elements");
      }
    }
  }

  /** Returns the shape of these dimensions. */
  public static Shape of(int... dimensions) {
    return new Shape(Arrays.stream(dimensions).boxed().toList());
  }

  /** Returns the number of dimensions. */
  public int rank() {
    return dimensions.size();
  }

  /**
   * Returns one dimension.
   *
   * @param index from 0; a negative one counts from the end, -1 is the innermost
   */
  public int dimension(int index) {
    return dimensions.get(index < 0 ? rank() + index : index);
  }

  /** Returns the product of all dimensions, 1 for a scalar. */
  public int elementCount() {
    return dimensions.stream().reduce(1, (a, b) -> a * b);
  }

  /** Returns the text form, for example {@code [1,28,28,1]}. */
  @Override
  public String toString() {
    return text(dimensions);
  }

  private static String text(List<Integer> dimensions) {
    return dimensions.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]"));
  }
}

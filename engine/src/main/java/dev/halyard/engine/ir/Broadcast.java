package dev.halyard.engine.ir;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How operands of different shape meet: aligned at the innermost dimension, where one has 1 or
 * nothing it repeats.
 */
public final class Broadcast {
  private Broadcast() {}

  /** Tells whether two shapes broadcast. */
  public static boolean areCompatible(Shape a, Shape b) {
    for (int fromEnd = 1; fromEnd <= Math.min(a.rank(), b.rank()); fromEnd++) {
      int first = a.dimension(-fromEnd);
      int second = b.dimension(-fromEnd);
      if (first != second && first != 1 && second != 1) {
        return false;
      }
    }
    return true;
  }

  /** Returns the shape that two compatible ones broadcast to. */
  public static Shape shape(Shape a, Shape b) {
    return new Shape(dimensions(a, b));
  }

  /**
   * Returns the dimensions that two compatible shapes broadcast to: of unchecked ones they may be
   * more than a shape can have.
   */
  public static List<Integer> dimensions(Shape a, Shape b) {
    List<Integer> dimensions = new ArrayList<>();
    for (int fromEnd = 1; fromEnd <= Math.max(a.rank(), b.rank()); fromEnd++) {
      dimensions.add(Math.max(dimension(a, fromEnd), dimension(b, fromEnd)));
    }
    Collections.reverse(dimensions);
    return dimensions;
  }

  /**
   * Returns for each dimension of {@code output} by how many elements of an operand one step moves:
   * 0 where the operand repeats.
   */
  public static int[] strides(Shape operand, Shape output) {
    int[] strides = new int[output.rank()];
    int stride = 1;
    for (int fromEnd = 1; fromEnd <= operand.rank(); fromEnd++) {
      int dimension = operand.dimension(-fromEnd);
      strides[output.rank() - fromEnd] = dimension == 1 ? 0 : stride;
      stride *= dimension;
    }
    return strides;
  }

  private static int dimension(Shape shape, int fromEnd) {
    return fromEnd <= shape.rank() ? shape.dimension(-fromEnd) : 1;
  }
}

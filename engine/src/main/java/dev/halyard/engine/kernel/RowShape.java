package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Shape;

/**
 * A tensor as rows of flat elements, as kernels see it: {@code [1,H,W,C]} is H rows of W·C, {@code
 * [B,K]} is B rows of K, a vector is one row.
 *
 * @param rows at least 1
 * @param length elements of a row, at least 1
 */
public record RowShape(int rows, int length) {

  /** Returns the rows of a tensor. */
  public static RowShape of(Shape shape) {
    int inner = 1;
    for (int axis = outerRank(shape.rank()); axis < shape.rank(); axis++) {
      inner *= shape.dimension(axis);
    }
    return new RowShape(shape.elementCount() / inner, inner);
  }

  /** Returns the rows of a tensor that are its innermost dimension. */
  public static RowShape innermost(Shape shape) {
    int length = shape.rank() == 0 ? 1 : shape.dimension(-1);
    return new RowShape(shape.elementCount() / length, length);
  }

  /** Returns a tensor as one row. */
  public static RowShape flat(Shape shape) {
    return new RowShape(1, shape.elementCount());
  }

  /** Returns how many of the leading dimensions count rows; the others lie within a row. */
  static int outerRank(int rank) {
    return rank <= 2 ? Math.max(0, rank - 1) : rank - 2;
  }
}

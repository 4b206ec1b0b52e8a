package dev.halyard.engine.kernel;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A shape seen as four dimensions, the first two counting rows and the last two lying within a row,
 * and steps along each of them in some other tensors. Neighbouring dimensions that can be walked as
 * one are merged, so that the last is long.
 *
 * @param shape four dimensions
 * @param strides for each other tensor four steps in elements; 0 where it is repeated
 */
public record StridedShape(List<Integer> shape, List<List<Integer>> strides) {
  /** The number of dimensions that kernels see. */
  public static final int RANK = 4;

  /** Copies the lists. */
  public StridedShape {
    shape = List.copyOf(shape);
    strides = strides.stream().map(List::copyOf).toList();
  }

  /**
   * Returns the merged shape.
   *
   * @param dimensions outermost first
   * @param strides for each other tensor a step per dimension
   * @throws UnsupportedNodeException if more than two dimensions of rows, or within them, remain
   */
  static StridedShape of(List<Integer> dimensions, List<List<Integer>> strides) {
    int outer = RowShape.outerRank(dimensions.size());
    List<Axis> merged = merged(axes(dimensions, strides, 0, outer), strides.size());
    merged.addAll(merged(axes(dimensions, strides, outer, dimensions.size()), strides.size()));
    List<List<Integer>> steps = new ArrayList<>();
    for (int i = 0; i < strides.size(); i++) {
      int tensor = i;
      steps.add(merged.stream().map(axis -> axis.strides().get(tensor)).toList());
    }
    return new StridedShape(merged.stream().map(Axis::size).toList(), steps);
  }

  /** Returns the number of rows. */
  public int rows() {
    return shape.get(0) * shape.get(1);
  }

  /** Returns the elements of a row. */
  public int rowLength() {
    return shape.get(2) * shape.get(3);
  }

  private record Axis(int size, List<Integer> strides) {
    boolean mergesInto(Axis outer) {
      for (int i = 0; i < strides.size(); i++) {
        if (outer.strides.get(i) != strides.get(i) * size) {
          return false;
        }
      }
      return true;
    }
  }

  private static List<Axis> axes(
      List<Integer> dimensions, List<List<Integer>> strides, int from, int to) {
    List<Axis> axes = new ArrayList<>();
    for (int axis = from; axis < to; axis++) {
      int index = axis;
      if (dimensions.get(axis) > 1) {
        axes.add(new Axis(dimensions.get(axis), strides.stream().map(s -> s.get(index)).toList()));
      }
    }
    return axes;
  }

  /** Merges axes and puts axes of size 1 before them until there are two. */
  private static List<Axis> merged(List<Axis> axes, int tensors) {
    List<Axis> merged = new ArrayList<>();
    for (Axis axis : axes) {
      int last = merged.size() - 1;
      if (last >= 0 && axis.mergesInto(merged.get(last))) {
        merged.set(last, new Axis(merged.get(last).size() * axis.size(), axis.strides()));
      } else {
        merged.add(axis);
      }
    }
    if (merged.size() > RANK / 2) {
      throw new UnsupportedNodeException(
          "the operands differ along more dimensions than are supported; supported: 4");
    }
    while (merged.size() < RANK / 2) {
      merged.add(0, new Axis(1, Collections.nCopies(tensors, 0)));
    }
    return merged;
  }
}

package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Shape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Steps, in elements, from one index of a dimension to the next. */
public final class Strides {
  private Strides() {}

  /** Returns the steps of a tensor along its own dimensions. */
  public static List<Integer> of(Shape shape) {
    List<Integer> strides = new ArrayList<>();
    int step = 1;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      strides.add(step);
      step *= shape.dimension(axis);
    }
    Collections.reverse(strides);
    return strides;
  }

  /** Returns the steps of {@code operand} along the dimensions of {@code output}; 0 repeats. */
  static List<Integer> broadcast(Shape operand, Shape output) {
    List<Integer> own = of(operand);
    List<Integer> strides = new ArrayList<>(Collections.nCopies(output.rank(), 0));
    int missing = output.rank() - operand.rank();
    for (int axis = 0; axis < operand.rank(); axis++) {
      strides.set(missing + axis, operand.dimension(axis) == 1 ? 0 : own.get(axis));
    }
    return strides;
  }

  /** Returns the steps of the output of a mean along its input's dimensions; 0 is reduced. */
  static List<Integer> reduced(Shape input, List<Integer> axes) {
    List<Integer> strides = new ArrayList<>();
    int step = 1;
    for (int axis = input.rank() - 1; axis >= 0; axis--) {
      boolean isReduced = axes.contains(axis);
      strides.add(isReduced ? 0 : step);
      step *= isReduced ? 1 : input.dimension(axis);
    }
    Collections.reverse(strides);
    return strides;
  }
}

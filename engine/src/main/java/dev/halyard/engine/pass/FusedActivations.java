package dev.halyard.engine.pass;

import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.Add;
import dev.halyard.engine.ir.op.AveragePool2d;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.engine.ir.op.DepthwiseConv2d;
import dev.halyard.engine.ir.op.FullyConnected;
import dev.halyard.engine.ir.op.MaxPool2d;
import dev.halyard.engine.ir.op.Mul;
import dev.halyard.engine.ir.op.Operator;
import dev.halyard.engine.ir.op.Sub;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The operators that end with a clamp, by class: how to read and how to set it. */
final class FusedActivations {
  private static final Map<Class<?>, Clamp<?>> CLAMPS = new LinkedHashMap<>();

  static {
    register(Add.class, Add::activation, (o, a) -> new Add(a));
    register(
        AveragePool2d.class,
        AveragePool2d::activation,
        (o, a) -> new AveragePool2d(o.window(), o.stride(), o.padding(), a));
    register(
        Conv2d.class,
        Conv2d::activation,
        (o, a) -> new Conv2d(o.stride(), o.dilation(), o.padding(), a));
    register(
        DepthwiseConv2d.class,
        DepthwiseConv2d::activation,
        (o, a) -> new DepthwiseConv2d(o.stride(), o.dilation(), o.padding(), a));
    register(FullyConnected.class, FullyConnected::activation, (o, a) -> new FullyConnected(a));
    register(
        MaxPool2d.class,
        MaxPool2d::activation,
        (o, a) -> new MaxPool2d(o.window(), o.stride(), o.padding(), a));
    register(Mul.class, Mul::activation, (o, a) -> new Mul(a));
    register(Sub.class, Sub::activation, (o, a) -> new Sub(a));
  }

  private FusedActivations() {}

  private record Clamp<T extends Operator>(
      Class<T> type, Function<T, Activation> activation, BiFunction<T, Activation, T> with) {

    Activation of(Operator operator) {
      return activation.apply(type.cast(operator));
    }

    Operator with(Operator operator, Activation other) {
      return with.apply(type.cast(operator), other);
    }
  }

  private static <T extends Operator> void register(
      Class<T> type, Function<T, Activation> activation, BiFunction<T, Activation, T> with) {
    CLAMPS.put(type, new Clamp<>(type, activation, with));
  }

  /**
   * Returns an operator that clamps as it does and then by {@code next}; empty if it has no clamp,
   * or none that is both.
   */
  static Optional<Operator> then(Operator operator, Activation next) {
    Clamp<?> clamp = CLAMPS.get(operator.getClass());
    if (clamp == null) {
      return Optional.empty();
    }
    return both(clamp.of(operator), next).map(activation -> clamp.with(operator, activation));
  }

  private static Optional<Activation> both(Activation first, Activation second) {
    if (first == Activation.NONE || first == second) {
      return Optional.of(second);
    }
    boolean narrower = first == Activation.RELU && second == Activation.RELU6;
    boolean wider = first == Activation.RELU6 && second == Activation.RELU;
    return narrower || wider ? Optional.of(Activation.RELU6) : Optional.empty();
  }
}

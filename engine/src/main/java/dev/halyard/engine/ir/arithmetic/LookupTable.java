package dev.halyard.engine.ir.arithmetic;

import static java.util.Map.entry;

import dev.halyard.engine.ir.Quantization;
import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.HardSwish;
import dev.halyard.engine.ir.op.LeakyRelu;
import dev.halyard.engine.ir.op.Logistic;
import dev.halyard.engine.ir.op.Operator;
import dev.halyard.engine.ir.op.Quantize;
import dev.halyard.engine.ir.op.Relu;
import dev.halyard.engine.ir.op.Relu6;
import dev.halyard.engine.ir.op.Tanh;
import java.util.Map;
import java.util.Set;
import java.util.function.IntUnaryOperator;

/**
 * An int8 operator of one int8 input, element by element, as its 256 results.
 *
 * <p>Each function follows its reference kernel, d being the input less its zero point and every
 * result clamped to int8:
 *
 * <ul>
 *   <li>RELU: {@code max(zOut, zOut + m(d))}, m of {@code scaleIn / scaleOut} (double).
 *   <li>RELU6: {@code clamp(q, zIn, zIn + round(6 / scaleIn))}.
 *   <li>LEAKY_RELU: {@code zOut + m(d)} for d ≥ 0, else with m of {@code scaleIn · alpha /
 *       scaleOut} (both float32).
 *   <li>LOGISTIC: −128 or 127 where {@code |d|} reaches the radius of Q4.27, else {@code
 *       round(logistic(d) / 2^23) − 128}.
 *   <li>TANH: the same ends, else {@code round(tanh(d) / 2^24)}.
 *   <li>HARD_SWISH: {@code zOut + d · reluish(d)} in 16-bit arithmetic.
 *   <li>QUANTIZE from int8: {@code zOut + m(d)}, m of {@code scaleIn / scaleOut} (double).
 * </ul>
 *
 * <p>Source: micro/kernels/activations.cc, leaky_relu_common.cc, quantize_common.cc and
 * reference/{leaky_relu,hard_swish,requantize,integer_ops/logistic,integer_ops/tanh}.h of
 * tensorflow/tflite-micro @90b983c.
 */
public final class LookupTable {
  private static final int INPUT_INTEGER_BITS = 4;

  /** Makes the function of one operator from a quantized input to a quantized output. */
  @FunctionalInterface
  private interface Builder {
    IntUnaryOperator of(Operator operator, Quantization input, Quantization output);
  }

  private static final Map<Class<? extends Operator>, Builder> BUILDERS =
      Map.ofEntries(
          entry(HardSwish.class, (operator, input, output) -> hardSwish(input, output)),
          entry(
              LeakyRelu.class,
              (operator, input, output) -> leakyRelu((LeakyRelu) operator, input, output)),
          entry(Logistic.class, (operator, input, output) -> logistic(input)),
          entry(Quantize.class, (operator, input, output) -> requantize(input, output)),
          entry(Relu.class, (operator, input, output) -> relu(input, output)),
          entry(Relu6.class, (operator, input, output) -> relu6(input)),
          entry(Tanh.class, (operator, input, output) -> tanh(input)));

  private LookupTable() {}

  /** Returns the operators that can be a table. */
  public static Set<Class<? extends Operator>> operators() {
    return BUILDERS.keySet();
  }

  /**
   * Returns the results of all inputs; that of input q is at q + 128.
   *
   * @throws IllegalArgumentException if the operator cannot be a table, or its reference kernel
   *     does not accept the quantization
   */
  public static byte[] of(Operator operator, Quantization input, Quantization output) {
    Builder builder = BUILDERS.get(operator.getClass());
    if (builder == null) {
      throw new IllegalArgumentException(operator.builtinName() + " cannot be a lookup table");
    }
    IntUnaryOperator function = builder.of(operator, input, output);
    byte[] table = new byte[256];
    for (int value = Byte.MIN_VALUE; value <= Byte.MAX_VALUE; value++) {
      table[value - Byte.MIN_VALUE] = FixedPoint.saturateToInt8(function.applyAsInt(value));
    }
    return table;
  }

  private static IntUnaryOperator requantize(Quantization input, Quantization output) {
    QuantizedMultiplier multiplier = QuantizedMultiplier.ofScales(input.scale(), output.scale());
    return value -> output.zeroPoint() + multiplier.apply(value - input.zeroPoint());
  }

  private static IntUnaryOperator relu(Quantization input, Quantization output) {
    IntUnaryOperator requantize = requantize(input, output);
    return value -> Math.max(output.zeroPoint(), requantize.applyAsInt(value));
  }

  private static IntUnaryOperator relu6(Quantization input) {
    ActivationRange range = ActivationRange.of(Activation.RELU6, input);
    return range::clamp;
  }

  private static IntUnaryOperator leakyRelu(
      LeakyRelu operator, Quantization input, Quantization output) {
    QuantizedMultiplier positive = QuantizedMultiplier.of(input.scale() / output.scale());
    QuantizedMultiplier negative =
        QuantizedMultiplier.of(input.scale() * operator.alpha() / output.scale());
    return value -> {
      int difference = value - input.zeroPoint();
      return output.zeroPoint() + (difference >= 0 ? positive : negative).apply(difference);
    };
  }

  private static IntUnaryOperator logistic(Quantization input) {
    return saturatingAtRadius(
        input,
        value ->
            FixedPoint.roundingDivideByPowerOfTwo(FixedPointFunctions.logistic(value), 23) - 128);
  }

  private static IntUnaryOperator tanh(Quantization input) {
    return saturatingAtRadius(
        input, value -> FixedPoint.roundingDivideByPowerOfTwo(FixedPointFunctions.tanh(value), 24));
  }

  /** Returns a function of the input in Q4.27, with the ends of int8 beyond its radius. */
  private static IntUnaryOperator saturatingAtRadius(
      Quantization input, IntUnaryOperator function) {
    ScaledInput scaled = ScaledInput.of(input.scale(), INPUT_INTEGER_BITS);
    return value -> {
      int difference = value - input.zeroPoint();
      if (Math.abs(difference) >= scaled.radius()) {
        return difference > 0 ? Byte.MAX_VALUE : Byte.MIN_VALUE;
      }
      return function.applyAsInt(scaled.apply(difference));
    };
  }

  private static IntUnaryOperator hardSwish(Quantization input, Quantization output) {
    HardSwishParameters parameters = HardSwishParameters.of(input.scale(), output.scale());
    return value -> output.zeroPoint() + parameters.apply(value - input.zeroPoint());
  }
}

package dev.halyard.engine.ir.arithmetic;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Quantization;
import dev.halyard.engine.ir.op.Sub;

/**
 * The factors of an int8 ADD or SUB: both inputs are brought to one scale with 20 more bits, added
 * or subtracted, and brought to the output's.
 *
 * <pre>{@code
 * m = 2 · max(scaleA, scaleB)
 * a = scaleA / m      b = scaleB / m      output = m / (2^20 · scaleOutput)
 * y = clamp(output · (a · ((qa − za) << 20) ± b · ((qb − zb) << 20)) + zOutput)
 * }</pre>
 *
 * <p>ADD computes the three in double precision, SUB in float32.
 *
 * <p>Source: micro/kernels/add_common.cc, sub_common.cc and reference/integer_ops/add.h of
 * tensorflow/tflite-micro @90b983c.
 *
 * @param a at most 1/2, so its shift is at most 0
 * @param b at most 1/2
 * @param output below 1
 */
public record AdditionParameters(
    QuantizedMultiplier a, QuantizedMultiplier b, QuantizedMultiplier output) {

  /** By how much the inputs are shifted left first. */
  public static final int LEFT_SHIFT = 20;

  /** Returns the factors of an ADD or SUB node. */
  public static AdditionParameters of(Graph graph, Node node) {
    Quantization a = graph.input(node, 0).requireQuantization();
    Quantization b = graph.input(node, 1).requireQuantization();
    Quantization output = graph.output(node).requireQuantization();
    return node.operator() instanceof Sub
        ? ofSub(a.scale(), b.scale(), output.scale())
        : ofAdd(a.scale(), b.scale(), output.scale());
  }

  /** Returns the factors of an ADD of these scales. */
  public static AdditionParameters ofAdd(float a, float b, float output) {
    double twiceMaximum = 2.0 * Math.max(a, b);
    return new AdditionParameters(
        QuantizedMultiplier.of(a / twiceMaximum),
        QuantizedMultiplier.of(b / twiceMaximum),
        QuantizedMultiplier.of(twiceMaximum / ((1 << LEFT_SHIFT) * (double) output)));
  }

  /** Returns the factors of a SUB of these scales. */
  public static AdditionParameters ofSub(float a, float b, float output) {
    float twiceMaximum = 2f * Math.max(a, b);
    return new AdditionParameters(
        QuantizedMultiplier.of(a / twiceMaximum),
        QuantizedMultiplier.of(b / twiceMaximum),
        QuantizedMultiplier.of(twiceMaximum / ((1 << LEFT_SHIFT) * output)));
  }

  /** Returns input a, less its zero point, on the common scale. */
  public int scaleA(int difference) {
    return a.apply(difference << LEFT_SHIFT);
  }

  /** Returns input b, less its zero point, on the common scale. */
  public int scaleB(int difference) {
    return b.apply(difference << LEFT_SHIFT);
  }
}

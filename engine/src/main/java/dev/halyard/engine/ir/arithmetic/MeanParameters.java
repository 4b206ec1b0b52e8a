package dev.halyard.engine.ir.arithmetic;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Mean;

/**
 * The factor of an int8 MEAN: {@code y = clamp(multiplier · (Σ q − count · zInput) + zOutput)}.
 *
 * <p>{@code 1/count} goes into the factor {@code (m, s)} of {@code scaleInput / scaleOutput}: with
 * k = floor(log2 count), at most 31 + s, it becomes {@code (trunc((m << k) / count), s − k)}, so
 * that the multiplier may lie below 2^30.
 *
 * <p>Source: QuantizedMeanOrSum in tensorflow/lite/kernels/internal/reference/reduce.h.
 *
 * @param multiplier with the count folded in
 * @param count elements that go into one output
 */
public record MeanParameters(QuantizedMultiplier multiplier, int count) {

  /** Returns the factor of a MEAN node. */
  public static MeanParameters of(Graph graph, Node node) {
    Mean mean = (Mean) node.operator();
    Shape input = graph.input(node, 0).shape();
    int count = mean.axes().stream().map(input::dimension).reduce(1, (a, b) -> a * b);
    return of(
        graph.input(node, 0).requireQuantization().scale(),
        graph.output(node).requireQuantization().scale(),
        count);
  }

  /** Returns the factor of these scales and so many elements per output. */
  public static MeanParameters of(float input, float output, int count) {
    QuantizedMultiplier scale = QuantizedMultiplier.ofScales(input, output);
    int shift = 63 - Long.numberOfLeadingZeros(count);
    shift = Math.min(Math.min(shift, 32), 31 + scale.shift());
    long multiplier = ((long) scale.multiplier() << shift) / count;
    return new MeanParameters(
        new QuantizedMultiplier((int) multiplier, scale.shift() - shift), count);
  }
}

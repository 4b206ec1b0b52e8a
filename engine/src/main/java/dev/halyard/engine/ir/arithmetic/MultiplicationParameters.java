package dev.halyard.engine.ir.arithmetic;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;

/**
 * The factor of an int8 MUL: {@code y = clamp(output · (qa − za)(qb − zb) + zOutput)}.
 *
 * <p>Source: micro/kernels/mul_common.cc and reference/integer_ops/mul.h of
 * tensorflow/tflite-micro @90b983c.
 *
 * @param output {@code scaleA · scaleB / scaleOutput} in double precision
 */
public record MultiplicationParameters(QuantizedMultiplier output) {

  /** Returns the factor of a MUL node. */
  public static MultiplicationParameters of(Graph graph, Node node) {
    return of(
        graph.input(node, 0).requireQuantization().scale(),
        graph.input(node, 1).requireQuantization().scale(),
        graph.output(node).requireQuantization().scale());
  }

  /** Returns the factor of these scales. */
  public static MultiplicationParameters of(float a, float b, float output) {
    return new MultiplicationParameters(QuantizedMultiplier.of((double) a * b / output));
  }
}

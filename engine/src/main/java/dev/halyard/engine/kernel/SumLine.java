package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Quantization;
import dev.halyard.engine.ir.arithmetic.ActivationRange;
import dev.halyard.engine.ir.arithmetic.AdditionParameters;
import dev.halyard.engine.ir.arithmetic.QuantizedMultiplier;
import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.Add;
import dev.halyard.engine.ir.op.Sub;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An int8 ADD or SUB as one line of both operands: {@code clamp(⌊(offset + left · a + right · b) /
 * 2^shift⌋)}. Tried with all 65 536 pairs: each has the bits of {@link AdditionParameters}.
 *
 * @param left weight of the first operand
 * @param right weight of the second operand
 * @param offset zero points and rounding
 * @param shift bits of the fraction, 0 to 24
 * @param range of the output
 */
public record SumLine(int left, int right, int offset, int shift, ActivationRange range)
    implements ProvenChannels {
  private static final int MOST_SHIFT = 24;

  /** Values of an int8 operand. */
  private static final int VALUES = 256;

  private static final int LOWEST = Byte.MIN_VALUE;

  /** What the reference makes of every pair. */
  private static final class Reference {
    private final ActivationRange range;
    private final byte[] outputs = new byte[VALUES * VALUES];

    Reference(Graph graph, Node node) {
      AdditionParameters parameters = AdditionParameters.of(graph, node);
      Quantization output = graph.output(node).requireQuantization();
      range = ActivationRange.of(activation(node), output);
      int sign = sign(node);
      int zeroA = graph.input(node, 0).requireQuantization().zeroPoint();
      int zeroB = graph.input(node, 1).requireQuantization().zeroPoint();
      for (int i = 0; i < outputs.length; i++) {
        int a = parameters.scaleA(a(i) - zeroA);
        int b = parameters.scaleB(b(i) - zeroB);
        int value = parameters.output().apply(a + sign * b) + output.zeroPoint();
        outputs[i] = (byte) range.clamp(value);
      }
    }

    static int a(int pair) {
      return pair / VALUES + LOWEST;
    }

    static int b(int pair) {
      return pair % VALUES + LOWEST;
    }
  }

  /** Returns the most precise line of a node; empty if there is none. */
  static Optional<SumLine> of(Graph graph, Node node) {
    AdditionParameters parameters = AdditionParameters.of(graph, node);
    double scale = real(parameters.output()) * (1 << AdditionParameters.LEFT_SHIFT);
    double left = real(parameters.a()) * scale;
    double right = sign(node) * real(parameters.b()) * scale;
    Reference reference = new Reference(graph, node);
    return IntStream.iterate(MOST_SHIFT, shift -> shift >= 0, shift -> shift - 1)
        .mapToObj(shift -> of(reference, left, right, shift))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<SumLine> of(Reference reference, double a, double b, int shift) {
    long left = Math.round(Math.scalb(a, shift));
    long right = Math.round(Math.scalb(b, shift));
    long least = Long.MIN_VALUE / 2;
    long most = Long.MAX_VALUE / 2;
    for (int i = 0; i < reference.outputs.length; i++) {
      int output = reference.outputs[i];
      long sum = left * Reference.a(i) + right * Reference.b(i);
      if (output > reference.range.minimum()) {
        least = Math.max(least, ((long) output << shift) - sum);
      }
      if (output < reference.range.maximum()) {
        most = Math.min(most, ((output + 1L) << shift) - 1 - sum);
      }
    }
    long offset = (least + most) >> 1;
    return least <= most && fits(offset, left, right)
        ? Optional.of(new SumLine((int) left, (int) right, (int) offset, shift, reference.range))
        : Optional.empty();
  }

  /** Tells whether constants and every sum fit 32 bits. */
  private static boolean fits(long offset, long left, long right) {
    long reach = -LOWEST * (Math.abs(left) + Math.abs(right));
    return reach + Math.abs(offset) <= Integer.MAX_VALUE;
  }

  private static double real(QuantizedMultiplier multiplier) {
    return Math.scalb((double) multiplier.multiplier(), multiplier.shift() - 31);
  }

  private static int sign(Node node) {
    return node.operator() instanceof Sub ? -1 : 1;
  }

  /** Returns the activation that an ADD or SUB ends with. */
  public static Activation activation(Node node) {
    return node.operator() instanceof Add add
        ? add.activation()
        : ((Sub) node.operator()).activation();
  }
}

package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.ir.ConstantData;
import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Quantization;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What operators ask of types, quantization and shapes; each check reports to the call. */
final class Requirements {
  /** Types that operators which only move elements accept. */
  static final Set<ElementType> MOVABLE = Set.of(ElementType.INT8, ElementType.FLOAT32);

  /** A factor between scales needs a shift of 31 and more from here on, which leaves 32 bits. */
  static final int LARGEST_FACTOR = 1 << 30;

  private static final Set<ElementType> INT8 = Set.of(ElementType.INT8);

  private Requirements() {}

  /** Every operand is an int8 tensor with one scale and one zero point. */
  static boolean int8(OperatorCall call, Operand... operands) {
    if (types(call, INT8, operands)) {
      for (Operand operand : operands) {
        perTensor(call, operand);
      }
    }
    return call.isSound();
  }

  /** Every operand has one of the types; one message for all that have not. */
  static boolean types(OperatorCall call, Set<ElementType> accepted, Operand... operands) {
    List<Operand> others =
        List.of(operands).stream()
            .filter(operand -> !accepted.contains(operand.tensor().type()))
            .toList();
    if (others.isEmpty()) {
      return true;
    }
    String found =
        others.stream()
            .map(operand -> operand.role() + " " + operand.tensor().type().text())
            .collect(Collectors.joining(", "));
    String supported =
        accepted.stream().map(ElementType::text).sorted().collect(Collectors.joining(", "));
    boolean isFloat =
        others.stream().anyMatch(operand -> operand.tensor().type() == ElementType.FLOAT32);
    call.unsupported(
        found, isFloat ? supported + "; quantize the model to int8 (full integer)" : supported);
    return false;
  }

  private static void perTensor(OperatorCall call, Operand operand) {
    Quantization quantization = operand.tensor().quantization();
    if (quantization == null) {
      call.problem(
          "%s '%s' has no quantization; an int8 tensor needs a scale and a zero point"
              .formatted(operand.role(), operand.tensor().name()));
    } else if (!quantization.isPerTensor()) {
      call.unsupported(
          "%s '%s' with %d scales"
              .formatted(operand.role(), operand.tensor().name(), quantization.scales().size()),
          "one scale for the whole tensor");
    }
  }

  /** Both have the same type and the same quantization, or none. */
  static void alike(OperatorCall call, Operand one, Operand other) {
    if (one.tensor().type() != other.tensor().type()) {
      call.unsupported(
          "%s %s with %s %s"
              .formatted(
                  one.role(),
                  one.tensor().type().text(),
                  other.role(),
                  other.tensor().type().text()),
          "the same type on both sides");
      return;
    }
    Quantization first = one.tensor().quantization();
    Quantization second = other.tensor().quantization();
    if (first == null ? second != null : !first.equals(second)) {
      call.unsupported(
          "%s %s with %s %s".formatted(one.role(), text(first), other.role(), text(second)),
          "the same quantization on both sides");
    }
  }

  /** An int8 output has the scale and zero point that the operator fixes. */
  static void fixedOutput(OperatorCall call, int scaleDenominator, int zeroPoint) {
    Quantization found = call.output().requireQuantization();
    if (found.scale() != 1f / scaleDenominator || found.zeroPoint() != zeroPoint) {
      call.unsupported(
          "output " + text(found),
          "scale 1/%d and zero point %d".formatted(scaleDenominator, zeroPoint));
    }
  }

  static boolean rank(OperatorCall call, Operand operand, int rank) {
    Shape shape = operand.tensor().shape();
    if (shape.rank() != rank) {
      call.unsupported("%s of shape %s".formatted(operand.role(), shape), "rank " + rank);
      return false;
    }
    return true;
  }

  /** An image is [1,H,W,C]. */
  static boolean image(OperatorCall call, Operand operand) {
    if (!rank(call, operand, 4)) {
      return false;
    }
    int batch = operand.tensor().shape().dimension(0);
    if (batch != 1) {
      call.unsupported(
          "%s of shape %s with batch %d".formatted(operand.role(), operand.tensor().shape(), batch),
          "batch 1");
      return false;
    }
    return true;
  }

  /** The output has the shape that the operator makes. */
  static void outputShape(OperatorCall call, List<Integer> made) {
    Shape found = call.output().shape();
    if (!found.dimensions().equals(made)) {
      call.problem(
          "its output is declared as %s, but the operator makes %s"
              .formatted(found, made.toString().replace(" ", "")));
    }
  }

  /** Returns the elements of an int32 or int64 constant that attributes are taken from. */
  static Optional<List<Integer>> integers(OperatorCall call, Operand operand) {
    Tensor tensor = operand.tensor();
    if (!types(call, Set.of(ElementType.INT32, ElementType.INT64), operand)) {
      return Optional.empty();
    }
    ConstantData data = tensor.constant();
    if (data == null) {
      call.unsupported(
          "%s '%s' computed at run time".formatted(operand.role(), tensor.name()), "a constant");
      return Optional.empty();
    }
    // Attributes are small: the low half of an int64 stands for it, and its high half must agree.
    int step = tensor.type().bytes() / Integer.BYTES;
    List<Integer> values =
        IntStream.range(0, tensor.shape().elementCount())
            .mapToObj(index -> data.int32(index * step))
            .toList();
    boolean fits =
        step == 1
            || IntStream.range(0, values.size())
                .allMatch(index -> data.int32(index * 2 + 1) == values.get(index) >> 31);
    if (!fits) {
      call.unsupported("%s beyond 32 bits".formatted(operand.role()), "32-bit values");
      return Optional.empty();
    }
    return Optional.of(values);
  }

  /** A factor between scales is within what the arithmetic can represent. */
  static void factor(OperatorCall call, String what, double factor, double limit) {
    if (!(factor < limit)) {
      call.unsupported("%s %s".formatted(what, factor), "below " + limit);
    }
  }

  private static String text(@Nullable Quantization quantization) {
    if (quantization == null) {
      return "without quantization";
    }
    return quantization.isPerTensor()
        ? "scale %s zero point %d".formatted(quantization.scale(), quantization.zeroPoint())
        : "with %d scales".formatted(quantization.scales().size());
  }
}

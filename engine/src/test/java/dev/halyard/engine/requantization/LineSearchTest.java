package dev.halyard.engine.requantization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.ir.arithmetic.ActivationRange;
import dev.halyard.engine.ir.arithmetic.QuantizedMultiplier;
import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.requantization.LineSearch.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LineSearchTest {
  private static final Shape BYTE_TO_SPARE = Shape.ofOffset(8, 8);
  private static final int LARGEST_OFFSET = 100_000;

  @Test
  void almostEveryReluAtTheLowestZeroPointIsALine() {
    List<Requantization> channels = Requantizations.usual(200, -128, Activation.RELU);
    assertThat(lines(channels, BYTE_TO_SPARE)).hasSizeGreaterThan(190);
    assertThat(doubledLines(channels)).hasSizeGreaterThan(190);
  }

  @Test
  void linesEqualTheReferenceForEveryAccumulator() {
    for (Activation activation : List.of(Activation.NONE, Activation.RELU, Activation.RELU6)) {
      for (Requantization channel : Requantizations.usual(12, -128, activation)) {
        List<Form> lines = new ArrayList<>(lines(List.of(channel), BYTE_TO_SPARE));
        lines.addAll(doubledLines(List.of(channel)));
        assertThat(lines)
            .as("%s", channel)
            .allMatch(line -> Requantizations.isEqualEverywhere(channel, line));
      }
    }
  }

  @Test
  void outputsOfBothSignsBendWhereTheReferenceRoundsAwayFromZero() {
    List<Requantization> channels = Requantizations.usual(40, 0, Activation.NONE);
    assertThat(lines(channels, BYTE_TO_SPARE)).hasSizeLessThan(5);
  }

  @Test
  void anOffsetIsNotLargerThanAsked() {
    for (Form line : doubledLines(Requantizations.usual(50, -128, Activation.RELU))) {
      assertThat(line.offset()).isBetween(0, LARGEST_OFFSET);
    }
    for (Form line : lines(Requantizations.usual(50, -128, Activation.RELU), BYTE_TO_SPARE)) {
      assertThat(line.addend()).isZero();
    }
  }

  @Test
  void aChannelOfFewStepsHasALineFarFromItsScale() {
    Requantization almostConstant =
        new Requantization(
            new QuantizedMultiplier(2_073_887_053, -22),
            -128,
            new ActivationRange(-128, 127),
            99_151_776,
            -46_320,
            46_422);
    assertThat(LineSearch.find(almostConstant, BYTE_TO_SPARE)).isEmpty(); // δ has no room
    Form line = LineSearch.find(almostConstant, Shape.ofOffset(4, 8)).orElseThrow();
    assertThat(Requantizations.isEqualEverywhere(almostConstant, line)).isTrue();
  }

  @Test
  void anAccumulatorThatCannotBeShiftedHasNoLine() {
    Requantization wide =
        Requantizations.of(1 << 30, -16, -128, Activation.RELU, -1 << 24, 1 << 24);
    assertThat(LineSearch.find(wide, BYTE_TO_SPARE)).isEmpty();
  }

  /** Returns lines of doubled accumulators, whose constant term is completed by an addend. */
  private static List<Form> doubledLines(List<Requantization> channels) {
    return channels.stream()
        .map(c -> LineSearch.find(c, new Shape(1, -c.scale().shift(), LARGEST_OFFSET)))
        .flatMap(Optional::stream)
        .toList();
  }

  private static List<Form> lines(List<Requantization> channels, Shape shape) {
    List<Form> lines = new ArrayList<>();
    for (Requantization channel : channels) {
      Optional<Form> line = LineSearch.find(channel, shape);
      line.ifPresent(lines::add);
    }
    return lines;
  }
}

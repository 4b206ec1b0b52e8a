package dev.halyard.harness.report.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.harness.report.memory.Labels.Label;
import dev.halyard.harness.report.svg.Box;
import java.util.List;
import org.junit.jupiter.api.Test;

class LabelsTest {
  private static final Box WIDE = new Box(0, 0, 100, 20);
  private static final Box HIGH = new Box(0, 0, 20, 100);

  @Test
  void runsUpwardsOnlyWhereItMust() {
    assertThat(place(WIDE, "12345678")).contains(new Label("12345678", WIDE, false));
    assertThat(place(HIGH, "12345678")).contains(new Label("12345678", HIGH, true));
  }

  @Test
  void takesTheFirstTextThatFitsWhole() {
    assertThat(place(WIDE, "a name of many letters", "12")).contains(new Label("12", WIDE, false));
    assertThat(place(new Box(0, 0, 5, 5), "12")).isEmpty();
  }

  @Test
  void numbersAreNotTurned() {
    assertThat(place(new Box(0, 0, 12, 100), "12")).isEmpty();
  }

  @Test
  void keepsOutOfOtherBoxes() {
    Box right = new Box(40, 0, 60, 20);
    assertThat(Labels.inside(WIDE, List.of(right), List.of("1234"), 11))
        .contains(new Label("1234", new Box(0, 0, 40, 20), false));
    assertThat(Labels.inside(WIDE, List.of(WIDE), List.of("1234"), 11)).isEmpty();
  }

  @Test
  void cutsToAWidth() {
    assertThat(Labels.cut("abcdef", 20, 10)).isEqualTo("ab…");
    assertThat(Labels.cut("abc", 20, 10)).isEqualTo("abc");
    assertThat(Labels.cut("abc", 1, 10)).isEmpty();
  }

  private static java.util.Optional<Label> place(Box box, String... texts) {
    return Labels.inside(box, List.of(), List.of(texts), 11);
  }
}

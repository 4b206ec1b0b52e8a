package dev.halyard.engine.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RustTextTest {

  @Test
  void keepsACommentOnItsLine() {
    assertThat(RustText.comment("a\nb\r\u2028c\u202e"))
        .isEqualTo("a\\u{a}b\\u{d}\\u{2028}c\\u{202e}");
    assertThat(RustText.comment("x".repeat(500))).hasSize(123).endsWith("...");
  }

  @Test
  void keepsCodeInsideItsBackticks() {
    assertThat(RustText.code("a`b\n```")).isEqualTo("`a'b\\u{a}'''`");
  }

  @Test
  void escapesLiterals() {
    assertThat(RustText.literal("a\"b\\c\nd\u00e9\ud800"))
        .isEqualTo("\"a\\\"b\\\\c\\u{a}d\\u{e9}\\u{fffd}\"");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1.0",
    "0.1, 0.1",
    "0.00390625, 0.00390625",
    "16777216, 1.6777216e7",
    "1e-9, 1e-9",
    "1.5e20, 1.5e20",
    "1.17549435e-38, 1.1754944e-38",
  })
  void writesTheShortestFloat(float value, String literal) {
    assertThat(RustText.float32(value)).isEqualTo(literal);
  }

  @Test
  void floatsReadBackAsTheyWere() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 10_000; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      if (Float.isFinite(value)) {
        assertThat(Float.parseFloat(RustText.float32(value))).isEqualTo(value);
      }
    }
  }
}

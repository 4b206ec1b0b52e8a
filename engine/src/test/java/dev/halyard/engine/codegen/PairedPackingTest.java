package dev.halyard.engine.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.kernel.PairedChannels.Channel;
import java.util.List;
import org.junit.jupiter.api.Test;

class PairedPackingTest {

  @Test
  void packsTwoOutputsToAHalfwordAndTwoElementsToAWord() {
    byte[] weights = {
      1, 2, 3, 4, 5, -6, 7, //
      10, 20, 30, 40, 50, 60, -70, //
      -1, -2, -3, -4, -5, -6, -7
    };
    assertThat(PairedPacking.words(weights, 3, 7))
        .containsExactly(
            word(1 + 256 * 10, 3 + 256 * 30),
            word(2 + 256 * 20, 4 + 256 * 40),
            word(5 + 256 * 50, 7 + 256 * -70),
            word(-6 + 256 * 60, 0),
            word(-1, -3),
            word(-2, -4),
            word(-5, -7),
            word(-6, 0));
  }

  @Test
  void sharesNoWordBetweenRuns() {
    byte[] weights = {1, 2, 3, 4, 5, 6};
    assertThat(PairedPacking.words(weights, 1, 1)).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(PairedPacking.words(weights, 1, 3)).containsExactly(word(1, 3), 2, word(4, 6), 5);
    assertThat(PairedPacking.words(weights, 1, 6))
        .containsExactly(word(1, 3), word(2, 4), word(5, 6));
  }

  @Test
  void writesARecordForEveryTwoOutputs() {
    List<Channel> channels =
        List.of(
            new Channel(5, 1 << 30, 100, 3),
            new Channel(-7, 1 << 29, 200, 4),
            new Channel(9, 1 << 28, 300, 5));
    assertThat(PairedPacking.records("RECORDS", channels).lines())
        .containsExactly(
            "ChannelPair { biases: -1787, bias: 5, even: PairedScale { multiplier: 1073741824,"
                + " addend: 100, shift: 3 }, odd: PairedScale { multiplier: 536870912, addend: 200,"
                + " shift: 4 } },",
            "ChannelPair { biases: 9, bias: 9, even: PairedScale { multiplier: 268435456, addend:"
                + " 300, shift: 5 }, odd: PairedScale { multiplier: 0, addend: 0, shift: 1 } },");
  }

  private static int word(int low, int high) {
    return (low & 0xffff) | (high << 16);
  }
}

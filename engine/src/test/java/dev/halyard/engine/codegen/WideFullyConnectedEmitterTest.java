package dev.halyard.engine.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WideFullyConnectedEmitterTest {
  @Test
  void sixteenOutputsGoTogetherAndTheRestByFours() {
    byte[] weights = new byte[21 * 2];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (byte) (i / 2 + 100 * (i % 2));
    }
    byte[] packed = WideFullyConnectedEmitter.pack(weights, 21);
    assertThat(packed).hasSize(24 * 2).startsWith(0, 1, 2).endsWith(120, 0, 0, 0);
    assertThat(packed[16]).isEqualTo((byte) 100);
    assertThat(packed[31]).isEqualTo((byte) 115);
    assertThat(packed).containsSequence(16, 17, 18, 19, 116, 117, 118, 119, 20, 0, 0, 0);
  }
}

package dev.halyard.engine.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.kernel.Kernel;
import org.junit.jupiter.api.Test;

class EmitterTableTest {
  @Test
  void everyKernelHasAnEmitter() {
    assertThat(EmitterTable.emitters().keySet()).containsExactly(Kernel.values());
  }
}

package dev.halyard.harness.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.targets.Core;
import dev.halyard.targets.InstructionSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Images for every instruction set that a board.yaml may name can be checked. */
class InstructionSetsTest {
  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "HOST")
  void theDisassemblerCanBeToldOfIt(InstructionSet set) {
    Core core = new Core("cpu0", set, 0);
    assertThat(CoreOptions.of(core)).first().asString().startsWith("--triple=");
    assertThat(CoreOptions.richest(core)).isNotEqualTo(CoreOptions.of(core));
  }

  @ParameterizedTest
  @EnumSource(mode = Mode.EXCLUDE, names = "HOST")
  void filesForItAreKnownByTheirMachine(InstructionSet set) {
    assertThat(MachineCheck.machine(set)).isPositive();
  }
}

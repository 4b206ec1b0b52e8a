package dev.halyard.harness.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DisassemblyTest {
  private static final List<String> ARM =
      List.of(
          "",
          "00000470 <_ZN5model5nodes4convE>:",
          "     470: b5f0         \tpush\t{r4, r5, r6, r7, lr}",
          "     472: fb13 0002    \t<unknown>",
          "     476: 0000         \t.short\t0x0000",
          "0000047a <last>:",
          "     47a: 4770         \tbx\tlr");

  @Test
  void keepsInstructionsApartFromDataAndFromWhatIsNone() {
    Disassembly disassembly = Disassembly.parse(ARM, address -> true);
    assertThat(disassembly.known())
        .containsEntry(0x470L, "push {r4, r5, r6, r7, lr}")
        .containsEntry(0x47aL, "bx lr")
        .hasSize(2);
    assertThat(disassembly.unknown())
        .containsExactly(new Disassembly.Unknown(0x472, "fb13 0002", "_ZN5model5nodes4convE"));
  }

  @Test
  void looksOnlyWhereCodeIs() {
    Disassembly disassembly = Disassembly.parse(ARM, address -> address >= 0x47a);
    assertThat(disassembly.known()).containsOnlyKeys(0x47aL);
    assertThat(disassembly.unknown()).isEmpty();
  }

  @Test
  void readsBytesThatStandAlone() {
    List<String> avr =
        List.of("      6c: fe 00 00 00  \t<unknown>", "      70: 0c 94 54 00  \tjmp\t0xa8");
    Disassembly disassembly = Disassembly.parse(avr, address -> true);
    assertThat(disassembly.unknown())
        .containsExactly(new Disassembly.Unknown(0x6c, "fe 00 00 00", "?"));
    assertThat(disassembly.known()).containsEntry(0x70L, "jmp 0xa8");
  }
}

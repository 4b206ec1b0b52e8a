package dev.halyard.probes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.probes.ProbeException.Evidence;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ProbeExceptionTest {

  @Test
  void tellsWhatFailedTheRemedyAndTheEvidence() {
    ProbeException thrown =
        new ProbeException(
            "the emulator has ended unasked",
            new Evidence(List.of("qemu", "-M", "virt"), OptionalInt.of(1), List.of("a", "b")),
            "run it again");
    assertThat(thrown)
        .hasMessage(
            """
            the emulator has ended unasked; run it again
              command: qemu -M virt
              exit status: 1
              | a
              | b""");
  }

  @Test
  void leavesOutWhatIsNotThere() {
    assertThat(new ProbeException("no such port", Evidence.NONE, "plug it in"))
        .hasMessage("no such port; plug it in");
  }
}

package dev.halyard.probes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbesTest {

  @Test
  void findsEveryDriverOfThisModule() {
    assertThat(Probes.load().ids()).containsExactly("emulator", "process", "qemu");
  }

  @Test
  void refusesTwoDriversOfOneId() {
    assertThatThrownBy(() -> Probes.of(List.of(new Fake("a"), new Fake("a"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "probe drivers %1$s and %1$s both have the id 'a'; remove one from the class path"
                .formatted(Fake.class.getName()));
  }

  @Test
  void refusesAnUnusableId() {
    assertThatThrownBy(() -> Probes.of(List.of(new Fake("My Probe"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "probe driver %s has the id 'My Probe'; accepted: lower-case letters, digits and hyphens"
                .formatted(Fake.class.getName()));
  }

  @Test
  void aBoardWithAnUnknownDriverIsAnsweredWithTheKnownOnes() {
    ProbeRequest request =
        new ProbeRequest(
            TestBoards.board("openocd", Map.of()), Path.of("x"), Path.of("y"), Optional.empty());
    assertThatThrownBy(() -> Probes.load().open(request))
        .isInstanceOf(ProbeException.class)
        .hasMessage(
            "board 'test-board' wants the probe driver 'openocd'; known: emulator, process, qemu; correct"
                + " probe.driver in its board.yaml");
  }

  private record Fake(String driver) implements Probe {
    @Override
    public ProbeSession open(ProbeRequest request) {
      throw new UnsupportedOperationException();
    }
  }
}

package dev.halyard.probes.subprocess;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.probes.ToolCheck;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramCheckTest {

  @Test
  void tellsTheFirstLineOfTheAnswer() {
    assertThat(check("echo tool 1.2; echo more")).isEqualTo(tool(true, "tool 1.2"));
  }

  @Test
  void aProgramThatFailsIsNotUsable() {
    assertThat(check("echo no library >&2; exit 127"))
        .isEqualTo(tool(false, "exit status 127: no library"));
  }

  @Test
  void aProgramThatIsMissingIsNotUsable() {
    assertThat(ProgramCheck.version("no-such-tool", List.of(), "install it").finding())
        .isEqualTo("'no-such-tool' is not installed: it is not on the PATH");
  }

  private static ToolCheck check(String script) {
    return ProgramCheck.version("sh", List.of("-c", script), "install it");
  }

  private static ToolCheck tool(boolean usable, String finding) {
    return new ToolCheck("sh", usable, finding, "install it");
  }
}

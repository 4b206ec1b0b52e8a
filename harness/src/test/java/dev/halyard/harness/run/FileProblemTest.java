package dev.halyard.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class FileProblemTest {
  @Test
  void aCopyThatFailsNamesItsTarget() {
    assertThat(FileProblem.of(new FileSystemException("a.elf", "b.elf", "No space left on device")))
        .isEqualTo("'a.elf' cannot be copied to 'b.elf': No space left on device");
  }

  @Test
  void aFileAloneIsNamed() {
    assertThat(FileProblem.of(new FileSystemException("a.elf", null, "Input/output error")))
        .isEqualTo("'a.elf' cannot be used: Input/output error");
  }
}

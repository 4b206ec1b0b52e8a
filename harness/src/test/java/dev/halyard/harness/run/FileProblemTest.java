package dev.halyard.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class FileProblemTest {
  @Test
  void aCopyThatFailsNamesItsTarget() {
    assertThat(FileProblem.of(new FileSystemException("a.elf", "b.elf", "Input/output error")))
        .isEqualTo("'a.elf' cannot be copied to 'b.elf': Input/output error");
  }

  @Test
  void aFullDiskIsToldByTheFolderThatIsWrittenTo() {
    assertThat(
            FileProblem.of(
                new FileSystemException("/a.elf", "/proc/b.elf", "No space left on device")))
        .startsWith("the disk of '/proc' is full: 0.0 MB are free");
  }

  @Test
  void aFileAloneIsNamed() {
    assertThat(FileProblem.of(new FileSystemException("a.elf", null, "Input/output error")))
        .isEqualTo("'a.elf' cannot be used: Input/output error");
  }
}

package dev.halyard.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {
  @TempDir private Path work;

  @Test
  void keepsFoldersOfRunsThatStillGoOnWhateverTheirNames() throws IOException {
    RunFolder running = RunFolder.create(work, "model");
    Files.writeString(running.transcript(), "> run%");
    setAge(running.path(), Duration.ofHours(20));
    for (int i = 0; i < 60; i++) {
      Files.createDirectories(work.resolve("runs/99991231-" + i));
    }
    RunFolder.create(work, "model");
    assertThat(running.transcript()).exists();
    assertThat(work.resolve("runs").toFile().list()).hasSize(62);
  }

  @Test
  void removesTheOldestFoldersThatNoRunWroteToForHours() throws IOException {
    for (int i = 0; i < 60; i++) {
      Path folder = Files.createDirectories(work.resolve("runs/99991231-" + i));
      setAge(Files.writeString(folder.resolve("transcript.txt"), ""), Duration.ofHours(10 + i));
      setAge(folder, Duration.ofHours(10 + i));
    }
    RunFolder.create(work, "model");
    assertThat(work.resolve("runs/99991231-49")).exists();
    assertThat(work.resolve("runs/99991231-50")).doesNotExist();
    assertThat(work.resolve("runs").toFile().list()).hasSize(51);
  }

  private static void setAge(Path path, Duration age) throws IOException {
    Files.setLastModifiedTime(path, FileTime.from(Instant.now().minus(age)));
  }
}

package dev.halyard.harness.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {
  @TempDir private Path folder;

  @Test
  void isKnownByWhatSystemsAndDatabasesSay() {
    IOException full = new IOException("No space left on device");
    assertThat(FullDisk.caused(new UncheckedIOException("cannot write a", full))).isTrue();
    String sqlite = "[SQLITE_FULL] Insertion failed (database or disk is full)";
    assertThat(FullDisk.caused(new IOException("cannot open", new Exception(sqlite)))).isTrue();
    assertThat(FullDisk.caused(new IOException("Permission denied"))).isFalse();
    assertThat(FullDisk.caused(new IOException((String) null))).isFalse();
  }

  @Test
  void isKnownByWhatACompilerPrints() {
    String line = "error: failed to write a.rmeta: No space left on device (os error 28)";
    assertThat(FullDisk.stopped(List.of("Compiling a", line), folder)).isTrue();
    assertThat(FullDisk.stopped(List.of("error: expected `;`"), folder)).isFalse();
  }

  @Test
  void isToldByAFolderThatThereIs() {
    assertThat(FullDisk.problem(folder.resolve("not/made/yet")))
        .matches("the disk of '/.*' is full: [0-9.]+ MB are free.*; free some space there, .*")
        .doesNotContain("not/made/yet");
  }
}

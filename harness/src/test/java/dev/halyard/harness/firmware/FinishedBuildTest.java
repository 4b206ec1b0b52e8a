package dev.halyard.harness.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinishedBuildTest {
  @TempDir private Path folder;
  private Path image;
  private FinishedBuild kept;

  @BeforeEach
  void keep() throws IOException {
    Path elf = Files.writeString(folder.resolve("linked"), "program");
    image = Files.createDirectory(folder.resolve("image")).resolve("firmware.uf2");
    Files.writeString(image, "blocks");
    Path map = Files.writeString(folder.resolve("firmware.map"), "sections");
    kept =
        FinishedBuild.keep(folder, new CargoBuild.Result(elf, "rustc 1.88.0", map, List.of(image)));
  }

  @Test
  void findsWhatItKept() throws IOException {
    assertThat(FinishedBuild.find(folder)).contains(kept);
    assertThat(kept.elf()).hasContent("program");
    assertThat(kept.sha256()).hasSize(64);
    assertThat(kept.toolchain()).isEqualTo("rustc 1.88.0");
    assertThat(kept.map()).hasContent("sections");
    assertThat(kept.images()).containsExactly(image);
  }

  @Test
  void findsNothingWhenTheMapIsGone() throws IOException {
    Files.delete(kept.map());
    assertThat(FinishedBuild.find(folder)).isEmpty();
  }

  @Test
  void findsNothingWhenTheImageIsDamaged() throws IOException {
    Files.writeString(image, "block?");
    assertThat(FinishedBuild.find(folder)).isEmpty();
  }

  @Test
  void findsNothingWhenTheExecutableIsGone() throws IOException {
    Files.delete(kept.elf());
    assertThat(FinishedBuild.find(folder)).isEmpty();
  }

  @Test
  void findsNothingOnceForgotten() throws IOException {
    FinishedBuild.forget(kept.elf());
    assertThat(FinishedBuild.find(folder)).isEmpty();
  }
}

package dev.halyard.harness.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  void findsNothingWhenTheDescriptionIsDamaged() throws IOException {
    Files.write(folder.resolve("firmware.txt"), new byte[] {(byte) 0xff, 10, (byte) 0xc3, 10});
    assertThat(FinishedBuild.find(folder)).isEmpty();
    Files.writeString(folder.resolve("firmware.txt"), "rustc 1.88.0\nhash \0\n");
    assertThat(FinishedBuild.find(folder)).isEmpty();
  }

  @Test
  void aFolderInThePlaceOfTheFirmwareIsToldWithTheRemedy() throws IOException {
    Path elf = folder.resolve("firmware.elf");
    Files.delete(elf);
    Files.createDirectory(elf);
    CargoBuild.Result again =
        new CargoBuild.Result(folder.resolve("linked"), "rustc 1.88.0", kept.map(), List.of(image));
    assertThatThrownBy(() -> FinishedBuild.keep(folder, again))
        .hasMessage("'" + elf + "' is a folder in the place of the firmware; delete it");
  }

  @Test
  void findsNothingOnceForgotten() throws IOException {
    FinishedBuild.forget(kept.elf());
    assertThat(FinishedBuild.find(folder)).isEmpty();
  }
}

package dev.halyard.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirmwareFolderTest {
  @TempDir private Path temporary;
  private Path folder;
  private Path elf;
  private Path image;

  @BeforeEach
  void makeFiles() throws IOException {
    folder = temporary.resolve("out/board");
    elf = Files.writeString(temporary.resolve("firmware.elf"), "program");
    image = Files.writeString(temporary.resolve("firmware.uf2"), "image");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFirmwareTakesThePlaceOfTheLastAndNothingElse() throws IOException {
    assertThat(new FirmwareFolder(folder).put(List.of(elf, image)))
        .containsExactly(folder.resolve("firmware.elf"), folder.resolve("firmware.uf2"));
    Files.writeString(folder.resolve("notes.txt"), "mine");
    Files.writeString(elf, "another program");
    new FirmwareFolder(folder).put(List.of(elf));
    assertThat(names()).containsExactly("firmware.elf", "firmware.sha256", "notes.txt");
    assertThat(folder.resolve("firmware.elf")).hasContent("another program");
    assertThat(folder.resolve("firmware.sha256"))
        .content()
        .matches("[0-9a-f]{64}  firmware\\.elf\n");
  }

  @Test
  void whatSomebodyElsePutThereStays() throws IOException {
    Files.createDirectories(folder);
    Path other = Files.writeString(folder.resolve("firmware.uf2"), "precious");
    assertThatThrownBy(() -> new FirmwareFolder(folder).put(List.of(elf, image)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "'%s' exists, and is not what this command put there; move it away, or give another folder"
                .formatted(other));
    assertThat(names()).containsExactly("firmware.uf2");
    assertThat(other).hasContent("precious");
  }

  @Test
  void aFileThatWasChangedSinceStays() throws IOException {
    new FirmwareFolder(folder).put(List.of(elf));
    Files.writeString(folder.resolve("firmware.elf"), "patched by hand");
    assertThatThrownBy(() -> new FirmwareFolder(folder).put(List.of(elf)))
        .hasMessageContaining("firmware.elf' exists, and is not what this command put there");
  }

  @Test
  void aListThatNamesFilesElsewhereDeletesNone() throws IOException {
    new FirmwareFolder(folder).put(List.of(elf));
    Path list = folder.resolve("firmware.sha256");
    Files.writeString(list, Files.readString(list).replace("firmware.elf", "../../firmware.elf"));
    Files.delete(folder.resolve("firmware.elf"));
    new FirmwareFolder(folder).put(List.of(image));
    assertThat(elf).exists();
  }

  @Test
  void aFileInThePlaceOfTheFolderIsNamed() throws IOException {
    Files.createDirectories(folder.getParent());
    Files.writeString(folder, "a file");
    assertThatThrownBy(() -> new FirmwareFolder(folder).put(List.of(elf)))
        .hasMessage("'%s' is a file; move it away, or give another folder".formatted(folder));
  }
}

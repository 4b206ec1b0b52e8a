package dev.halyard.harness.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.probes.ProbeException.Evidence;
import dev.halyard.probes.subprocess.Subprocess;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code targets/images/uf2}. */
class Uf2Test {
  private static final Path TOOL = Path.of("../targets/images/uf2").toAbsolutePath().normalize();
  private static final int FLASH = 0x10000000;
  private static final int HEADERS = 84;
  private static final int START = 0xFFFFDED3;
  private static final int END = 0xAB123579;

  @TempDir private Path folder;

  /** A program of 300 bytes, of which the boot loader's checksum of 252 zeros is right. */
  private static ByteBuffer rp2040() {
    return program(300).putInt(HEADERS + 252, checksumOfZeros());
  }

  private static int[] header(ByteBuffer uf2, int block) {
    int[] words = new int[8];
    uf2.slice(512 * block, 32).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(words);
    return words;
  }

  private static int checksumOfZeros() {
    int crc = -1;
    for (int bit = 0; bit < 252 * 8; bit++) {
      crc = (crc << 1) ^ (crc < 0 ? 0x04C11DB7 : 0);
    }
    return crc;
  }

  private static ByteBuffer program(int bytes) {
    ByteBuffer elf = ByteBuffer.allocate(HEADERS + bytes).order(ByteOrder.LITTLE_ENDIAN);
    elf.put(new byte[] {0x7f, 'E', 'L', 'F', 1, 1}).putInt(28, 52);
    elf.putShort(18, (short) 40).putInt(24, FLASH + 1);
    elf.putShort(42, (short) 32).putShort(44, (short) 1);
    elf.putInt(52, 1).putInt(56, HEADERS).putInt(60, FLASH).putInt(64, FLASH).putInt(68, bytes);
    return elf;
  }

  private Evidence run(String chip, ByteBuffer elf) throws IOException {
    Path file = folder.resolve("firmware.elf");
    byte[] contents = new byte[elf.capacity()];
    elf.rewind().get(contents);
    Files.write(file, contents);
    List<String> command = List.of(TOOL.toString(), chip, file.toString(), folder.toString());
    return Subprocess.run(command, folder, Duration.ofSeconds(60));
  }

  @Test
  void putsTheProgramIntoNumberedBlocksOfTheChipsFamily() throws IOException {
    Evidence evidence = run("rp2040", rp2040());
    assertThat(evidence.lastLines())
        .containsExactly(
            "image=" + folder.resolve("firmware.uf2"), "image=" + folder.resolve("firmware.bin"));
    ByteBuffer uf2 = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("firmware.uf2")));
    uf2.order(ByteOrder.LITTLE_ENDIAN);
    assertThat(uf2.limit()).isEqualTo(2 * 512);
    for (int block = 0; block < 2; block++) {
      assertThat(header(uf2, block))
          .containsExactly(
              0x0A324655, 0x9E5D5157, 0x2000, FLASH + 256 * block, 256, block, 2, 0xE48BFF56);
      assertThat(uf2.getInt(512 * block + 508)).isEqualTo(0x0AB16F30);
    }
    assertThat(uf2.getInt(32 + 252)).isEqualTo(checksumOfZeros());
    assertThat(folder.resolve("firmware.bin")).hasSize(300);
  }

  @Test
  void refusesABootLoaderWithAWrongChecksum() throws IOException {
    Evidence evidence = run("rp2040", rp2040().put(HEADERS + 7, (byte) 1));
    assertThat(evidence.exitCode()).hasValue(1);
    assertThat(evidence.lastLines().get(0))
        .endsWith("the second-stage boot loader, its first 256 bytes, has a wrong checksum");
    assertThat(folder.resolve("firmware.uf2")).doesNotExist();
  }

  static Stream<Arguments> damages() {
    return Stream.of(
        damage(elf -> elf.putShort(44, (short) 0), "its entry 0x10000001 is not in flash"),
        damage(elf -> elf.putInt(24, 0x20000001), "its entry 0x20000001 is not in flash"),
        damage(
            elf -> elf.putInt(56, 4096),
            "it is cut off: 300 bytes for address 0x10000000 begin at 4096 of 384"),
        damage(
            elf -> elf.putInt(56, HEADERS + 1),
            "it is cut off: 300 bytes for address 0x10000000 begin at 85 of 384"),
        damage(
            elf -> elf.putShort(18, (short) 243), "it is for machine 243, not for Arm cores, 40"),
        damage(elf -> elf.putShort(42, (short) 40), "its program headers have 40 bytes, not 32"));
  }

  private static Arguments damage(Consumer<ByteBuffer> change, String message) {
    return Arguments.of(change, message);
  }

  @ParameterizedTest
  @MethodSource("damages")
  void refusesADamagedProgram(Consumer<ByteBuffer> change, String message) throws IOException {
    ByteBuffer elf = rp2040();
    change.accept(elf);
    Evidence evidence = run("rp2040", elf);
    assertThat(evidence.exitCode()).hasValue(1);
    assertThat(evidence.lastLines()).singleElement().asString().endsWith(message);
    assertThat(folder.resolve("firmware.uf2")).doesNotExist();
  }

  @Test
  void refusesTwoContentsForOneAddress() throws IOException {
    ByteBuffer elf = rp2040().putShort(44, (short) 2);
    elf.putInt(84, 1).putInt(88, HEADERS).putInt(96, FLASH + 299).putInt(100, 1);
    assertThat(run("rp2040", elf).lastLines().get(0))
        .endsWith("it has two contents for address 0x1000012b");
  }

  @Test
  void refusesAProgramForTheRp2350WithoutImageDefinition() throws IOException {
    assertThat(run("rp2350", rp2040()).lastLines().get(0))
        .endsWith("its first 4 KB hold no image definition that is whole");
    assertThat(run("rp2350", defined(0x10210142, 0x1FF, 0, END)).exitCode()).hasValue(0);
  }

  static Stream<int[]> wrongDefinitions() {
    return Stream.of(
        new int[] {0x42, 0, 0, END},
        new int[] {0x10210142, 0x2FF, 0, END},
        new int[] {0x10210142, 0x1FF, 0, 0},
        new int[] {0x10210142, 7, 7, END},
        new int[] {0x10210142, 0xFF0102, 0x1FF, 0, END});
  }

  @ParameterizedTest
  @MethodSource("wrongDefinitions")
  void refusesAnImageDefinitionWhoseItemsDoNotAddUp(int[] words) throws IOException {
    assertThat(run("rp2350", defined(words)).lastLines().get(0))
        .endsWith("its first 4 KB hold no image definition that is whole");
  }

  @Test
  void refusesAStartMarkerWithNothingBehind() throws IOException {
    ByteBuffer elf = program(300).putInt(HEADERS + 296, START);
    assertThat(run("rp2350", elf).lastLines().get(0))
        .endsWith("its first 4 KB hold no image definition that is whole");
  }

  @ParameterizedTest
  @ValueSource(ints = {0xFFFF0142, 0x11210142, 0x00210142, 0x10220142})
  void refusesAnImageForAnotherChipOrCore(int type) throws IOException {
    assertThat(run("rp2350", defined(type, 0x1FF, 0, END)).lastLines().get(0))
        .endsWith("expected: 0x1021, an executable for secure Arm cores");
  }

  /** Erratum RP2350-E10. */
  @Test
  void beginsForTheRp2350WithABlockForAbsoluteAddresses() throws IOException {
    assertThat(run("rp2350", defined(0x10210142, 0x1FF, 0, END)).exitCode()).hasValue(0);
    ByteBuffer uf2 = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("firmware.uf2")));
    uf2.order(ByteOrder.LITTLE_ENDIAN);
    assertThat(uf2.limit()).isEqualTo(3 * 512);
    assertThat(header(uf2, 0))
        .containsExactly(0x0A324655, 0x9E5D5157, 0x2000, 0x10FFFF00, 256, 0, 2, 0xE48BFF57);
    assertThat(header(uf2, 1))
        .containsExactly(0x0A324655, 0x9E5D5157, 0x2000, FLASH, 256, 0, 2, 0xE48BFF59);
  }

  private static ByteBuffer defined(int... words) {
    ByteBuffer elf = program(300).putInt(HEADERS + 64, START);
    for (int i = 0; i < words.length; i++) {
      elf.putInt(HEADERS + 68 + 4 * i, words[i]);
    }
    return elf;
  }

  @Test
  void refusesWhatIsNotInFlash() throws IOException {
    Evidence evidence = run("rp2040", rp2040().putInt(64, 0x20000000));
    assertThat(evidence.lastLines().get(0))
        .endsWith("it has 300 bytes for address 0x20000000, which is not flash");
  }
}

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code targets/images/uf2}. */
class Uf2Test {
  private static final Path TOOL = Path.of("../targets/images/uf2").toAbsolutePath().normalize();
  private static final int FLASH = 0x10000000;
  private static final int HEADERS = 84;

  @TempDir private Path folder;

  /** A program of 300 bytes, of which the boot loader's checksum of 252 zeros is right. */
  private static ByteBuffer rp2040() {
    return program(300).putInt(HEADERS + 252, checksumOfZeros());
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
      int[] words = new int[8];
      uf2.slice(512 * block, 32).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(words);
      assertThat(words)
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

  @Test
  void refusesAProgramForTheRp2350WithoutImageDefinition() throws IOException {
    assertThat(run("rp2350", rp2040()).lastLines().get(0))
        .endsWith("its first 4 KB hold no image definition");
    ByteBuffer defined = program(300).putInt(HEADERS + 64, 0xFFFFDED3);
    defined.putInt(HEADERS + 68, 0x10210142).putInt(HEADERS + 80, 0xAB123579);
    assertThat(run("rp2350", defined).exitCode()).hasValue(0);
  }

  @Test
  void refusesWhatIsNotInFlash() throws IOException {
    Evidence evidence = run("rp2040", rp2040().putInt(64, 0x20000000));
    assertThat(evidence.lastLines().get(0))
        .endsWith("it has 300 bytes for address 0x20000000, which is not flash");
  }
}

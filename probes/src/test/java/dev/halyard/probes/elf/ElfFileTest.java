package dev.halyard.probes.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ElfFileTest {
  private static final int ARM = 40;
  private static final int RISCV = 243;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsFunctions(boolean wide) throws ElfFile.Malformed {
    byte[] file = builder(wide, RISCV).build();
    assertThat(ElfFile.parse(file).functions())
        .containsExactly(
            new ElfSymbol("first", 0x80000001L, 4), new ElfSymbol("second", 0x80000008L, 8));
  }

  @Test
  void theThumbBitIsNotPartOfAnAddress() throws ElfFile.Malformed {
    assertThat(ElfFile.parse(builder(false, ARM).build()).functions())
        .extracting(ElfSymbol::address)
        .containsExactly(0x80000000L, 0x80000008L);
  }

  @Test
  void saysWhichFileIsNotOne() throws IOException {
    Path file = Files.writeString(directory.resolve("fw.elf"), "#!/bin/sh and more than 20 bytes");
    assertThatThrownBy(() -> ElfFile.read(file))
        .hasMessage(
            "'%s' is no sound ELF file: it does not start as one; build the firmware again", file);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  @Timeout(30)
  void hostileFilesAreRefusedOrReadButNeverCrash(boolean wide) {
    byte[] sound = builder(wide, RISCV).build();
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      byte[] hostile =
          Arrays.copyOf(sound, i % 4 == 0 ? random.nextInt(sound.length) : sound.length);
      for (int j = 0; j < 1 + random.nextInt(4) && hostile.length > 0; j++) {
        int[] values = {0, 1, 0x7f, 0x80, 0xff, random.nextInt(256)};
        hostile[random.nextInt(hostile.length)] = (byte) values[random.nextInt(values.length)];
      }
      try {
        assertThat(ElfFile.parse(hostile).functions()).hasSizeLessThan(100);
      } catch (ElfFile.Malformed e) {
        assertThat(e).message().isNotBlank();
      }
    }
  }

  private static ElfBuilder builder(boolean wide, int machine) {
    return new ElfBuilder(wide, machine, 0x80000000L, new byte[16])
        .function("first", 0x80000001L, 4)
        .function("no size", 0x80000004L, 0)
        .function("second", 0x80000008L, 8);
  }
}

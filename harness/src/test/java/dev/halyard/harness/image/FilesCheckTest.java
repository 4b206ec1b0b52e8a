package dev.halyard.harness.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.harness.image.Outcome.State;
import dev.halyard.probes.elf.ElfFile;
import dev.halyard.probes.elf.ElfSegment;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FilesCheckTest {
  private static final BoardCatalog BOARDS =
      BoardCatalog.load(TestImage.ROOT.resolve("targets/boards"));
  private static final int BYTES = 700;

  /** A format, with a board whose tools take it. */
  enum Format {
    HEX("atmega328p", ".hex") {
      @Override
      byte[] write(long address, byte[] contents) {
        return ImageFiles.hex(address, contents);
      }
    },
    UF2("rp2040", ".uf2") {
      @Override
      byte[] write(long address, byte[] contents) {
        return ImageFiles.uf2(address, contents);
      }
    },
    BIN("stm32h743", ".bin") {
      @Override
      byte[] write(long address, byte[] contents) {
        return contents;
      }
    },
    ESP_BIN("esp32s3", ".bin") {
      @Override
      byte[] write(long address, byte[] contents) {
        return ImageFiles.esp(address, contents);
      }
    };

    private final String boardName;
    final String ending;

    Format(String boardName, String ending) {
      this.boardName = boardName;
      this.ending = ending;
    }

    Board board() {
      return BOARDS.board(boardName);
    }

    /** Returns the file that holds some bytes for an address. */
    abstract byte[] write(long address, byte[] contents);

    long address() {
      return new MemoryMap(board()).bootFlash().origin();
    }
  }

  @TempDir Path folder;

  private final byte[] program = new byte[BYTES];

  FilesCheckTest() {
    new Random(3).nextBytes(program);
    Arrays.fill(program, 400, 500, (byte) 0); // between two segments
  }

  private Outcome check(Format format, byte[] file) throws IOException {
    Path elf = Files.write(folder.resolve("firmware.elf"), program);
    Path image = Files.write(folder.resolve("firmware" + format.ending), file);
    long start = format.address();
    List<ElfSegment> segments =
        List.of(
            new ElfSegment(start, start, 0, 400, 400),
            new ElfSegment(0x2000_0000L, start + 500, 500, BYTES - 500, 1000));
    return new FilesCheck()
        .run(
            new Image(
                elf,
                new ElfFile(40, false, false, 0, segments, List.of(), List.of(), List.of()),
                format.board(),
                List.of(),
                List.of(image),
                folder));
  }

  private byte[] programWith(int place, int value) {
    byte[] other = program.clone();
    other[place] = (byte) value;
    return other;
  }

  @ParameterizedTest
  @EnumSource
  void anImageOfTheProgramPasses(Format format) throws IOException {
    assertThat(check(format, format.write(format.address(), program)).details())
        .containsExactly("firmware" + format.ending + ": 600 bytes");
    byte[] erased = program.clone();
    Arrays.fill(erased, 400, 500, (byte) 0xff);
    assertThat(check(format, format.write(format.address(), erased)).state()).isEqualTo(State.OK);
  }

  @ParameterizedTest
  @EnumSource
  void everyChangedByteIsTold(Format format) throws IOException {
    for (int place : List.of(0, 255, 256, 399, 500, BYTES - 1)) {
      byte[] other = programWith(place, program[place] + 1);
      assertThat(check(format, format.write(format.address(), other)).details())
          .containsExactly(
              "firmware%s: at 0x%08x it is not what was linked"
                  .formatted(format.ending, format.address() + place));
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatWasNotLinkedIsTold(Format format) throws IOException {
    byte[] other = programWith(450, 7);
    assertThat(check(format, format.write(format.address(), other)).details())
        .containsExactly(
            "firmware%s: at 0x%08x it has what was not linked"
                .formatted(format.ending, format.address() + 450));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsMissingIsTold(Format format) throws IOException {
    byte[] part = Arrays.copyOf(program, 600);
    assertThat(check(format, format.write(format.address(), part)).details())
        .containsExactly(
            "firmware%s: at 0x%08x it is not what was linked"
                .formatted(format.ending, format.address() + 600));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BIN")
  void anImageForAnotherAddressIsRefused(Format format) throws IOException {
    Outcome outcome = check(format, format.write(format.address() + 0x100, program));
    assertThat(outcome.state()).isEqualTo(State.FAILED);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BIN")
  void aFileThatEndsTooEarlyIsRefused(Format format) throws IOException {
    byte[] file = format.write(format.address(), program);
    for (int lost : List.of(3, 40, 512, file.length)) {
      byte[] shorter = Arrays.copyOf(file, file.length - lost);
      assertThat(check(format, shorter).state()).isEqualTo(State.FAILED);
    }
  }

  @Test
  void checksumAndHashOfAnEsp32sImageMustBeRight() throws IOException {
    byte[] file = Format.ESP_BIN.write(Format.ESP_BIN.address(), program);
    byte[] changed = file.clone();
    changed[40] ^= 1;
    assertThat(check(Format.ESP_BIN, changed).details())
        .containsExactly("firmware.bin: its checksum is not that of its segments");
    changed = file.clone();
    changed[4] ^= 1; // the entry
    assertThat(check(Format.ESP_BIN, changed).details())
        .containsExactly("firmware.bin: its hash is not that of its bytes");
  }

  @Test
  void linesOfIntelHexAndBlocksOfUf2MustBeSound() throws IOException {
    byte[] hex = Format.HEX.write(0, program);
    hex[30] ^= 1;
    assertThat(check(Format.HEX, hex).details())
        .containsExactly("firmware.hex: line 2 has a wrong checksum");
    byte[] uf2 = Format.UF2.write(Format.UF2.address(), program);
    uf2[512 + 20]++; // its number
    assertThat(check(Format.UF2, uf2).details())
        .containsExactly("firmware.uf2: block 1 of 3 is damaged");
  }

  /** Erratum RP2350-E10: {@code targets/images/uf2}. */
  @Test
  void theBlockForAbsoluteAddressesBeforeUf2IsNoPartOfTheProgram() throws IOException {
    byte[] page = new byte[256];
    Arrays.fill(page, (byte) 0xef);
    ByteBuffer block = ByteBuffer.wrap(ImageFiles.uf2(0x10FFFF00, page));
    block.order(ByteOrder.LITTLE_ENDIAN).putInt(24, 2).putInt(28, 0xE48BFF57);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(block.array());
    file.writeBytes(Format.UF2.write(Format.UF2.address(), program));
    assertThat(check(Format.UF2, file.toByteArray()).state()).isEqualTo(State.OK);
    byte[] programs = file.toByteArray();
    programs[32] = 0; // not the fill
    assertThat(check(Format.UF2, programs).details())
        .containsExactly("firmware.uf2: block 0 of 4 is damaged");
  }

  @Test
  void anUnknownFormatIsToldWithWhatIsAccepted() throws IOException {
    Path image = Files.write(folder.resolve("firmware.dfu"), program);
    Path elf = Files.write(folder.resolve("firmware.elf"), program);
    ElfFile none = new ElfFile(40, false, false, 0, List.of(), List.of(), List.of(), List.of());
    Board board = BOARDS.board("rp2040");
    assertThat(
            new FilesCheck()
                .run(new Image(elf, none, board, List.of(), List.of(image), folder))
                .details())
        .containsExactly("firmware.dfu: its format is not known; accepted: .hex, .uf2 and .bin");
  }

  @Test
  void linesOfIntelHexMayStartAnew() throws MalformedImage {
    List<String> lines =
        new String(ImageFiles.hex(0x1fff0, program), StandardCharsets.US_ASCII).lines().toList();
    assertThat(lines).contains(":020000040001F9", ":020000040002F8");
    assertThat(IntelHex.read(lines).firstDifference(0x1fff0, program)).isEmpty();
  }
}

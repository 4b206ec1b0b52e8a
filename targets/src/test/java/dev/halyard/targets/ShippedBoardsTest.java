package dev.halyard.targets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every board that is shipped is described correctly. */
class ShippedBoardsTest {
  private static final Path BOARDS = Path.of("boards");

  static List<Path> folders() throws IOException {
    try (Stream<Path> folders = Files.list(BOARDS)) {
      return folders.filter(Files::isDirectory).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void isValidAndHasFirmware(Path folder) {
    Board board = BoardReader.read(folder.resolve("board.yaml"));
    assertThat(board.firmware().resolve("Cargo.toml")).exists();
  }

  /** Scripts read board.yaml by lines: ci/board-settings. */
  @ParameterizedTest
  @MethodSource("folders")
  void scriptsFindWhatTheyNeedAtTheStartOfALine(Path folder) throws IOException {
    Path file = folder.resolve("board.yaml");
    Board board = BoardReader.read(file);
    List<String> lines = Files.readAllLines(file).stream().map(String::strip).toList();
    assertThat(lines)
        .contains("state: " + board.state().text(), "driver: " + board.probe().driver());
    board
        .probe()
        .settings()
        .keySet()
        .forEach(key -> assertThat(lines).anyMatch(line -> line.startsWith(key + ": ")));
  }

  /** Cargo and linker have files of their own; what they say is what board.yaml says. */
  @ParameterizedTest
  @MethodSource("folders")
  void cargoAndLinkerAreToldTheSame(Path folder) throws IOException {
    Board board = BoardReader.read(folder.resolve("board.yaml"));
    Path cargo = board.firmware().resolve("cargo-config.toml");
    if (board.instructionSet() == InstructionSet.HOST) {
      assertThat(board.rust().target()).isEqualTo("host");
      assertThat(cargo).doesNotExist();
      return;
    }
    String config = Files.readString(cargo);
    assertThat(config).contains("target = \"" + board.rust().target() + "\"");
    String linker = Files.readString(folder.resolve("memory.x"));
    for (MemoryRegion flash : board.memory()) {
      if (!flash.isRam()) {
        // A second-stage boot loader has a region of its own at the start of flash.
        boolean boots = linker.contains("BOOT2 :") && flash.name().equals("flash");
        long boot = boots ? region(linker, "BOOT2").get(1) : 0;
        assertThat(region(linker, flash.name().toUpperCase(Locale.ROOT)))
            .containsExactly(flash.origin() + boot, flash.bytes() - boot);
      }
    }
    List<Long> stack = region(linker, "STACK");
    List<Long> ram = region(linker, "RAM");
    MemoryRegion memory =
        board.memory().stream().filter(MemoryRegion::isRam).findFirst().orElseThrow();
    assertThat(stack.get(1)).isEqualTo(board.reserved().stackBytes());
    if (board.reserved().stackRegion().isPresent()) {
      assertThat(stack.get(0))
          .isEqualTo(named(board, board.reserved().stackRegion().get()).origin());
      assertThat(ram).containsExactly(memory.origin(), memory.bytes());
      return;
    }
    boolean stackFirst = stack.get(0) < ram.get(0);
    List<Long> first = stackFirst ? stack : ram;
    List<Long> second = stackFirst ? ram : stack;
    assertThat(first.get(0)).isEqualTo(memory.origin());
    assertThat(second.get(0)).isEqualTo(first.get(0) + first.get(1));
    assertThat(stack.get(1) + ram.get(1)).isEqualTo(board.ramBytes());
  }

  private static MemoryRegion named(Board board, String name) {
    return board.memory().stream()
        .filter(region -> region.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** Returns origin and length of a region of {@code memory.x}. */
  private static List<Long> region(String linker, String name) {
    Matcher line =
        Pattern.compile(
                "\\b"
                    + name
                    + " +: ORIGIN = 0x([0-9A-F]+), LENGTH = ([0-9]+)([KM]?)(?: - ([0-9]+))?")
            .matcher(linker);
    assertThat(line.find()).as(name).isTrue();
    long unit = Map.of("", 1L, "K", 1L << 10, "M", 1L << 20).get(line.group(3));
    long less = line.group(4) == null ? 0 : Long.parseLong(line.group(4));
    return List.of(Long.parseLong(line.group(1), 16), Long.parseLong(line.group(2)) * unit - less);
  }
}

package dev.halyard.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BoardReaderTest {
  private static final Path BOARDS = Path.of("boards");

  static final String VALID =
      """
      name: some-board
      title: Some board
      state: emulated
      twin: stm32h743
      cores:
        - {name: cpu0, instructionSet: armv7e-m, cpu: cortex-m7, clockHz: 0}
      memory:
        - {name: flash, kind: flash, origin: 0x00000000, bytes: 2097152}
        - {name: ram, kind: ram, origin: 0x20000000, bytes: 524288}
      stackBytes: 16384
      agentBytes: 4096
      serial: {baudRate: 115200}
      rust: {target: thumbv7em-none-eabihf, kernelFeatures: [armv7e-m]}
      probe: {driver: qemu, settings: {machine: mps2-an500, arguments: [-icount, shift=0]}}
      """;

  private static final String ALIAS =
      "line 4: 'twin' is an alias (*); write the value itself, or put it in quotes";

  @TempDir Path directory;

  @BeforeEach
  void describeTwin() throws IOException {
    Path twin = Files.createDirectories(directory.resolve("stm32h743"));
    Files.writeString(twin.resolve("board.yaml"), "");
  }

  @Test
  void readsEveryField() throws IOException {
    assertThat(read(VALID))
        .isEqualTo(
            new Board(
                "some-board",
                "Some board",
                BoardState.EMULATED,
                "stm32h743",
                List.of(new Core("cpu0", InstructionSet.ARMV7E_M, "cortex-m7", 0)),
                List.of(
                    new MemoryRegion("flash", MemoryRegion.Kind.FLASH, 0, 2097152),
                    new MemoryRegion("ram", MemoryRegion.Kind.RAM, 0x20000000L, 524288)),
                new ReservedRam(16384, 4096, null),
                new SerialPort(115200),
                new RustTarget("thumbv7em-none-eabihf", List.of("armv7e-m")),
                new ProbeSettings(
                    "qemu",
                    Map.of(
                        "machine",
                        List.of("mps2-an500"),
                        "arguments",
                        List.of("-icount", "shift=0"))),
                null,
                directory.resolve("some-board")));
  }

  /** The table of keys in the README of boards is what is read: each reader names what it takes. */
  @Test
  void theTableOfKeysHasEveryKeyAndNoOther() throws IOException {
    String everyObjectHasOneMore =
        VALID.replace("{", "{unknown: 1, ").replace("settings: {unknown: 1, ", "settings: {")
            + "unknown: 1\n";
    BoardException problems =
        catchThrowableOfType(BoardException.class, () -> read(everyObjectHasOneMore));
    Set<String> keys = new TreeSet<>();
    Matcher accepted =
        Pattern.compile("unknown key '(.*)unknown'; accepted: (.*)").matcher(problems.getMessage());
    while (accepted.find()) {
      String object = accepted.group(1).replaceAll("\\[\\d\\]", "");
      Stream.of(accepted.group(2).split(", ", -1)).forEach(key -> keys.add(object + key));
    }
    assertThat(keys).contains("title", "cores.cpu", "memory.kind", "rust.target", "probe.driver");
    keys.removeAll(Set.of("serial", "rust", "probe")); // told by their own keys
    for (Board board : BoardCatalog.load(BOARDS).boards()) {
      board.probe().settings().keySet().forEach(key -> keys.add("probe.settings." + key));
    }
    String table = Files.readString(BOARDS.resolve("README.md")).split("## board.yaml", 2)[1];
    assertThat(
            Pattern.compile("^\\| `([\\w.]+)` \\|", Pattern.MULTILINE)
                .matcher(table.split("\n## ", 2)[0])
                .results()
                .map(row -> row.group(1)))
        .containsExactlyInAnyOrderElementsOf(keys);
  }

  @Test
  void sumsMemoryByKind() throws IOException {
    Board board =
        read(
            VALID.replace(
                "stackBytes:",
                "  - {name: ram2, kind: ram, origin: 0x30000000, bytes: 16}\nstackBytes:"));
    assertThat(board.ramBytes()).isEqualTo(524288 + 16);
    assertThat(board.flashBytes()).isEqualTo(2097152);
  }

  @Test
  void stackAndAgentAreNotTheArenas() throws IOException {
    assertThat(read(VALID).arenaBudget()).isEqualTo(524288 - 16384 - 4096);
    String second = "  - {name: dtcm, kind: ram, origin: 0x30000000, bytes: 16384}\nstackBytes:";
    String two = VALID.replace("stackBytes:", second);
    assertThat(read(two).arenaBudget()).isEqualTo(524288 - 16384 - 4096);
    assertThat(read(two.replace("agentBytes:", "stackRegion: dtcm\nagentBytes:")).arenaBudget())
        .isEqualTo(524288 - 4096);
  }

  @Test
  void avrMayNumberFlashAndRamApart() throws IOException {
    String avr = VALID.replace("armv7e-m, ", "avr, ").replace("[armv7e-m]", "[]");
    assertThat(read(avr.replace("0x20000000", "0x100")))
        .extracting(Board::instructionSet)
        .isEqualTo(InstructionSet.AVR);
  }

  @Test
  void leavesOutWhatIsOptional() throws IOException {
    Board board = read(VALID.replace("twin: stm32h743\n", ""));
    assertThat(board.twin()).isEmpty();
  }

  @Test
  void usesTheFirmwareOfTheBoardThatItNames() throws IOException {
    Path other = Files.createDirectories(directory.resolve("other/firmware"));
    assertThat(read(VALID).firmware()).isEqualTo(directory.resolve("some-board/firmware"));
    assertThat(read(VALID + "firmware: other\n").firmware()).isEqualTo(other);
  }

  static Stream<Arguments> wrongFiles() {
    return Stream.of(
        wrong("serial:", "firmware: [a]\nserial:", "'firmware' is a list; expected a text"),
        wrong(
            "twin:",
            "twins:",
            "unknown key 'twins'; accepted: name, title, state, twin, cores, "
                + "memory, stackBytes, agentBytes, stackRegion, serial, rust, probe, firmware"),
        wrong(
            "clockHz: 0",
            "clockHz: 0, hz: 1",
            "unknown key 'cores[0].hz'; accepted: name, " + "instructionSet, cpu, clockHz"),
        wrong("title: Some board\n", "", "key 'title' is missing; add it"),
        wrong("title: Some board", "title:", "key 'title' is missing; add it"),
        wrong("Some board", "[a]", "'title' is a list; expected a text"),
        wrong(
            "state: emulated",
            "state: real",
            "'state' is 'real'; accepted: host, emulated, builds, hardware"),
        wrong(
            "armv7e-m, cpu",
            "z80, cpu",
            "'cores[0].instructionSet' is 'z80'; accepted: "
                + "armv6-m, armv7-m, armv7e-m, armv8-m-main, rv32imac, xtensa-lx, avr, host"),
        wrong(
            "clockHz: 0", "clockHz: fast", "'cores[0].clockHz' is 'fast'; expected a whole number"),
        wrong(
            "bytes: 524288",
            "bytes: 512.5",
            "'memory[1].bytes' is '512.5'; expected a whole number"),
        wrong(
            "bytes: 524288",
            "bytes: 99999999999999999999",
            "'memory[1].bytes' is '99999999999999999999'; expected a whole number"),
        wrong("[armv7e-m]", "armv7e-m", "'rust.kernelFeatures' is 'armv7e-m'; expected a list"),
        wrong("{baudRate: 115200}", "115200", "'serial' is '115200'; expected keys and values"),
        wrong(
            "[-icount, shift=0]",
            "{a: b}",
            "'probe.settings.arguments' is a group of keys; expected a text"),
        wrong(
            "name: some-board",
            "name: other-board",
            "name is 'other-board', but the folder is 'some-board'; rename one of them"),
        wrong(
            "name: some-board",
            "name: Some Board",
            "name 'Some Board'; accepted: lower-case letters, digits and single hyphens"),
        wrong(
            "name: some-board",
            "name: emulated",
            "name 'emulated' is a word for several boards; choose another"),
        wrong("bytes: 524288", "bytes: 0", "memory region 'ram': bytes is 0; accepted: 1 or more"),
        wrong(
            "0x20000000",
            "-4",
            "memory region 'ram': origin is -4, bytes is 524288; accepted: addresses of 32 bits"),
        wrong(
            "0x20000000",
            "0xfffffffc",
            "memory region 'ram': origin is 4294967292, bytes is 524288; accepted: addresses of 32"
                + " bits"),
        wrong(
            "bytes: 524288",
            "bytes: 9223372036854775807",
            "memory region 'ram': origin is 536870912, bytes is 9223372036854775807;"
                + " accepted: addresses of 32 bits"),
        wrong("stm32h743", "../a", "twin is '../a'; accepted: the name of a board"),
        wrong("twin: stm32h743", "twin: *t", ALIAS),
        wrong(
            "115200}",
            "115200}\nfirmware: ../a",
            "firmware is '../a'; accepted: the name of a board"),
        wrong(
            "115200}", "115200}\nfirmware: /a", "firmware is '/a'; accepted: the name of a board"),
        wrong(
            "[-icount, shift=0]}}",
            "[]}}\n---\nname: other",
            "line 16: a second document begins; accepted: one"),
        wrong(
            "Some board",
            "\"Some\\eboard\"",
            "'title' has a control character; expected a text on one line"),
        wrong(
            "[armv7e-m]",
            "[armv7e-m, rv32imac]",
            "'rust.kernelFeatures' has 'rv32imac', but core 'cpu0' is armv7e-m; accepted:"
                + " armv7e-m"),
        wrong(
            "0x20000000",
            "0x1fffff",
            "memory region 'ram' at 0x001fffff overlaps 'flash', which "
                + "ends at 0x00200000; keep them apart"),
        wrong("name: ram", "name: flash", "memory region 'flash' is there twice; names are unique"),
        wrong(
            "kind: ram",
            "kind: flash",
            "memory has no region of kind 'ram'; accepted: one or more"),
        wrong(
            "clockHz: 0",
            "clockHz: -1",
            "core 'cpu0': clockHz is -1; accepted: 0 (unknown) or more"),
        wrong("115200", "0", "serial: baudRate is 0; accepted: 300 to 12000000"),
        wrong("115200", "99999999999", "serial: baudRate is 2147483647; accepted: 300 to 12000000"),
        wrong("stackBytes: 16384\n", "", "key 'stackBytes' is missing; add it"),
        wrong("agentBytes: 4096\n", "", "key 'agentBytes' is missing; add it"),
        wrong("16384", "0", "stackBytes is 0; accepted: 1 or more"),
        wrong("4096", "-1", "agentBytes is -1; accepted: 1 or more"),
        wrong(
            "16384",
            "520192",
            "stackBytes 520192 in 'ram' and agentBytes 4096 in 'ram' leave no RAM for an arena;"
                + " these regions have 524288 and 524288 bytes"),
        wrong(
            "agentBytes:",
            "stackRegion: flash\nagentBytes:",
            "stackRegion is 'flash'; accepted: ram"),
        wrong("title:", "name: twice\ntitle:", "line 2: not YAML: Duplicate field 'name'"),
        wrong(
            "cores:",
            "cores: ]",
            "line 5: not YAML: while parsing a block node, expected the node content, but found"
                + " ']'"));
  }

  @ParameterizedTest
  @MethodSource("wrongFiles")
  void saysWhatIsWrongWhereAndWhatIsAccepted(String what, String replacement, String message) {
    assertThatThrownBy(() -> read(VALID.replace(what, replacement)))
        .isInstanceOf(BoardException.class)
        .hasMessage(directory.resolve("some-board/board.yaml") + ": " + message);
  }

  @Test
  void theFirmwareOfABoardWithoutOneIsAFinding() {
    assertThatThrownBy(() -> read(VALID + "firmware: other\n"))
        .hasMessage(
            "%s: firmware is 'other', but there is no folder %s; accepted: a board with firmware of its own"
                .formatted(
                    directory.resolve("some-board/board.yaml"),
                    directory.resolve("other/firmware")));
  }

  @Test
  void aTwinThatIsNoBoardIsAFinding() throws IOException {
    Path twin = directory.resolve("stm32h743/board.yaml");
    Files.delete(twin);
    assertThatThrownBy(() -> read(VALID))
        .hasMessage(
            "%s: twin is 'stm32h743', but there is no %s; accepted: a board, or no twin"
                .formatted(directory.resolve("some-board/board.yaml"), twin));
  }

  @Test
  void cargoIsToldTheSameTarget() throws IOException {
    Path config =
        Files.createDirectories(directory.resolve("some-board/firmware"))
            .resolve("cargo-config.toml");
    Files.writeString(config, "[build]\ntarget = \"thumbv7em-none-eabihf\"\n");
    assertThat(read(VALID).rust().target()).isEqualTo("thumbv7em-none-eabihf");
    Files.writeString(config, "[build]\ntarget = \"thumbv6m-none-eabi\"\n");
    assertThatThrownBy(() -> read(VALID))
        .hasMessageEndingWith(
            "'rust.target' is 'thumbv7em-none-eabihf', but %s says 'thumbv6m-none-eabi'; make them the same"
                .formatted(config));
  }

  @Test
  void aFileThatIsNotUtf8IsAFinding() throws IOException {
    Path file = Files.createDirectories(directory.resolve("some-board")).resolve("board.yaml");
    Files.write(file, VALID.replace("Some", "S\u00f6me").getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> BoardReader.read(file))
        .hasMessage(file + ": the file is not UTF-8; save it as UTF-8");
  }

  @Test
  void tellsAllFindingsAtOnce() {
    BoardException thrown =
        catchThrowableOfType(
            BoardException.class,
            () -> read(VALID.replace("state: emulated", "state: x").replace("serial:", "port:")));
    assertThat(thrown.problems()).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "- a\n- b\n", "text", "42"})
  void aFileThatIsNoObjectIsOneFinding(String text) {
    BoardException thrown = catchThrowableOfType(BoardException.class, () -> read(text));
    assertThat(thrown.problems()).singleElement().asString().contains("expected keys and values");
  }

  private static Arguments wrong(String what, String replacement, String message) {
    return Arguments.of(what, replacement, message);
  }

  private Board read(String text) throws IOException {
    Path folder = Files.createDirectories(directory.resolve("some-board"));
    return BoardReader.read(Files.writeString(folder.resolve("board.yaml"), text));
  }
}

package dev.halyard.targets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one {@code board.yaml}; says everything that is wrong with it, not only the first thing.
 */
final class BoardReader {
  private static final Pattern CARGO_TARGET =
      Pattern.compile("^target = \"(.*)\"$", Pattern.MULTILINE);

  private BoardReader() {}

  /**
   * Reads and validates a board.
   *
   * @throws BoardException with all findings, each starting with the file
   */
  static Board read(Path file) {
    List<String> problems = new ArrayList<>();
    try {
      Board board =
          parse(new Fields("", BoardYaml.read(file), problems), file.getParent(), problems);
      if (problems.isEmpty()) {
        return board;
      }
    } catch (IllegalArgumentException | IOException e) {
      // A value that a record refuses is only worth telling when the structure is right.
      if (problems.isEmpty()) {
        problems.add(String.valueOf(e.getMessage()));
      }
    }
    throw new BoardException(problems.stream().map(problem -> file + ": " + problem).toList());
  }

  private static Board parse(Fields fields, Path folder, List<String> problems) {
    String name = fields.text("name");
    String title = fields.text("title");
    BoardState state = fields.choice("state", BoardState.values());
    String twin = fields.optionalText("twin").orElse(null);
    List<Fields> cores = fields.objects("cores");
    List<Fields> memory = fields.objects("memory");
    ReservedRam reserved = reservedRam(fields);
    Fields serial = fields.object("serial");
    Fields rust = fields.object("rust");
    Fields probe = fields.object("probe");
    String firmware = fields.optionalText("firmware").orElse(null);
    fields.rejectOthers();
    Board board =
        new Board(
            name,
            title,
            state,
            twin,
            cores.stream().map(BoardReader::core).toList(),
            memory.stream().map(BoardReader::region).toList(),
            reserved,
            serialPort(serial),
            rustTarget(rust),
            probeSettings(probe),
            firmware,
            folder);
    checkNames(board, problems);
    if (problems.isEmpty()) {
      checkRust(board, problems);
    }
    return board;
  }

  /** The board is called as its folder is, and the boards that it names are there. */
  private static void checkNames(Board board, List<String> problems) {
    Path folder = board.folder();
    if (!folder.getFileName().toString().equals(board.name())) {
      problems.add(
          "name is '%s', but the folder is '%s'; rename one of them"
              .formatted(board.name(), folder.getFileName()));
    }
    String firmware = board.firmwareName();
    if (problems.isEmpty() && firmware != null && !Files.isDirectory(board.firmware())) {
      problems.add(
          "firmware is '%s', but there is no folder %s; accepted: a board with firmware of its own"
              .formatted(firmware, board.firmware()));
    }
    String twin = board.twinName();
    if (problems.isEmpty() && twin != null && !Files.exists(described(folder, twin))) {
      problems.add(
          "twin is '%s', but there is no %s; accepted: a board, or no twin"
              .formatted(twin, described(folder, twin)));
    }
  }

  private static Path described(Path folder, String board) {
    return folder.resolveSibling(board).resolve("board.yaml");
  }

  /** What Rust is told must suit the cores, and be what Cargo is told. */
  private static void checkRust(Board board, List<String> problems) {
    for (Core core : board.cores()) {
      List<String> accepted = core.instructionSet().kernelFeatures();
      for (String feature : board.rust().kernelFeatures()) {
        if (!accepted.contains(feature)) {
          problems.add(
              "'rust.kernelFeatures' has '%s', but core '%s' is %s; accepted: %s"
                  .formatted(
                      feature,
                      core.name(),
                      core.instructionSet().text(),
                      accepted.isEmpty() ? "none" : String.join(", ", accepted)));
        }
      }
    }
    cargoTarget(board)
        .filter(target -> !target.equals(board.rust().target()))
        .ifPresent(
            target ->
                problems.add(
                    "'rust.target' is '%s', but %s says '%s'; make them the same"
                        .formatted(board.rust().target(), cargoConfig(board), target)));
  }

  private static Path cargoConfig(Board board) {
    return board.firmware().resolve("cargo-config.toml");
  }

  /** Returns the target that Cargo is told, empty where nothing is there to read. */
  private static Optional<String> cargoTarget(Board board) {
    try {
      Matcher line = CARGO_TARGET.matcher(Files.readString(cargoConfig(board)));
      return line.find() ? Optional.of(line.group(1)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Core core(Fields fields) {
    String name = fields.text("name");
    InstructionSet instructionSet = fields.choice("instructionSet", InstructionSet.values());
    String cpu = fields.optionalText("cpu").orElse(null);
    long clockHz = fields.number("clockHz");
    fields.rejectOthers();
    return new Core(name, instructionSet, cpu, clockHz);
  }

  private static MemoryRegion region(Fields fields) {
    String name = fields.text("name");
    MemoryRegion.Kind kind = fields.choice("kind", MemoryRegion.Kind.values());
    long origin = fields.number("origin");
    long bytes = fields.number("bytes");
    fields.rejectOthers();
    return new MemoryRegion(name, kind, origin, bytes);
  }

  private static ReservedRam reservedRam(Fields fields) {
    long stackBytes = fields.number("stackBytes");
    long agentBytes = fields.number("agentBytes");
    String region = fields.optionalText("stackRegion").orElse(null);
    return new ReservedRam(stackBytes, agentBytes, region);
  }

  private static SerialPort serialPort(Fields fields) {
    long baudRate = fields.number("baudRate");
    fields.rejectOthers();
    return new SerialPort((int) Math.min(baudRate, Integer.MAX_VALUE));
  }

  private static RustTarget rustTarget(Fields fields) {
    String target = fields.text("target");
    List<String> kernelFeatures = fields.texts("kernelFeatures");
    fields.rejectOthers();
    return new RustTarget(target, kernelFeatures);
  }

  private static ProbeSettings probeSettings(Fields fields) {
    String driver = fields.text("driver");
    Map<String, List<String>> settings = fields.settings("settings");
    fields.rejectOthers();
    return new ProbeSettings(driver, settings);
  }
}

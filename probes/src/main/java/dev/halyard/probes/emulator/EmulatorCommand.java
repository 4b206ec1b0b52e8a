package dev.halyard.probes.emulator;

import dev.halyard.probes.CountUnit;
import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeException.Evidence;
import dev.halyard.probes.ProbeRequest;
import dev.halyard.probes.count.InferenceCounter;
import dev.halyard.targets.Board;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a board's file says of its emulator.
 *
 * @param board whose settings are read
 */
record EmulatorCommand(Board board) {
  private static final List<String> SETTINGS = List.of("command", "counting", "unit");

  /**
   * @throws ProbeException if the settings are not those of this driver
   */
  EmulatorCommand {
    for (String name : board.probe().settings().keySet()) {
      if (!SETTINGS.contains(name)) {
        throw wrong(
            board, "unknown setting '" + name + "'", "accepted: " + String.join(", ", SETTINGS));
      }
    }
    if (board.probe().values("command").isEmpty()) {
      throw wrong(board, "no setting 'command'", "add it");
    }
  }

  /** Returns the program. */
  String program() {
    return withBoard(board.probe().values("command").get(0));
  }

  /** Returns whether the emulator can count. */
  boolean counts() {
    return !board.probe().values("counting").isEmpty();
  }

  /**
   * Returns what it counts.
   *
   * @throws ProbeException if the board does not say it
   */
  CountUnit unit() {
    String unit = board.probe().value("unit").orElse("");
    return Stream.of(CountUnit.values())
        .filter(candidate -> candidate.text().equals(unit))
        .findFirst()
        .orElseThrow(
            () -> wrong(board, "the unit '" + unit + "'", "accepted: instructions, cycles"));
  }

  /**
   * Returns the command line for a firmware.
   *
   * @param counter says which functions are counted; empty to count nothing
   */
  List<String> line(ProbeRequest request, Optional<InferenceCounter> counter) {
    List<String> line = new ArrayList<>();
    String elf = request.elf().toAbsolutePath().toString();
    board
        .probe()
        .values("command")
        .forEach(word -> line.add(withBoard(word).replace("{elf}", elf)));
    counter.ifPresent(
        files ->
            board
                .probe()
                .values("counting")
                .forEach(
                    word ->
                        line.add(
                            word.replace("{symbols}", files.symbols().toString())
                                .replace("{counts}", files.output().toString()))));
    return line;
  }

  private String withBoard(String word) {
    if (!word.contains("{board}")) {
      return word;
    }
    String path = word.replace("{board}", board.folder().toAbsolutePath().normalize().toString());
    return path.startsWith("/") ? Path.of(path).normalize().toString() : path;
  }

  private static ProbeException wrong(Board board, String problem, String remedy) {
    return new ProbeException(
        "board '%s': its emulator probe has %s".formatted(board.name(), problem),
        Evidence.NONE,
        remedy + " (probe.settings in its board.yaml)");
  }
}

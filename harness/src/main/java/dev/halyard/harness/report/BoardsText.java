package dev.halyard.harness.report;

import static dev.halyard.harness.report.Figures.grouped;
import static dev.halyard.harness.report.Figures.size;

import dev.halyard.probes.ToolCheck;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardState;
import dev.halyard.targets.Core;
import dev.halyard.targets.MemoryRegion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Boards for a person at a terminal. */
public final class BoardsText {
  private static final int TERMINAL = 118;
  private static final int LEAST_TITLE = 12;
  private static final List<BoardState> ORDER =
      List.of(BoardState.EMULATED, BoardState.HARDWARE, BoardState.BUILDS, BoardState.HOST);

  private BoardsText() {}

  /**
   * Returns one table for each state that a board is in, columns of the same width; titles take as
   * many lines as they need in the width that a terminal leaves them.
   */
  public static String list(List<Board> boards) {
    String untitled = table(boards, title -> List.of("")).render("  ");
    int others = untitled.lines().mapToInt(String::length).max().orElse(0) - "title".length();
    int width = Math.max(LEAST_TITLE, TERMINAL - others);
    return table(boards, title -> wrapped(title, width)).render("  ");
  }

  /** Returns a text in lines of at most this width, unless a word is longer. */
  private static List<String> wrapped(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static TextTable table(List<Board> boards, Function<String, List<String>> titleLines) {
    TextTable table = new TextTable("lllrrll");
    for (BoardState state : ORDER) {
      List<Board> those = boards.stream().filter(board -> board.state() == state).toList();
      if (!those.isEmpty()) {
        table
            .heading(state.inWords())
            .row("board", "title", "cores", "flash", "RAM", "probe", "twin");
        those.forEach(board -> addRow(table, board, titleLines.apply(board.title())));
      }
    }
    return table;
  }

  private static void addRow(TextTable table, Board board, List<String> title) {
    table.row(
        board.name(),
        title.get(0),
        cores(board),
        size(board.flashBytes()),
        size(board.ramBytes()),
        board.probe().driver(),
        board.twin().orElse("–"));
    title.stream().skip(1).forEach(line -> table.row("", line, "", "", "", "", ""));
  }

  /**
   * Returns all that is known of one board.
   *
   * @param all boards, among them its twins
   * @param tools that it needs, as they were found on this computer
   * @param root folder that paths are told from
   */
  public static String detail(Board board, List<Board> all, List<ToolCheck> tools, Path root) {
    TextTable table = new TextTable("ll");
    table.row("state", board.state().inWords());
    board.twin().ifPresent(twin -> table.row("emulates", twin + limits(board, twin, all)));
    List<String> twins = all.stream().filter(b -> isTwin(b, board)).map(Board::name).toList();
    if (!twins.isEmpty()) {
      table.row("emulated by", String.join(", ", twins));
    }
    board.cores().forEach(core -> table.row("core " + core.name(), core(core)));
    board.memory().forEach(region -> table.row(region.kind().text(), region(region, board)));
    String stackRegion = board.reserved().stackRegion().map(name -> " of " + name).orElse("");
    table.row("stack", grouped(board.reserved().stackBytes()) + " bytes" + stackRegion);
    table.row("agent", "variables of up to " + grouped(board.reserved().agentBytes()) + " bytes");
    table.row("arena", arena(board));
    table.row("serial port", grouped(board.serial().baudRate()) + " baud");
    table.row("target", board.rust().target());
    List<String> features = board.rust().kernelFeatures();
    table.row("kernels", features.isEmpty() ? "plain Rust" : String.join(", ", features));
    table.row("firmware", root.relativize(board.firmware()).toString());
    board.guide().ifPresent(guide -> table.row("flash, pins", root.relativize(guide).toString()));
    tools.forEach(tool -> table.row(tool.name(), tool(tool)));
    return board.name() + ": " + board.title() + "\n" + table.render("  ");
  }

  private static String arena(Board board) {
    String without =
        board.stackRam().equals(board.arenaRam()) ? "these two" : "the agent, which shares it";
    return "up to %s bytes: %s without %s"
        .formatted(grouped(board.arenaBudget()), board.arenaRam().name(), without);
  }

  private static boolean isTwin(Board emulated, Board board) {
    return emulated.twin().filter(board.name()::equals).isPresent();
  }

  /** Says where an emulated board has not the memory of the part that it stands for. */
  private static String limits(Board board, String twin, List<Board> all) {
    Optional<Board> part = all.stream().filter(other -> other.name().equals(twin)).findFirst();
    if (part.isEmpty()) {
      return "";
    }
    List<String> differences = new ArrayList<>();
    addDifference("RAM", board.ramBytes(), part.get().ramBytes(), differences);
    addDifference("flash", board.flashBytes(), part.get().flashBytes(), differences);
    return differences.isEmpty()
        ? ", with its memory"
        : ", but with other memory: " + String.join(", ", differences);
  }

  private static void addDifference(
      String memory, long emulated, long real, List<String> differences) {
    if (emulated != real) {
      differences.add("%s %s for %s".formatted(memory, size(emulated), size(real)));
    }
  }

  /** Returns instruction sets with the number of cores that have them, if there are several. */
  private static String cores(Board board) {
    Map<String, Long> count =
        board.cores().stream()
            .collect(
                Collectors.groupingBy(
                    core -> core.instructionSet().text(),
                    LinkedHashMap::new,
                    Collectors.counting()));
    return count.entrySet().stream()
        .map(entry -> (entry.getValue() == 1 ? "" : entry.getValue() + " × ") + entry.getKey())
        .collect(Collectors.joining(" + "));
  }

  private static String core(Core core) {
    String clock = core.clockHz() == 0 ? "" : ", " + grouped(core.clockHz()) + " Hz";
    String cpu = core.cpu() == null ? "" : " (" + core.cpu() + ")";
    return core.instructionSet().text() + cpu + clock;
  }

  private static String region(MemoryRegion region, Board board) {
    int digits = board.memory().stream().anyMatch(r -> r.end() > 0x1_0000) ? 8 : 4;
    String range = "0x%%0%1$dx to 0x%%0%1$dx".formatted(digits);
    return "%s, %s, %s"
        .formatted(
            size(region.bytes()),
            range.formatted(region.origin(), region.end() - 1),
            region.name());
  }

  private static String tool(ToolCheck tool) {
    if (tool.usable()) {
      return tool.finding();
    }
    return "MISSING: " + tool.finding() + (tool.remedy().isEmpty() ? "" : "; " + tool.remedy());
  }
}

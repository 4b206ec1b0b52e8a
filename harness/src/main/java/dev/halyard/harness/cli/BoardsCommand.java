package dev.halyard.harness.cli;

import dev.halyard.harness.doctor.Doctor;
import dev.halyard.harness.report.BoardRecord;
import dev.halyard.harness.report.BoardsText;
import dev.halyard.harness.run.Workspace;
import dev.halyard.probes.Probes;
import dev.halyard.probes.ToolCheck;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code halyard boards}: lists the boards that models are compiled for, or shows one. */
@Command(
    name = "boards",
    description = {
      "Lists the boards: instruction set, cores, memories, probe, and how far each is proven.",
      "With a name, shows that board in detail, and whether this computer has what it needs."
    })
final class BoardsCommand implements Callable<Integer> {
  @Parameters(paramLabel = "BOARD", arity = "0..1", description = "A board to show in detail.")
  private @Nullable String name;

  @Option(names = "--json", description = "Print one JSON object per board, each on a line.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Workspace workspace = Workspace.find();
    BoardCatalog catalog = BoardCatalog.load(workspace.boards());
    List<Board> boards = name == null ? catalog.boards() : List.of(catalog.board(name));
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Probes probes = Probes.load();
      boards.forEach(board -> out.println(BoardRecord.of(board, probes.reaches(board)).toJson()));
    } else if (name == null) {
      out.print(BoardsText.list(boards));
    } else {
      Board board = boards.get(0);
      List<ToolCheck> tools = Doctor.examine(workspace, board);
      out.print(BoardsText.detail(board, catalog.boards(), tools, workspace.root()));
    }
    out.flush();
    BoardWarnings.print(catalog, spec);
    return 0;
  }
}

package dev.halyard.harness.cli;

import dev.halyard.harness.report.Figures;
import dev.halyard.harness.report.TextTable;
import dev.halyard.harness.run.Workspace;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code halyard boards}: lists the boards that models are compiled for. */
@Command(
    name = "boards",
    description =
        "Lists the boards: instruction set, cores, memories, probe, and how far each is proven.")
final class BoardsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    TextTable table =
        new TextTable("llrrrll")
            .row("board", "instruction set", "cores", "flash", "ram", "probe", "state");
    for (Board board : BoardCatalog.load(Workspace.find().boards()).boards()) {
      table.row(
          board.name(),
          board.instructionSet().text(),
          String.valueOf(board.cores().size()),
          Figures.grouped(board.flashBytes()),
          Figures.grouped(board.ramBytes()),
          board.probe().driver(),
          board.state().text());
    }
    spec.commandLine().getOut().print(table.render(""));
    spec.commandLine().getOut().flush();
    return 0;
  }
}

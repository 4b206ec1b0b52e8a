package dev.halyard.harness.cli;

import dev.halyard.harness.run.Workspace;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import dev.halyard.targets.BoardException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The {@code --board} option that several commands share. */
final class BoardOption {
  private static final String DEFAULT = "cortex-m7-emulated";

  @Option(
      names = "--board",
      paramLabel = "BOARD",
      split = ",",
      description =
          "Board by name, or emulated, attached, all; may be repeated (default: " + DEFAULT + ").")
  private List<String> names = List.of(DEFAULT);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  /**
   * Returns the boards that were asked for, each once.
   *
   * @throws BoardException if one is not known, or none is there
   */
  List<Board> select(Workspace workspace) {
    BoardCatalog catalog = BoardCatalog.load(workspace.boards());
    List<Board> boards =
        names.stream().flatMap(name -> catalog.select(name).stream()).distinct().toList();
    BoardWarnings.print(catalog, spec);
    if (boards.isEmpty()) {
      throw new BoardException(
          List.of("no board is attached; choose one with --board, see: halyard boards"));
    }
    return boards;
  }
}

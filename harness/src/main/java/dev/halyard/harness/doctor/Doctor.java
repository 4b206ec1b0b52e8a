package dev.halyard.harness.doctor;

import dev.halyard.harness.run.Workspace;
import dev.halyard.probes.Probes;
import dev.halyard.probes.ToolCheck;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import dev.halyard.targets.BoardState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks for everything that Halyard needs. */
public final class Doctor {
  private final Workspace workspace;
  private final List<Board> boards;
  private final List<String> problems;

  /**
   * Looks for what the boards of a workspace need.
   *
   * @throws dev.halyard.targets.BoardException if no board's description can be read
   */
  public Doctor(Workspace workspace) {
    this.workspace = workspace;
    BoardCatalog catalog = BoardCatalog.load(workspace.boards());
    this.boards = catalog.boards();
    this.problems = catalog.problems();
  }

  /** Returns all findings, each thing once; tools are asked side by side. */
  public List<ToolCheck> examine() {
    List<Supplier<List<ToolCheck>>> checks = new ArrayList<>();
    checks.add(() -> List.of(JdkCheck.run()));
    checks.add(() -> NeedsCheck.all(workspace.root()));
    rustTargets()
        .forEach(target -> checks.add(() -> List.of(RustCheck.run(workspace.root(), target))));
    Probes probes = Probes.load();
    boards.stream()
        .filter(board -> probes.reaches(board) || board.state() != BoardState.BUILDS)
        .forEach(board -> checks.add(() -> probes.check(board)));
    checks.add(() -> problems.stream().map(Doctor::unreadable).toList());
    checks.add(() -> CheckoutChecks.all(workspace));
    Set<String> told = new HashSet<>();
    return checks.parallelStream()
        .map(Supplier::get)
        .flatMap(List::stream)
        .map(check -> named(check, workspace.root()))
        .toList()
        .stream()
        .filter(check -> told.add(check.name()))
        .toList();
  }

  /** A program of the checkout is told by its path in it. */
  private static ToolCheck named(ToolCheck check, Path root) {
    return check.name().startsWith(root + "/")
        ? new ToolCheck(
            check.name().substring(root.toString().length() + 1),
            check.usable(),
            check.finding(),
            check.remedy())
        : check;
  }

  /** Returns what was found of that which one board needs: its compiler first, then its probe. */
  public static List<ToolCheck> examine(Workspace workspace, Board board) {
    Probes probes = Probes.load();
    ToolCheck rust = RustCheck.run(workspace.root(), board.rust().target());
    if (probes.reaches(board)) {
      return Stream.concat(Stream.of(rust), probes.check(board).stream())
          .map(check -> named(check, workspace.root()))
          .toList();
    }
    String known = "there is " + String.join(", ", probes.ids());
    String driver = "probe driver " + board.probe().driver();
    String remedy = "flash by hand: halyard build MODEL --board " + board.name() + " -o DIR";
    return List.of(rust, new ToolCheck(driver, false, "not in this version; " + known, remedy));
  }

  private static ToolCheck unreadable(String problem) {
    return new ToolCheck("board", false, problem, "correct that file");
  }

  private Stream<String> rustTargets() {
    return boards.stream().map(board -> board.rust().target()).distinct();
  }
}

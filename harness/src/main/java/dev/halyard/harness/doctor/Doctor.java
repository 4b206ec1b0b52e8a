package dev.halyard.harness.doctor;

import dev.halyard.harness.run.Workspace;
import dev.halyard.probes.Probes;
import dev.halyard.probes.ToolCheck;
import dev.halyard.probes.subprocess.ProgramCheck;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import dev.halyard.targets.BoardState;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for everything that Halyard needs. */
public final class Doctor {
  private static final String BOOTSTRAP = "install it with ci/bootstrap";

  /** Maven prints them even where nobody sees them; the escape itself may have become a dot. */
  private static final Pattern COLOURS = Pattern.compile("[\u001b.]\\[[0-9;]*m");

  private final Workspace workspace;
  private final List<Board> boards;

  /**
   * Looks for what the boards of a workspace need.
   *
   * @throws dev.halyard.targets.BoardException if a board's description cannot be read
   */
  public Doctor(Workspace workspace) {
    this.workspace = workspace;
    this.boards = BoardCatalog.load(workspace.boards()).boards();
  }

  /** Returns all findings, each thing once; tools are asked side by side. */
  public List<ToolCheck> examine() {
    List<Supplier<List<ToolCheck>>> checks = new ArrayList<>();
    checks.add(() -> List.of(JdkCheck.run()));
    checks.add(program("mvn", "--version"));
    rustTargets()
        .forEach(target -> checks.add(() -> List.of(RustCheck.run(workspace.root(), target))));
    checks.add(program("rustfmt", "--version"));
    checks.add(program("cargo-clippy", "--version"));
    Probes probes = Probes.load();
    boards.stream()
        .filter(board -> probes.reaches(board) || board.state() != BoardState.BUILDS)
        .forEach(board -> checks.add(() -> probes.check(board)));
    checks.add(() -> CheckoutChecks.all(workspace));
    return checks.parallelStream().map(Supplier::get).flatMap(List::stream).distinct().toList();
  }

  /** Returns what was found of that which one board needs: its compiler first, then its probe. */
  public static List<ToolCheck> examine(Workspace workspace, Board board) {
    Probes probes = Probes.load();
    ToolCheck rust = RustCheck.run(workspace.root(), board.rust().target());
    if (probes.reaches(board)) {
      return Stream.concat(Stream.of(rust), probes.check(board).stream()).toList();
    }
    String known = "there is " + String.join(", ", probes.ids());
    String driver = "probe driver " + board.probe().driver();
    return List.of(rust, new ToolCheck(driver, false, "not in this version; " + known, ""));
  }

  private Stream<String> rustTargets() {
    return boards.stream().map(board -> board.rust().target()).distinct();
  }

  private static Supplier<List<ToolCheck>> program(String name, String... arguments) {
    return () -> List.of(plain(ProgramCheck.version(name, List.of(arguments), BOOTSTRAP)));
  }

  private static ToolCheck plain(ToolCheck check) {
    String finding = COLOURS.matcher(check.finding()).replaceAll("");
    return new ToolCheck(check.name(), check.usable(), finding, check.remedy());
  }
}

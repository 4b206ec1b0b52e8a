package dev.halyard.harness.run;

import dev.halyard.engine.diagnostic.Diagnostic;
import dev.halyard.engine.diagnostic.DoesNotFitException;
import dev.halyard.engine.diagnostic.Shortage;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.harness.firmware.FittingBoards;
import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.harness.metrics.FittingBoard;
import dev.halyard.harness.record.Misfit;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import dev.halyard.targets.BoardException;
import dev.halyard.targets.BoardState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says which boards models fit that do not fit the one they were compiled for. */
public final class Misfits {
  private static final int PROPOSED = 5;

  private final Workspace workspace;
  private final Map<List<String>, List<FittingBoard>> known = new HashMap<>();

  /** Proposes boards of a workspace. */
  public Misfits(Workspace workspace) {
    this.workspace = workspace;
  }

  /**
   * Returns by how much the models do not fit, and the boards that they do fit.
   *
   * @param board the one that they do not fit
   */
  public Misfit of(
      DoesNotFitException failure, List<ModelFile> models, InputPolicy inputs, Board board) {
    return new Misfit(
        excess(failure, Shortage.Memory.RAM),
        excess(failure, Shortage.Memory.FLASH),
        fits(models, inputs).stream().filter(fit -> !fit.board().equals(board.name())).toList());
  }

  /** Returns a failure that proposes boards, too. */
  public DoesNotFitException withProposal(
      DoesNotFitException failure, List<ModelFile> models, InputPolicy inputs, Board board) {
    String names = models.stream().map(ModelFile::name).collect(Collectors.joining(", "));
    String proposal = proposal(of(failure, models, inputs, board));
    List<Diagnostic> diagnostics = new ArrayList<>(failure.diagnostics());
    diagnostics.add(Diagnostic.error(names, proposal));
    return new DoesNotFitException(failure.shortages(), diagnostics);
  }

  /** Returns the proposal: a line, and below it one for each of a few boards. */
  public static String proposal(Misfit misfit) {
    if (misfit.fits().isEmpty()) {
      return "fits none of the boards";
    }
    int more = misfit.fits().size() - PROPOSED;
    return misfit.fits().stream()
            .limit(PROPOSED)
            .map(Misfits::proposal)
            .collect(Collectors.joining("\n", "fits these, choose one with --board:\n", ""))
        + (more > 0 ? "\n  and %d more".formatted(more) : "");
  }

  private static String proposal(FittingBoard fit) {
    return "  %s (RAM %s, flash about %s)"
        .formatted(
            fit.board(),
            share(fit.arenaBytes(), fit.arenaBudget()),
            share(fit.flashBytes(), fit.flashBudget()));
  }

  /** A share in whole percent, rounded up: what fits barely is not told to fit well. */
  private static String share(long part, long whole) {
    return (100 * part + whole - 1) / whole + " %";
  }

  private static @Nullable Long excess(DoesNotFitException failure, Shortage.Memory memory) {
    return failure.shortages().stream()
        .filter(shortage -> shortage.memory() == memory)
        .map(Shortage::excess)
        .reduce(Long::sum)
        .orElse(null);
  }

  private List<FittingBoard> fits(List<ModelFile> models, InputPolicy inputs) {
    List<String> key = models.stream().map(ModelFile::sha256).collect(Collectors.toList());
    key.add(inputs.name());
    return known.computeIfAbsent(key, k -> FittingBoards.find(models, inputs, boards()));
  }

  /** Returns real boards before emulated ones; the host has room for everything. */
  private List<Board> boards() {
    try {
      return BoardCatalog.load(workspace.boards()).boards().stream()
          .filter(board -> board.state() != BoardState.HOST)
          .sorted(Comparator.comparing((Board board) -> order(board.state())))
          .toList();
    } catch (BoardException e) {
      return List.of();
    }
  }

  private static int order(BoardState state) {
    return List.of(BoardState.HARDWARE, BoardState.BUILDS, BoardState.EMULATED).indexOf(state);
  }
}

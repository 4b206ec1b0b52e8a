package dev.halyard.harness.junit;

import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.harness.record.Verdict;
import dev.halyard.harness.report.AllureReport;
import dev.halyard.harness.run.CaseSource;
import dev.halyard.harness.run.RunRequest;
import dev.halyard.harness.run.Workspace;
import dev.halyard.probes.ToolCheck;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * One model on one board with one number of cores: runs it when the test asks for its {@link
 * InferenceRun}.
 */
final class InferenceInvocation
    implements TestTemplateInvocationContext, BeforeEachCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(InferenceInvocation.class);

  private final SuiteContext suite;
  private final String model;
  private final Board board;
  private final int cores;

  InferenceInvocation(SuiteContext suite, String model, Board board, int cores) {
    this.suite = suite;
    this.model = model;
    this.board = board;
    this.cores = cores;
  }

  @Override
  public String getDisplayName(int invocationIndex) {
    return model + " on " + board.name() + (cores == 1 ? "" : ", " + cores + " cores");
  }

  @Override
  public List<Extension> getAdditionalExtensions() {
    return List.of(this);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == InferenceRun.class;
  }

  /**
   * Runs the model, unless an earlier test of the same model, board and cores has. Not left to the
   * resolution of the parameter, where JUnit takes every exception for an error of the test.
   *
   * @throws TestAbortedException if the model, the board or what reaching it needs is not there,
   *     the board broke earlier, or the model does not fit it and never has: there is no baseline
   * @throws AssertionFailedError if the model is no longer supported on the board
   * @throws BenchBrokenException if the board or a tool breaks now
   */
  @Override
  public void beforeEach(ExtensionContext context) {
    if (cores > board.cores().size()) {
      throw new TestAbortedException(
          board.name() + " has " + board.cores().size() + " cores, not " + cores);
    }
    BrokenBenches broken =
        rootStore(context)
            .getOrComputeIfAbsent(
                BrokenBenches.class, key -> new BrokenBenches(), BrokenBenches.class);
    broken.abortIfBroken(board);
    InferenceRun run =
        rootStore(context).getOrComputeIfAbsent(key(), unused -> run(), InferenceRun.class);
    AllureReport.add(run.report());
    judgeTools(run, broken);
  }

  @Override
  public InferenceRun resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return Objects.requireNonNull(rootStore(context).get(key(), InferenceRun.class));
  }

  private String key() {
    return model + "/" + board.name() + "/" + cores;
  }

  private static ExtensionContext.Store rootStore(ExtensionContext context) {
    return context.getRoot().getStore(NAMESPACE);
  }

  private InferenceRun run() {
    Workspace workspace = suite.workspace();
    CaseSource source = CaseSource.recorded(workspace);
    RunRequest request = new RunRequest(read(), board, cores, source, InputPolicy.CONSUMED, null);
    return new InferenceRun(suite.runner().apply(request), workspace.baseline(model, board));
  }

  private ModelFile read() {
    try {
      Path file = suite.library().find(model).orElseThrow(this::absent);
      return ModelFile.read(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private TestAbortedException absent() {
    return new TestAbortedException(
        "model '%s' is not on this machine; looked in %s"
            .formatted(model, suite.library().searchedFolders()));
  }

  private void judgeTools(InferenceRun run, BrokenBenches broken) {
    Verdict verdict = run.record().judgement().verdict();
    String cause =
        Objects.requireNonNullElse(run.record().judgement().cause(), "no cause recorded");
    if (verdict == Verdict.ERROR) {
      abortIfNotInstalled(broken);
      broken.remember(board, "broke earlier: " + cause);
      throw new BenchBrokenException("'" + model + "' on " + board.name() + ": " + cause);
    }
    boolean limited = board.state() != BoardState.HOST;
    if (verdict == Verdict.UNSUPPORTED && limited && !Files.isRegularFile(run.baselineFile())) {
      throw new TestAbortedException("'" + model + "' on " + board.name() + ": " + cause);
    }
    if (verdict == Verdict.UNSUPPORTED) {
      throw new AssertionFailedError("'" + model + "' on " + board.name() + ": " + cause);
    }
  }

  /** A board whose tools are not on this computer is absent, not broken. */
  private void abortIfNotInstalled(BrokenBenches broken) {
    for (ToolCheck tool : suite.tools().apply(board)) {
      if (!tool.usable()) {
        broken.remember(
            board, "is not there: %s; remedy: %s".formatted(tool.finding(), tool.remedy()));
        broken.abortIfBroken(board);
      }
    }
  }

  /** A tool or the bench broke: the product was not judged. */
  static final class BenchBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BenchBrokenException(String message) {
      super(message);
    }
  }
}

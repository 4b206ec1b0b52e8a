package dev.halyard.harness.junit;

import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.harness.golden.GoldenStore;
import dev.halyard.harness.record.Verdict;
import dev.halyard.harness.report.AllureReport;
import dev.halyard.harness.run.CaseSource;
import dev.halyard.harness.run.ModelLibrary;
import dev.halyard.harness.run.ModelRunner;
import dev.halyard.harness.run.Progress;
import dev.halyard.harness.run.RunReport;
import dev.halyard.harness.run.RunRequest;
import dev.halyard.harness.run.Workspace;
import dev.halyard.targets.Board;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
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
final class InferenceInvocation implements TestTemplateInvocationContext, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(InferenceInvocation.class);
  private static final long SEED = 1;
  private static final int RANDOM_INFERENCES = 8;

  private final Workspace workspace;
  private final ModelLibrary library;
  private final String model;
  private final Board board;
  private final int cores;

  InferenceInvocation(
      Workspace workspace, ModelLibrary library, String model, Board board, int cores) {
    this.workspace = workspace;
    this.library = library;
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

  /** Runs the model, or returns the run of an earlier test of the same model, board and cores. */
  @Override
  public InferenceRun resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (cores > board.cores().size()) {
      throw new TestAbortedException(
          board.name() + " has " + board.cores().size() + " cores, not " + cores);
    }
    BrokenBenches broken =
        rootStore(context)
            .getOrComputeIfAbsent(
                BrokenBenches.class, key -> new BrokenBenches(), BrokenBenches.class);
    broken.abortIfBroken(board);
    String key = model + "/" + board.name() + "/" + cores;
    InferenceRun run =
        rootStore(context).getOrComputeIfAbsent(key, unused -> run(), InferenceRun.class);
    AllureReport.add(run.report());
    return judgeTools(run, broken);
  }

  private static ExtensionContext.Store rootStore(ExtensionContext context) {
    return context.getRoot().getStore(NAMESPACE);
  }

  private InferenceRun run() {
    try {
      Path file =
          library
              .find(model)
              .orElseThrow(
                  () ->
                      new TestAbortedException(
                          "model '"
                              + model
                              + "' is not on this machine; looked in "
                              + library.searchedFolders()));
      CaseSource source =
          new CaseSource(new GoldenStore(workspace.goldens()), null, null, SEED, RANDOM_INFERENCES);
      RunReport report =
          new ModelRunner(workspace, Progress.SILENT)
              .run(
                  new RunRequest(
                      ModelFile.read(file), board, cores, source, InputPolicy.CONSUMED, null));
      return new InferenceRun(report, workspace.baseline(model, board));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private InferenceRun judgeTools(InferenceRun run, BrokenBenches broken) {
    Verdict verdict = run.record().judgement().verdict();
    String cause =
        Objects.requireNonNullElse(run.record().judgement().cause(), "no cause recorded");
    if (verdict == Verdict.ERROR) {
      broken.remember(board, cause);
      throw new BenchBrokenException("'" + model + "' on " + board.name() + ": " + cause);
    }
    if (verdict == Verdict.UNSUPPORTED) {
      throw new AssertionFailedError("'" + model + "' on " + board.name() + ": " + cause);
    }
    return run;
  }

  /** A tool or the bench broke: the product was not judged. */
  static final class BenchBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BenchBrokenException(String message) {
      super(message);
    }
  }

  /** Boards that broke, with their first cause. */
  private static final class BrokenBenches {
    private final Map<String, String> causes = new ConcurrentHashMap<>();

    void remember(Board board, String cause) {
      causes.putIfAbsent(board.name(), cause);
    }

    void abortIfBroken(Board board) {
      String cause = causes.get(board.name());
      if (cause != null) {
        throw new TestAbortedException(board.name() + " broke earlier: " + cause);
      }
    }
  }
}

package dev.halyard.harness.junit;

import dev.halyard.harness.run.ModelLibrary;
import dev.halyard.harness.run.ModelRunner;
import dev.halyard.harness.run.Progress;
import dev.halyard.harness.run.RunReport;
import dev.halyard.harness.run.RunRequest;
import dev.halyard.harness.run.Workspace;
import dev.halyard.probes.Probes;
import dev.halyard.probes.ToolCheck;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes one invocation of an {@link InferenceTest} per model, board and core count. */
class InferenceExtension implements TestTemplateInvocationContextProvider {

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return AnnotationSupport.isAnnotated(context.getRequiredTestMethod(), InferenceTest.class);
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    InferenceTest test = context.getRequiredTestMethod().getAnnotation(InferenceTest.class);
    Workspace workspace = workspace();
    ModelRunner runner = new ModelRunner(workspace, Progress.SILENT);
    SuiteContext suite =
        new SuiteContext(
            workspace, library(workspace), request -> run(runner, request), this::tools);
    return models(context)
        .flatMap(
            model ->
                boards(workspace, test).stream()
                    .flatMap(
                        board ->
                            Arrays.stream(test.cores())
                                .mapToObj(
                                    cores -> new InferenceInvocation(suite, model, board, cores))));
  }

  /** Returns the models of a suite. */
  Stream<String> models(ExtensionContext context) {
    return Arrays.stream(
        context.getRequiredTestClass().getAnnotation(InferenceSuite.class).model());
  }

  /** Returns where the models are found. */
  ModelLibrary library(Workspace workspace) {
    return new ModelLibrary(workspace);
  }

  /** Checks whether what reaching a board needs is there. */
  List<ToolCheck> tools(Board board) {
    return Probes.load().check(board);
  }

  /** Runs a model. */
  RunReport run(ModelRunner runner, RunRequest request) {
    return runner.run(request);
  }

  private static Workspace workspace() {
    try {
      return Workspace.find();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Board> boards(Workspace workspace, InferenceTest test) {
    BoardCatalog catalog = BoardCatalog.load(workspace.boards());
    return Arrays.stream(test.boards())
        .flatMap(word -> catalog.select(word).stream())
        .distinct()
        .toList();
  }
}

package dev.halyard.harness.cli;

import dev.halyard.harness.record.Verdict;
import dev.halyard.harness.run.Workspace;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code halyard suites}: runs inference suites without Maven, through the JUnit Platform. */
@Command(
    name = "suites",
    description = {
      "Runs inference suites: JUnit classes of one's own, or those of suites/ once Maven has compiled them.",
      "One line per test; the same tests run in mvn verify."
    })
final class SuitesCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PATTERN",
      arity = "0..1",
      defaultValue = ".*IT",
      description =
          "Regular expression of whole class names, packages included (default: ${DEFAULT-VALUE}).")
  private Pattern pattern;

  @Option(
      names = "--classes",
      paramLabel = "DIR",
      description = "Folder of compiled test classes (default: suites/target/test-classes).")
  private @Nullable Path classes;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Path folder =
        classes != null ? classes : Workspace.find().root().resolve("suites/target/test-classes");
    if (!Files.isDirectory(folder)) {
      throw new IOException(
          "'" + folder + "' holds no compiled suites; run: mvn -pl suites -am test-compile");
    }
    PrintWriter out = spec.commandLine().getOut();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
      Thread.currentThread().setContextClassLoader(loader);
      TestExecutionSummary summary = run(folder, out);
      out.printf(
          "%d passed, %d failed, %d skipped%n",
          summary.getTestsSucceededCount(), summary.getTestsFailedCount(), skipped(summary));
      out.flush();
      if (summary.getTestsFoundCount() == 0) {
        throw new IOException("no test in '" + folder + "' has a class name like " + pattern);
      }
      return verdict(summary).exitStatus();
    }
  }

  /** Nothing judged is no pass. */
  private static Verdict verdict(TestExecutionSummary summary) {
    if (summary.getTotalFailureCount() > 0) {
      return Verdict.FAIL;
    }
    return summary.getTestsSucceededCount() == 0 ? Verdict.INCONCLUSIVE : Verdict.PASS;
  }

  private static long skipped(TestExecutionSummary summary) {
    return summary.getTestsSkippedCount() + summary.getTestsAbortedCount();
  }

  private TestExecutionSummary run(Path folder, PrintWriter out) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClasspathRoots(Set.of(folder)))
            .filters(ClassNameFilter.includeClassNamePatterns(pattern.pattern()))
            .build();
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, summary, new LinePerTest(out));
    return summary.getSummary();
  }

  /** Prints each test as it ends. */
  private record LinePerTest(PrintWriter out) implements TestExecutionListener {

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      boolean passed = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL;
      if (test.isTest() || !passed) {
        String cause = result.getThrowable().map(failure -> ": " + failure.getMessage()).orElse("");
        String status = result.getStatus().name().toLowerCase(Locale.ROOT);
        out.println(status + "  " + title(test) + cause);
        out.flush();
      }
    }

    private static String title(TestIdentifier test) {
      return test.getSource()
              .filter(MethodSource.class::isInstance)
              .map(MethodSource.class::cast)
              .map(
                  source ->
                      source.getJavaClass().getSimpleName() + "." + source.getMethodName() + ": ")
              .orElse("")
          + test.getDisplayName();
    }
  }
}

package dev.halyard.harness.cli;

import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.harness.disk.FullDisk;
import dev.halyard.harness.record.Verdict;
import dev.halyard.harness.run.FileProblem;
import dev.halyard.harness.run.UnusableRequestException;
import dev.halyard.targets.BoardException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Tells a user what went wrong in one sentence per finding, and picks the exit status by the kind
 * of failure.
 */
final class ErrorReport implements IExecutionExceptionHandler {
  private static final Map<Class<?>, Verdict> VERDICTS =
      Map.of(
          CompileException.class, Verdict.UNSUPPORTED,
          BoardException.class, Verdict.UNSUPPORTED,
          IOException.class, Verdict.UNSUPPORTED,
          UnusableRequestException.class, Verdict.UNSUPPORTED,
          UncheckedIOException.class, Verdict.UNSUPPORTED);

  private final BooleanSupplier debug;

  ErrorReport(BooleanSupplier debug) {
    this.debug = debug;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    command.getErr().println("halyard: " + message(failure));
    if (debug.getAsBoolean()) {
      failure.printStackTrace(command.getErr());
    }
    return verdict(failure).exitStatus();
  }

  /** Returns what a user is told of a failure, without a full stop. */
  static String message(Exception failure) {
    if (failure instanceof UncheckedIOException unchecked) {
      return FileProblem.of(unchecked.getCause());
    }
    String message =
        failure instanceof IOException file ? FileProblem.of(file) : failure.getMessage();
    return message == null || message.isBlank()
        ? failure.getClass().getSimpleName() + " (more with --debug)"
        : message;
  }

  /** Returns the kind of a failure. */
  static Verdict verdict(Exception failure) {
    if (FullDisk.caused(failure)) {
      return Verdict.ERROR;
    }
    return VERDICTS.entrySet().stream()
        .filter(entry -> entry.getKey().isInstance(failure))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(Verdict.ERROR);
  }
}

package dev.halyard.engine.diagnostic;

import java.util.List;
import java.util.stream.Collectors;

/** A model cannot be compiled; carries every finding. */
public sealed class CompileException extends RuntimeException permits DoesNotFitException {
  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;

  /**
   * @param diagnostics all findings, at least one of them an error
   * @throws IllegalArgumentException if there is none
   */
  public CompileException(List<Diagnostic> diagnostics) {
    super(diagnostics.stream().map(Diagnostic::toString).collect(Collectors.joining("\n")));
    if (diagnostics.isEmpty()) {
      throw new IllegalArgumentException("a CompileException needs at least one diagnostic");
    }
    this.diagnostics = List.copyOf(diagnostics);
  }

  /** Returns an exception with one error. */
  public static CompileException of(String location, String message) {
    return new CompileException(List.of(Diagnostic.error(location, message)));
  }

  /** Returns all findings; never empty. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}

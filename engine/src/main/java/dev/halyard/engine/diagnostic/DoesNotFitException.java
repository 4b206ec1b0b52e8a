package dev.halyard.engine.diagnostic;

import java.util.List;

/** A model is sound, but too large for a board. */
public final class DoesNotFitException extends CompileException {
  private static final long serialVersionUID = 1L;

  private final transient List<Shortage> shortages;

  /**
   * @param shortages at least one
   * @param diagnostics one for each
   * @throws IllegalArgumentException if there is none
   */
  public DoesNotFitException(List<Shortage> shortages, List<Diagnostic> diagnostics) {
    super(diagnostics);
    this.shortages = List.copyOf(shortages);
  }

  /** Returns what there is too little of; never empty. */
  public List<Shortage> shortages() {
    return shortages;
  }
}

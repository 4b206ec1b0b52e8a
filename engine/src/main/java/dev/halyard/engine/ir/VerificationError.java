package dev.halyard.engine.ir;

import java.util.List;

/** A graph is not valid: a defect of the importer or pass that made it, not of the user's model. */
public final class VerificationError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /**
   * @param problems all of them, at least one; each names a node or tensor
   */
  public VerificationError(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** Returns what is wrong, never empty. */
  public List<String> problems() {
    return problems;
  }
}

package dev.halyard.targets;

import java.util.List;

/** A board is unknown, or the file that describes it is wrong; carries every finding. */
public final class BoardException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  /**
   * @param problems all findings, each with its place and remedy
   * @throws IllegalArgumentException if there is none
   */
  public BoardException(List<String> problems) {
    super(String.join("\n", problems));
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("a BoardException needs at least one problem");
    }
    this.problems = List.copyOf(problems);
  }

  /** Returns all findings; never empty. */
  public List<String> problems() {
    return problems;
  }
}

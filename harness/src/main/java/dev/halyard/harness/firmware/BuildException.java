package dev.halyard.harness.firmware;

import java.util.List;

/** The firmware could not be built: a tool is missing or failed. */
public final class BuildException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param problem what failed
   * @param lines of the tool's own output that matter
   * @param remedy what to do about it
   */
  public BuildException(String problem, List<String> lines, String remedy) {
    super(
        problem
            + "; "
            + remedy
            + String.join("", lines.stream().map(line -> "\n  | " + line).toList()));
  }
}

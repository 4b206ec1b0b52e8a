package dev.halyard.harness.image;

import java.util.List;

/**
 * What a check found.
 *
 * @param state whether the image keeps to it
 * @param details one line of figures if it does, else every finding, or why it was not looked at
 */
public record Outcome(State state, List<String> details) {

  /** Whether an image keeps to a check. */
  public enum State {
    /** It does. */
    OK,
    /** It does not. */
    FAILED,
    /** Nobody has looked: a tool is not there. */
    NOT_DONE
  }

  /** Copies the list. */
  public Outcome {
    details = List.copyOf(details);
  }

  /** Returns that there are no problems, with figures; or the problems. */
  static Outcome of(List<String> problems, String figures) {
    return problems.isEmpty()
        ? new Outcome(State.OK, List.of(figures))
        : new Outcome(State.FAILED, problems);
  }

  static Outcome notDone(String reason) {
    return new Outcome(State.NOT_DONE, List.of(reason));
  }
}

package dev.halyard.probes;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

/** A tool or a bench is broken: nothing is said about the product under test. */
public final class ProbeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * What a tool left behind.
   *
   * @param command the command line, empty if none was run
   * @param exitCode its exit status, empty if it did not end by itself
   * @param lastLines the end of what it printed
   */
  public record Evidence(List<String> command, OptionalInt exitCode, List<String> lastLines) {
    /** No tool was run. */
    public static final Evidence NONE = new Evidence(List.of(), OptionalInt.empty(), List.of());

    /** Copies the lists. */
    public Evidence {
      command = List.copyOf(command);
      lastLines = List.copyOf(lastLines);
    }
  }

  private final String problem;
  private final transient Evidence evidence;
  private final String remedy;

  /**
   * @param problem what failed, as a sentence without a full stop
   * @param evidence what the tool left behind
   * @param remedy what to do about it, as a sentence without a full stop
   */
  public ProbeException(String problem, Evidence evidence, String remedy) {
    super(message(problem, evidence, remedy));
    this.problem = problem;
    this.evidence = evidence;
    this.remedy = remedy;
  }

  /** Returns the error of a file or folder that cannot be used, for example on a full disk. */
  public static ProbeException ofFile(String problem, IOException cause) {
    ProbeException exception =
        new ProbeException(
            problem + ": " + cause, Evidence.NONE, "check its permissions and the free space");
    exception.initCause(cause);
    return exception;
  }

  /** Returns what failed. */
  public String problem() {
    return problem;
  }

  /** Returns the command line that failed, empty if none was run. */
  public List<String> command() {
    return evidence.command();
  }

  /** Returns the tool's exit status, empty if it did not end by itself. */
  public OptionalInt exitCode() {
    return evidence.exitCode();
  }

  /** Returns the end of what the tool printed. */
  public List<String> lastLines() {
    return evidence.lastLines();
  }

  /** Returns what to do about it. */
  public String remedy() {
    return remedy;
  }

  private static String message(String problem, Evidence evidence, String remedy) {
    StringBuilder text = new StringBuilder(problem).append("; ").append(remedy);
    if (!evidence.command().isEmpty()) {
      text.append("\n  command: ").append(String.join(" ", evidence.command()));
    }
    evidence.exitCode().ifPresent(code -> text.append("\n  exit status: ").append(code));
    evidence.lastLines().forEach(line -> text.append("\n  | ").append(line));
    return text.toString();
  }
}

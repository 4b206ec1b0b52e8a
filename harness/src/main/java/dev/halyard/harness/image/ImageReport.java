package dev.halyard.harness.image;

import java.util.List;
import java.util.stream.Stream;

/**
 * What all checks found.
 *
 * @param checks in the order that they ran in; empty on the host, whose executable is no image
 * @param regions what the image takes of each region of memory
 */
public record ImageReport(List<Entry> checks, List<RegionUse> regions) {

  /**
   * One check.
   *
   * @param name for example {@code vectors}
   * @param outcome what it found
   */
  public record Entry(String name, Outcome outcome) {}

  /** Copies the lists. */
  public ImageReport {
    checks = List.copyOf(checks);
    regions = List.copyOf(regions);
  }

  /** Returns whether no check failed. */
  public boolean isSound() {
    return checks.stream().noneMatch(check -> check.outcome().state() == Outcome.State.FAILED);
  }

  /** Returns all findings of checks that failed, each behind the name of its check. */
  public List<String> problems() {
    return checks.stream()
        .filter(check -> check.outcome().state() == Outcome.State.FAILED)
        .flatMap(check -> prefixed(check.name(), check.outcome().details()))
        .toList();
  }

  private static Stream<String> prefixed(String name, List<String> details) {
    return details.stream().map(detail -> name + ": " + detail);
  }
}

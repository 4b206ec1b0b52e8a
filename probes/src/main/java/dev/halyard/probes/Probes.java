package dev.halyard.probes;

import dev.halyard.targets.Board;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The probe drivers that this program has, by id. */
public final class Probes {
  private static final Logger LOG = LoggerFactory.getLogger(Probes.class);
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private final SortedMap<String, Probe> drivers;

  private Probes(SortedMap<String, Probe> drivers) {
    this.drivers = Collections.unmodifiableSortedMap(drivers);
  }

  /**
   * Finds all drivers on the class path.
   *
   * @throws IllegalStateException if two have the same id, or one has an unusable id
   */
  public static Probes load() {
    return of(ServiceLoader.load(Probe.class));
  }

  /**
   * Returns a registry of these drivers.
   *
   * @throws IllegalStateException if two have the same id, or one has an unusable id
   */
  static Probes of(Iterable<Probe> found) {
    SortedMap<String, Probe> drivers = new TreeMap<>();
    for (Probe probe : found) {
      String id = probe.driver();
      if (!ID.matcher(id).matches()) {
        throw new IllegalStateException(
            "probe driver %s has the id '%s'; accepted: lower-case letters, digits and hyphens"
                .formatted(probe.getClass().getName(), id));
      }
      Probe other = drivers.putIfAbsent(id, probe);
      if (other != null) {
        throw new IllegalStateException(
            "probe drivers %s and %s both have the id '%s'; remove one from the class path"
                .formatted(other.getClass().getName(), probe.getClass().getName(), id));
      }
      LOG.debug("probe driver {}: {}", id, probe.getClass().getName());
    }
    return new Probes(drivers);
  }

  /** Returns the ids of all drivers, sorted. */
  public Set<String> ids() {
    return drivers.keySet();
  }

  /** Tells whether there is the driver that a board names. */
  public boolean reaches(Board board) {
    return drivers.containsKey(board.probe().driver());
  }

  /**
   * Opens a session with the driver that the board names.
   *
   * @throws ProbeException if there is no such driver, or the board cannot be reached
   */
  public ProbeSession open(ProbeRequest request) {
    return driver(request.board()).open(request);
  }

  /**
   * Checks whether everything is there that reaching a board needs.
   *
   * @throws ProbeException if there is no driver as the board names
   */
  public List<ToolCheck> check(Board board) {
    return driver(board).check(board);
  }

  /**
   * Does nothing where there is the driver that a board names.
   *
   * @throws ProbeException if there is none
   */
  public void requireDriver(Board board) {
    driver(board);
  }

  private Probe driver(Board board) {
    String id = board.probe().driver();
    Probe probe = drivers.get(id);
    if (probe == null) {
      throw new ProbeException(
          "board '%s' wants the probe driver '%s'; known: %s"
              .formatted(board.name(), id, String.join(", ", drivers.keySet())),
          ProbeException.Evidence.NONE,
          "correct probe.driver in its board.yaml");
    }
    return probe;
  }
}

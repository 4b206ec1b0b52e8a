package dev.halyard.targets;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which probe reaches a board, and what that probe has to know about it.
 *
 * @param driver the probe's id, for example {@code qemu}
 * @param settings the driver's own settings by name; a single value is a list of one
 */
public record ProbeSettings(String driver, Map<String, List<String>> settings) {

  /** Copies the settings, sorted by name. */
  public ProbeSettings {
    Map<String, List<String>> copy = new TreeMap<>();
    settings.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    settings = Collections.unmodifiableMap(copy);
  }

  /** Returns the values of one setting, empty if it is not given. */
  public List<String> values(String name) {
    return settings.getOrDefault(name, List.of());
  }

  /** Returns the first value of one setting, empty if it is not given. */
  public Optional<String> value(String name) {
    return values(name).stream().findFirst();
  }
}

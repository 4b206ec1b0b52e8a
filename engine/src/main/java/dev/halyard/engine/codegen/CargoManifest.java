package dev.halyard.engine.codegen;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The manifest of our Cargo workspace, as far as its members inherit from it.
 *
 * @param values by section and key, for example {@code workspace.package.version}; the value as it
 *     is written
 */
record CargoManifest(Map<String, String> values) {
  private static final String INHERITED = ".workspace = true";

  /** Copies the map. */
  CargoManifest {
    values = Map.copyOf(values);
  }

  /** Reads the keys of a manifest that has each of them on a line of its own. */
  static CargoManifest parse(String toml) {
    Map<String, String> values = new HashMap<>();
    String section = "";
    for (String line : (Iterable<String>) toml.lines()::iterator) {
      int equals = line.indexOf(" = ");
      if (line.startsWith("[")) {
        section = line.substring(1, line.indexOf(']')) + ".";
      } else if (equals > 0 && !line.startsWith("#")) {
        values.put(section + line.substring(0, equals), line.substring(equals + 3));
      }
    }
    return new CargoManifest(values);
  }

  /**
   * Returns a member's manifest without inheritance: package keys and dependencies are written out,
   * the crates are siblings named like their packages, and lints, which serve whoever changes them,
   * are left out.
   */
  String standAlone(String member) {
    String section = "";
    StringBuilder standAlone = new StringBuilder();
    for (String line : (Iterable<String>) member.lines()::iterator) {
      section = line.startsWith("[") ? line : section;
      if (!section.equals("[lints]")) {
        standAlone.append(standAlone(section, line)).append('\n');
      }
    }
    return standAlone.toString();
  }

  private String standAlone(String section, String line) {
    if (!line.endsWith(INHERITED)) {
      return line;
    }
    String key = line.substring(0, line.length() - INHERITED.length());
    boolean isPackage = section.equals("[package]");
    String value = values.get((isPackage ? "workspace.package." : "workspace.dependencies.") + key);
    if (value == null) {
      throw new IllegalStateException("the workspace has no '" + key + "' for " + section);
    }
    return key + " = " + value.replaceAll("path = \"([a-z]+)\"", "path = \"../halyard-$1\"");
  }

  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + " = " + entry.getValue())
        .sorted()
        .collect(Collectors.joining("\n"));
  }
}

package dev.halyard.engine.codegen;

import java.nio.file.Path;

/**
 * Where a generated crate finds Halyard's own. Crates that are built together must find them at the
 * same place: else Rust sees two of each.
 *
 * @param prefix of a path in Cargo's sense, to which the crate's short name is added, for example
 *     {@code ../halyard-}
 */
public record CrateLocation(String prefix) {
  /** Beside the generated crate, as {@link CrateSources#writeTo} writes them. */
  public static final CrateLocation BESIDE = new CrateLocation("../halyard-");

  /** Returns the location of crates in {@code engine}, the folder of that name in a repository. */
  public static CrateLocation inRepository(Path engine) {
    return new CrateLocation(
        engine.toAbsolutePath().normalize().toString().replace('\\', '/') + "/");
  }

  /** Returns the path of a crate, as a string of TOML. */
  String toml(CrateSources.Crate crate) {
    String path = prefix + crate.shortName();
    return "\"" + path.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}

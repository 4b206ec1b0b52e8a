package dev.halyard.probes.subprocess;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs as a shell does. */
public final class Executables {
  private Executables() {}

  /**
   * Returns where a program lies, empty if it is nowhere.
   *
   * @param name a name, looked up on the PATH, or a path
   */
  public static Optional<Path> find(String name) {
    return find(name, System.getenv().getOrDefault("PATH", ""));
  }

  static Optional<Path> find(String name, String searchPath) {
    Stream<Path> candidates =
        name.contains(File.separator)
            ? Stream.of(Path.of(name))
            : Stream.of(searchPath.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name));
    return candidates
        .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
        .map(Path::toAbsolutePath)
        .findFirst();
  }
}

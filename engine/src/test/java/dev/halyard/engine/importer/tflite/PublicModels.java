package dev.halyard.engine.importer.tflite;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Public models, where they are present: {@code $HALYARD_MODELS} or {@code ../shared/models}. */
public final class PublicModels {
  private PublicModels() {}

  /** Returns the bytes of a model; skips the test where it is absent. */
  public static byte[] read(String file) {
    Path path = root().resolve(file);
    if (!Files.isRegularFile(path)) {
      return abort(file + " is not in $HALYARD_MODELS nor in ../shared/models");
    }
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    String variable = System.getenv("HALYARD_MODELS");
    if (variable != null) {
      return Path.of(variable);
    }
    return Stream.iterate(Path.of("").toAbsolutePath(), path -> path != null, Path::getParent)
        .map(path -> path.resolve("shared").resolve("models"))
        .filter(Files::isDirectory)
        .findFirst()
        .orElse(Path.of("shared", "models"));
  }
}

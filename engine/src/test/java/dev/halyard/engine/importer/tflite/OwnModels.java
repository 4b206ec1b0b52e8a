package dev.halyard.engine.importer.tflite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The models that the repository ships, in {@code suites/models}. */
final class OwnModels {
  private static final Path ROOT = Path.of("..", "suites", "models");

  private OwnModels() {}

  /** A model by its path below {@code suites/models}. */
  record Model(String path) {
    byte[] bytes() {
      try {
        return Files.readAllBytes(ROOT.resolve(path));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public String toString() {
      return path;
    }
  }

  /** Returns all models, in the order of their paths. */
  static List<Model> all() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .map(file -> ROOT.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(".tflite"))
          .sorted()
          .map(Model::new)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

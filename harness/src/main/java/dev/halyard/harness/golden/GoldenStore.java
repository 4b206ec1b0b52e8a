package dev.halyard.harness.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of golden outputs: {@code <model>/<case>/}.
 *
 * @param root usually {@code golden-outputs}
 */
public record GoldenStore(Path root) {

  /**
   * Returns the cases recorded for a model file: those whose provenance has its hash. They are
   * looked for in the folder of the model's name first, then in all.
   *
   * @param model the file's stem
   * @param sha256 of the model file
   * @throws IOException if a case cannot be read
   */
  public List<GoldenOutput> cases(String model, String sha256) throws IOException {
    List<GoldenOutput> named = casesIn(root.resolve(model), sha256);
    if (!named.isEmpty() || !Files.isDirectory(root)) {
      return named;
    }
    for (Path folder : list(root)) {
      List<GoldenOutput> cases = casesIn(folder, sha256);
      if (!cases.isEmpty()) {
        return cases;
      }
    }
    return List.of();
  }

  private static List<GoldenOutput> casesIn(Path model, String sha256) throws IOException {
    List<GoldenOutput> cases = new ArrayList<>();
    for (Path folder : folders(model)) {
      if (sha256.equals(GoldenOutput.provenance(folder).modelSha256())) {
        cases.add(GoldenOutput.load(folder));
      }
    }
    return cases;
  }

  /** Returns the case folders below {@code folder}, by name; the folder itself if it is one. */
  public static List<Path> folders(Path folder) throws IOException {
    if (GoldenOutput.isCase(folder)) {
      return List.of(folder);
    }
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    return list(folder).stream().filter(GoldenOutput::isCase).toList();
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.sorted(Comparator.comparing(Path::getFileName)).toList();
    }
  }
}

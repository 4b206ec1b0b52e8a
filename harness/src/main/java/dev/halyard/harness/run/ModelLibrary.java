package dev.halyard.harness.run;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.halyard.harness.firmware.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds models by name: ours in {@code suites/models}, public ones where this machine keeps them,
 * checked by their hash.
 */
public final class ModelLibrary {
  private static final String VARIABLE = "HALYARD_MODELS";
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  private final Path ours;
  private final List<Path> folders;

  /**
   * Looks in this workspace, in {@code $HALYARD_MODELS}, in {@code ../shared/models} and in the
   * user's cache.
   */
  public ModelLibrary(Workspace workspace) {
    this(workspace.root().resolve("suites/models"), searched(workspace));
  }

  ModelLibrary(Path ours, List<Path> folders) {
    this.ours = ours;
    this.folders = List.copyOf(folders);
  }

  private static List<Path> searched(Workspace workspace) {
    List<Path> folders = new ArrayList<>();
    Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of).ifPresent(folders::add);
    folders.add(workspace.root().resolveSibling("shared/models"));
    folders.add(Path.of(System.getProperty("user.home"), ".cache/halyard/models"));
    return folders;
  }

  /**
   * A public model: an entry of {@code suites/models/public.yaml}.
   *
   * @param id its name here and in golden-outputs
   * @param file path relative to a folder of models
   * @param origin who publishes it
   * @param licence its licence
   * @param bytes its size
   * @param sha256 its hash
   */
  public record PublicModel(
      String id, String file, String origin, String licence, long bytes, String sha256) {}

  private record PublicModels(List<PublicModel> models) {}

  /**
   * Returns the public models, found or not.
   *
   * @throws IOException if the list cannot be read
   */
  public List<PublicModel> publicModels() throws IOException {
    return YAML.readValue(ours.resolve("public.yaml").toFile(), PublicModels.class).models();
  }

  /**
   * Finds a model.
   *
   * @param name file name of one of ours, or id of a public one
   * @return empty if it is a public one that is not on this machine
   * @throws IOException if there is no model of that name, or the file found is not the one listed
   */
  public Optional<Path> find(String name) throws IOException {
    if (Files.isRegularFile(ours.resolve(name))) {
      return Optional.of(ours.resolve(name));
    }
    List<PublicModel> listed = publicModels();
    PublicModel model =
        listed.stream()
            .filter(entry -> entry.id().equals(name))
            .findFirst()
            .orElseThrow(
                () ->
                    new IOException(
                        "no model '%s'; known: %s of %s; or give the path of a .tflite file"
                            .formatted(name, ids(listed), ours.resolve("public.yaml"))));
    return find(model);
  }

  /**
   * Returns the name by which goldens and baselines know a model: the id of a public one, else its
   * file name without the ending.
   *
   * @throws IOException if the list of public models cannot be read
   */
  public String nameOf(String fileName, String sha256) throws IOException {
    return publicModels().stream()
        .filter(entry -> entry.sha256().equals(sha256))
        .map(PublicModel::id)
        .findFirst()
        .orElseGet(() -> fileName.replaceFirst("\\.tflite$", ""));
  }

  private Optional<Path> find(PublicModel model) throws IOException {
    for (Path folder : folders) {
      Path file = folder.resolve(model.file());
      if (Files.isRegularFile(file)) {
        requireHash(file, model);
        return Optional.of(file);
      }
    }
    return Optional.empty();
  }

  private static void requireHash(Path file, PublicModel model) throws IOException {
    String actual = ModelFile.read(file).sha256();
    if (!actual.equals(model.sha256())) {
      throw new IOException(
          "'%s' is not the model '%s': its SHA-256 is %s, listed is %s"
              .formatted(file, model.id(), actual, model.sha256()));
    }
  }

  private static String ids(List<PublicModel> listed) {
    return String.join(", ", listed.stream().map(PublicModel::id).toList());
  }

  /** Tells where a public model is looked for, for messages. */
  public String searchedFolders() {
    return "$" + VARIABLE + ", " + String.join(", ", folders.stream().map(Path::toString).toList());
  }
}

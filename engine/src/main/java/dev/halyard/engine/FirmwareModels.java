package dev.halyard.engine;

import dev.halyard.engine.codegen.CrateLocation;
import dev.halyard.engine.codegen.CrateSources;
import dev.halyard.engine.codegen.ModelsCrateWriter;
import dev.halyard.engine.codegen.Sources;
import java.nio.file.Path;
import java.util.List;

/** Model crates as they are built together: on a user's disk, or in a firmware. */
public final class FirmwareModels {
  private FirmwareModels() {}

  /**
   * Writes models to be shipped: a folder for each, and Halyard's own crates once beside them.
   *
   * @param models compiled with {@link CrateLocation#BESIDE}
   * @throws java.io.UncheckedIOException if a file cannot be written
   */
  public static void writeShipment(Path directory, List<ModelCrate> models) {
    CrateSources.writeTo(directory, CrateSources.FOR_MODELS);
    models.forEach(model -> model.writeTo(directory));
  }

  /**
   * Writes the models of one firmware: a folder for each, and beside them the crate {@code
   * halyard-models}, which owns their memory and hands them to the agent.
   *
   * @param models compiled with {@code location}, of different names, at least one
   * @return the folder of {@code halyard-models}
   * @throws IllegalArgumentException if there is no model, or two have one name
   * @throws java.io.UncheckedIOException if a file cannot be written
   */
  public static Path write(Path directory, List<ModelCrate> models, CrateLocation location) {
    List<String> names = models.stream().map(ModelCrate::name).toList();
    Path folder = directory.resolve(ModelsCrateWriter.PACKAGE);
    Sources.write(folder, ModelsCrateWriter.write(names, location));
    models.forEach(model -> model.writeTo(directory));
    return folder;
  }
}

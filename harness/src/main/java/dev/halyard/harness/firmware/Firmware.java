package dev.halyard.harness.firmware;

import dev.halyard.harness.image.ImageReport;
import dev.halyard.probes.CountRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A built firmware.
 *
 * @param elf the executable
 * @param elfSha256 of it
 * @param map the linker's map of it
 * @param images what one flashes instead of the executable, the first of them first; empty where
 *     that is flashed
 * @param buildId what the firmware answers when asked who it is
 * @param toolchain the compiler's version line
 * @param flashBytes bytes that it takes in flash; null on the host
 * @param image what the checks of the executable found
 * @param models in it, by the index that the agent knows them by
 */
public record Firmware(
    Path elf,
    String elfSha256,
    Path map,
    List<Path> images,
    String buildId,
    String toolchain,
    @Nullable Long flashBytes,
    ImageReport image,
    List<FirmwareModel> models) {

  /** Copies the lists. */
  public Firmware {
    images = List.copyOf(images);
    models = List.copyOf(models);
  }

  /**
   * Returns the functions whose instructions are counted; empty if no model has a node. A model
   * without nodes only shows its input as its output: the Rust compiler leaves no function of it.
   */
  public Optional<CountRequest> counted() {
    List<CountRequest.Model> counted =
        models.stream()
            .filter(model -> !model.nodeNames().isEmpty())
            .map(
                model ->
                    CountRequest.Model.ofCrate(
                        model.graph().name(), model.crate().name(), model.crate().functions()))
            .toList();
    return counted.isEmpty() ? Optional.empty() : Optional.of(CountRequest.ofAgent(counted));
  }
}

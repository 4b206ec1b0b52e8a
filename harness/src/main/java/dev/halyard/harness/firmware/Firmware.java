package dev.halyard.harness.firmware;

import dev.halyard.probes.CountRequest;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A built firmware.
 *
 * @param elf the executable
 * @param elfSha256 of it
 * @param buildId what the firmware answers when asked who it is
 * @param toolchain the compiler's version line
 * @param flashBytes bytes that it takes in flash; null on the host
 * @param models in it, by the index that the agent knows them by
 */
public record Firmware(
    Path elf,
    String elfSha256,
    String buildId,
    String toolchain,
    @Nullable Long flashBytes,
    List<FirmwareModel> models) {

  /** Copies the list. */
  public Firmware {
    models = List.copyOf(models);
  }

  /** Returns the functions whose instructions are counted. */
  public List<CountRequest.Model> countedModels() {
    return models.stream()
        .map(
            model ->
                CountRequest.Model.ofCrate(
                    model.graph().name(), model.crate().name(), model.crate().functions()))
        .toList();
  }
}

package dev.halyard.harness.image;

import dev.halyard.targets.InstructionSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every check of an image, in the order that their findings are told in. */
public final class ImageChecks {
  private static final Map<String, ImageCheck> CHECKS = checks();

  private ImageChecks() {}

  /** Returns the names of all checks, in their order. */
  static List<String> names() {
    return List.copyOf(CHECKS.keySet());
  }

  private static Map<String, ImageCheck> checks() {
    Map<String, ImageCheck> checks = new LinkedHashMap<>();
    checks.put("machine", new MachineCheck());
    checks.put("entry", new EntryCheck());
    checks.put("vectors", new VectorsCheck());
    checks.put("memory", new RegionsCheck());
    checks.put("overlap", new OverlapCheck());
    checks.put("loaded", new LoadedCheck());
    checks.put("variables", new VariablesCheck());
    checks.put("weights", new WeightsCheck());
    checks.put("paths", new PathsCheck());
    checks.put("instructions", new InstructionsCheck());
    checks.put("products", new ProductsCheck());
    checks.put("files", new FilesCheck());
    return checks;
  }

  /** Checks an image; that of the host, which is a program of this computer, has none. */
  public static ImageReport run(Image image) {
    if (image.board().instructionSet() == InstructionSet.HOST) {
      return new ImageReport(List.of(), List.of());
    }
    return new ImageReport(
        CHECKS.entrySet().stream()
            .filter(check -> check.getValue().appliesTo(image))
            .map(check -> new ImageReport.Entry(check.getKey(), check.getValue().run(image)))
            .toList(),
        RegionUse.of(image));
  }
}

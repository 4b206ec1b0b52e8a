package dev.halyard.engine.codegen;

import java.util.List;
import java.util.stream.Collectors;

/** Writes the {@code Cargo.toml} of a generated crate. */
final class ManifestWriter {
  private ManifestWriter() {}

  /** Returns the manifest of a model crate. */
  static String model(CrateRequest request, String name) {
    String model = RustText.comment(request.plan().graph().name());
    String description =
        RustText.literal("Neural network " + model.replace('\\', '/') + " as plain Rust");
    StringBuilder manifest = header(request.banner(), name, description);
    for (CrateSources.Crate crate : CrateSources.FOR_MODELS) {
      boolean isKernels = crate == CrateSources.Crate.KERNELS;
      manifest.append(
          dependency(crate, request.crates(), isKernels ? request.kernelFeatures() : List.of()));
    }
    return manifest.toString();
  }

  /** Returns the package table of a manifest, and the head of its dependencies. */
  static StringBuilder header(String banner, String name, String description) {
    return new StringBuilder("# " + banner + "\n[package]\n")
        .append("name = \"" + name + "\"\n")
        .append("version = \"" + CrateSources.version() + "\"\n")
        .append("description = " + description + "\n")
        .append("edition = \"2024\"\n")
        .append("publish = false\n\n[dependencies]\n");
  }

  /** Returns the line of a dependency on one of our crates, of exactly this version. */
  static String dependency(
      CrateSources.Crate crate, CrateLocation location, List<String> features) {
    String list =
        features.stream().map(f -> "\"" + f + "\"").collect(Collectors.joining(", ", "[", "]"));
    return "%s = { path = %s, version = \"=%s\"%s }\n"
        .formatted(
            crate.packageName(),
            location.toml(crate),
            CrateSources.version(),
            features.isEmpty() ? "" : ", features = " + list);
  }
}

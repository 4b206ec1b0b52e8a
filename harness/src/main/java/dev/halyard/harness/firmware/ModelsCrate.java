package dev.halyard.harness.firmware;

import dev.halyard.engine.ModelCrate;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The crate {@code halyard-models} of one build: owns the memory of its models and gives them to
 * the agent.
 */
final class ModelsCrate {
  private ModelsCrate() {}

  /**
   * Returns the crate's files, text by relative path.
   *
   * @param crates the models, whose crates lie beside this one
   * @param runtime folder of the crate {@code halyard-runtime}
   */
  static SortedMap<String, String> files(List<ModelCrate> crates, Path runtime) {
    SortedMap<String, String> files = new TreeMap<>();
    files.put("Cargo.toml", manifest(crates, runtime));
    files.put("src/lib.rs", library(crates));
    return files;
  }

  private static String manifest(List<ModelCrate> crates, Path runtime) {
    return """
        # Made by halyard for one build; do not edit.
        [package]
        name = "halyard-models"
        version = "0.1.0"
        edition = "2024"
        publish = false

        [dependencies]
        halyard-runtime = { path = "%s" }
        %s
        """
        .formatted(runtime, lines(crates, "%1$s = { path = \"../%1$s\" }"));
  }

  private static String library(List<ModelCrate> crates) {
    return """
        //! The models of one firmware.
        #![no_std]
        #![forbid(unsafe_code)]

        use halyard_runtime::{Model, Singleton};

        %s

        /// Gives the models to `f`, once.
        pub fn with_models(f: impl FnOnce(&mut [&mut dyn Model])) {
        %s
            f(&mut [%s]);
        }
        """
        .formatted(
            lines(
                crates,
                "static %2$s: Singleton<%1$s::Memory> = Singleton::new(%1$s::Memory::new());"),
            lines(
                crates, "    let mut %1$s = %1$s::Model::new(%2$s.take().expect(\"taken once\"));"),
            crates.stream().map(crate -> "&mut " + crate.name()).collect(Collectors.joining(", ")));
  }

  private static String lines(List<ModelCrate> crates, String format) {
    return crates.stream()
        .map(crate -> format.formatted(crate.name(), crate.name().toUpperCase(Locale.ROOT)))
        .collect(Collectors.joining("\n"));
  }
}

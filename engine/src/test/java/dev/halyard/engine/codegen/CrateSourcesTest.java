package dev.halyard.engine.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CrateSourcesTest {

  @Test
  void manifestsStandAlone() {
    Map<String, String> files = CrateSources.files(List.of(CrateSources.Crate.values()));
    assertThat(files.get("halyard-kernels/Cargo.toml"))
        .contains("version = \"" + CrateSources.version() + "\"")
        .contains("halyard-tensor = { path = \"../halyard-tensor\", version = \"=0.1.0\" }")
        .doesNotContain("[lints]");
    assertThat(files)
        .containsKeys("halyard-tensor/src/lib.rs", "halyard-agent/src/lib.rs")
        .allSatisfy(
            (name, text) -> {
              if (name.endsWith("Cargo.toml")) {
                assertThat(text).doesNotContain("workspace");
              }
            });
    assertThat(files.keySet()).noneMatch(name -> name.contains("/target/"));
  }

  @Test
  void refusesAKeyThatTheWorkspaceDoesNotHave() {
    CargoManifest workspace = CargoManifest.parse("[workspace.package]\nversion = \"1\"\n");
    assertThatThrownBy(() -> workspace.standAlone("[package]\nedition.workspace = true\n"))
        .hasMessage("the workspace has no 'edition' for [package]");
  }

  @Test
  void locationsArePrefixes() {
    assertThat(CrateLocation.BESIDE.toml(CrateSources.Crate.TENSOR))
        .isEqualTo("\"../halyard-tensor\"");
    assertThat(CrateLocation.inRepository(Path.of("/a\"b/engine")).toml(CrateSources.Crate.TENSOR))
        .isEqualTo("\"/a\\\"b/engine/tensor\"");
  }
}

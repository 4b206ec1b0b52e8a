package dev.halyard.engine.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelsCrateWriterTest {

  @Test
  void ownsTheMemoryOfEachModel() {
    Map<String, String> files =
        ModelsCrateWriter.write(List.of("sine", "digits_cnn"), CrateLocation.BESIDE);
    assertThat(files.get("Cargo.toml"))
        .endsWith(
            """
            [dependencies]
            halyard-runtime = { path = "../halyard-runtime", version = "=0.1.0" }
            sine = { path = "../sine" }
            digits_cnn = { path = "../digits_cnn" }
            """);
    assertThat(files.get("src/lib.rs"))
        .contains("static SINE: Singleton<sine::Memory> = Singleton::new(sine::Memory::new());")
        .contains("    f(&mut [&mut sine, &mut digits_cnn]);")
        .contains(
            "    halyard_runtime::largest(&[sine::FEATURE_BYTES, digits_cnn::FEATURE_BYTES])");
  }

  @Test
  void refusesTwoModelsOfOneName() {
    List<String> names = List.of("sine", "sine");
    assertThatThrownBy(() -> ModelsCrateWriter.write(names, CrateLocation.BESIDE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("of different names");
  }
}

package dev.halyard.engine.codegen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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
        .contains("    f(&mut [&mut sine_model, &mut digits_cnn_model]);")
        .contains(
            "    halyard_runtime::largest(&[sine::FEATURE_BYTES, digits_cnn::FEATURE_BYTES])");
  }

  @Test
  void modelsMayHaveTheNamesOfItsOwnVariables() {
    List<String> names = List.of("f", "memory", "f_model", "model");
    String library = ModelsCrateWriter.write(names, CrateLocation.BESIDE).get("src/lib.rs");
    List<String> bound =
        Pattern.compile("let (?:mut )?(\\w+) =")
            .matcher(library)
            .results()
            .map(match -> match.group(1))
            .filter(name -> !name.equals("memory"))
            .toList();
    assertThat(bound)
        .containsExactly("f_model", "memory_model", "f_model_model", "model_model")
        .doesNotContain("f");
  }

  @Test
  void refusesTwoModelsOfOneName() {
    List<String> names = List.of("sine", "sine");
    assertThatThrownBy(() -> ModelsCrateWriter.write(names, CrateLocation.BESIDE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("of different names");
  }
}

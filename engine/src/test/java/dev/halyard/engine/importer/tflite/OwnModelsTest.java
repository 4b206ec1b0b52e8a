package dev.halyard.engine.importer.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphVerifier;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OwnModelsTest {
  /** Models that are there to be rejected: kernels take one image at a time. */
  private static final Pattern BATCHES =
      Pattern.compile("operators/(conv_2d|depthwise_conv_2d|(average|max)_pool_2d)/batch_2.tflite");

  @ParameterizedTest
  @MethodSource("models")
  void importsEveryModelThatTheRepositoryShips(OwnModels.Model model) {
    Graph graph = TfliteImporter.read(model.bytes(), "model");

    assertThat(GraphVerifier.problems(graph)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("batches")
  void rejectsBatchesOfImages(OwnModels.Model model) {
    assertThatThrownBy(() -> TfliteImporter.read(model.bytes(), "model"))
        .isInstanceOf(CompileException.class)
        .hasMessageEndingWith(" with batch 2 is not supported; supported: batch 1");
  }

  static List<OwnModels.Model> models() {
    return OwnModels.all().stream().filter(model -> !isBatch(model)).toList();
  }

  static List<OwnModels.Model> batches() {
    return OwnModels.all().stream().filter(OwnModelsTest::isBatch).toList();
  }

  private static boolean isBatch(OwnModels.Model model) {
    return BATCHES.matcher(model.path()).matches();
  }
}

package dev.halyard.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.halyard.engine.diagnostic.DoesNotFitException;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.harness.firmware.Firmware;
import dev.halyard.harness.firmware.FirmwareBuilder;
import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.harness.image.Outcome;
import dev.halyard.harness.run.ModelLibrary;
import dev.halyard.harness.run.Workspace;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import dev.halyard.targets.BoardState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every board that nobody has run on hardware yet: its firmware is built with every model that
 * fits, and the image is checked as far as a host can. Which models do not fit is known ({@code
 * misfits.yaml}): one more or one fewer fails.
 */
class BuiltBoardsIT {
  private static final Workspace WORKSPACE = Data.workspace();
  private static final ModelLibrary LIBRARY = new ModelLibrary(WORKSPACE);
  private static final FirmwareBuilder BUILDER =
      new FirmwareBuilder(WORKSPACE.root(), WORKSPACE.work());

  private static final String MISFITS_FILE = "suites/src/test/resources/misfits.yaml";
  private static final Map<String, List<String>> MISFITS = misfits();

  /** Returns models by the board that they do not fit. */
  private static Map<String, List<String>> misfits() {
    Path file = WORKSPACE.root().resolve(MISFITS_FILE);
    try {
      return new ObjectMapper(new YAMLFactory())
          .readValue(file.toFile(), new TypeReference<Map<String, List<String>>>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @TestFactory
  Stream<DynamicContainer> everyModelThatFitsBuildsASoundImage() throws IOException {
    List<String> models = models();
    return BoardCatalog.load(WORKSPACE.boards()).boards().stream()
        .filter(board -> board.state() == BoardState.BUILDS)
        .map(board -> container(board, models));
  }

  /** Returns our models by file name and the public ones by id. */
  private static List<String> models() throws IOException {
    try (Stream<Path> ours = Files.list(WORKSPACE.root().resolve("suites/models"))) {
      List<String> names =
          ours.map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".tflite"))
              .sorted()
              .toList();
      Stream<String> others =
          LIBRARY.publicModels().stream().map(ModelLibrary.PublicModel::id).sorted();
      return Stream.concat(names.stream(), others).toList();
    }
  }

  private static DynamicContainer container(Board board, List<String> models) {
    List<String> misfits = MISFITS.getOrDefault(board.name(), List.of());
    DynamicTest known =
        dynamicTest(
            "misfits are models", () -> assertThat(models).as(MISFITS_FILE).containsAll(misfits));
    Stream<DynamicTest> tests =
        models.stream()
            .map(model -> dynamicTest(model, () -> build(board, model, misfits.contains(model))));
    return dynamicContainer(board.name(), Stream.concat(Stream.of(known), tests));
  }

  private static void build(Board board, String model, boolean isMisfit) throws IOException {
    Path file = LIBRARY.find(model).orElse(null);
    if (file == null) {
      abort("model '" + model + "' is not on this machine");
      return;
    }
    Firmware firmware;
    try {
      firmware =
          BUILDER.build(
              BUILDER.compile(List.of(ModelFile.read(file)), board, InputPolicy.CONSUMED));
    } catch (DoesNotFitException e) {
      assertThat(isMisfit)
          .as("%s does not fit %s any more: %s", model, board.name(), e.getMessage())
          .isTrue();
      return;
    }
    assertThat(isMisfit)
        .as("%s fits %s now: take it out of %s", model, board.name(), MISFITS_FILE)
        .isFalse();
    assertThat(firmware.image().checks())
        .isNotEmpty()
        .allSatisfy(
            check ->
                assertThat(check.outcome().state())
                    .as("%s: %s", check.name(), check.outcome().details())
                    .isEqualTo(Outcome.State.OK));
    assertThat(firmware.images()).allSatisfy(image -> assertThat(Files.size(image)).isPositive());
  }
}

package dev.halyard.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.harness.golden.GoldenOutput;
import dev.halyard.harness.run.ModelLibrary;
import dev.halyard.harness.run.ModelLibrary.PublicModel;
import dev.halyard.harness.run.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code suites/models/public.yaml}, and the models that it names where this computer has them. */
class PublicModelsDataTest {
  private static final Workspace WORKSPACE = Data.workspace();
  private static final ModelLibrary LIBRARY = new ModelLibrary(WORKSPACE);

  static List<PublicModel> models() throws IOException {
    return LIBRARY.publicModels();
  }

  @Test
  void idsAndFilesAreUnique() throws IOException {
    assertThat(models()).isNotEmpty();
    assertThat(models()).extracting(PublicModel::id).doesNotHaveDuplicates();
    assertThat(models()).extracting(PublicModel::file).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("models")
  void entryIsComplete(PublicModel model) {
    assertThat(model.id()).matches("[A-Za-z0-9_]+");
    assertThat(model.file()).endsWith(".tflite").doesNotStartWith("/").doesNotContain("..");
    assertThat(model.origin()).as("origin").isNotBlank();
    assertThat(model.licence()).as("licence").isNotBlank();
    assertThat(model.sha256()).as("sha256").matches(Data.SHA256);
    assertThat(model.bytes()).as("bytes").isPositive();
  }

  @ParameterizedTest
  @MethodSource("models")
  void fileIsTheOneListed(PublicModel model) throws IOException {
    Optional<Path> file = LIBRARY.find(model.id()); // checks the hash
    if (file.isPresent()) {
      assertThat(Files.size(file.get())).as("bytes").isEqualTo(model.bytes());
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void goldenOutputsAreOfTheModelListed(PublicModel model) throws IOException {
    List<Path> cases =
        Data.below(WORKSPACE.goldens().resolve(model.id()), "provenance.yaml")
            .map(Path::getParent)
            .toList();
    assertThat(cases).isNotEmpty();
    for (Path golden : cases) {
      assertThat(GoldenOutput.provenance(golden).modelSha256()).isEqualTo(model.sha256());
      assertThat(model.file()).endsWith(GoldenOutput.provenance(golden).model());
    }
  }
}

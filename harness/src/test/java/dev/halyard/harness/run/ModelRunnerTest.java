package dev.halyard.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.engine.Sha256;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.harness.golden.GoldenStore;
import dev.halyard.harness.metrics.FittingBoard;
import dev.halyard.harness.record.History;
import dev.halyard.harness.record.Judgement;
import dev.halyard.harness.record.Verdict;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that end before a firmware is built; each is in the history. */
class ModelRunnerTest {
  private static final Path SINE = Path.of("../suites/models/sine.tflite");

  @TempDir private Path folder;
  private final Board board =
      BoardCatalog.load(Path.of("../targets/boards")).board("cortex-m7-emulated");

  private Judgement run(ModelFile model, int cores) {
    CaseSource source = new CaseSource(new GoldenStore(folder), null, null, 1, 1);
    return new ModelRunner(new Workspace(folder), Progress.SILENT)
        .run(new RunRequest(model, board, cores, source, InputPolicy.CONSUMED, null))
        .record()
        .judgement();
  }

  private static ModelFile model(byte[] bytes) {
    return new ModelFile("m.tflite", bytes, Sha256.of(bytes));
  }

  @Test
  void textIsNoModel() throws IOException {
    ModelFile text = model("I am no model".getBytes(StandardCharsets.UTF_8));
    Judgement judgement = run(text, 1);
    assertThat(judgement.verdict()).isEqualTo(Verdict.UNSUPPORTED);
    assertThat(judgement.cause()).startsWith("model 'm': not a TFLite model");
    assertThat(recorded(text)).contains("\"verdict\":\"unsupported\"").contains("not a TFLite");
  }

  @Test
  void aTruncatedModelIsDamaged() throws IOException {
    Judgement judgement = run(model(Arrays.copyOf(Files.readAllBytes(SINE), 300)), 1);
    assertThat(judgement.verdict()).isEqualTo(Verdict.UNSUPPORTED);
    assertThat(judgement.cause()).contains("damaged").contains("truncated");
  }

  @Test
  void coresAreThoseOfTheBoard() throws IOException {
    for (int cores : new int[] {0, -1, 9}) {
      assertThatThrownBy(() -> run(ModelFile.read(SINE), cores))
          .isInstanceOf(UnusableRequestException.class)
          .hasMessage(
              "board 'cortex-m7-emulated' has 1 core, so it cannot use %d; accepted: 1"
                  .formatted(cores));
    }
  }

  @Test
  void amongOthersWhatIsWrongWithARequestIsTheCauseOfItsRecord() throws IOException {
    ModelFile sine = ModelFile.read(SINE);
    CaseSource source = new CaseSource(new GoldenStore(folder), null, null, 1, 1);
    Judgement judgement =
        new ModelRunner(new Workspace(folder), Progress.SILENT)
            .runAmongOthers(new RunRequest(sine, board, 9, source, InputPolicy.CONSUMED, null))
            .record()
            .judgement();
    assertThat(judgement.verdict()).isEqualTo(Verdict.ERROR);
    assertThat(judgement.cause()).contains("has 1 core, so it cannot use 9");
    assertThat(recorded(sine)).contains("\"verdict\":\"error\"");
  }

  @Test
  void aModelThatIsTooLargeForItsBoardIsProposedOthers() throws IOException {
    boards("tiny", "bytes: 524288", "bytes: 20500");
    boards("small", "bytes: 524288", "bytes: 20528");
    boards("flashless", "bytes: 2097152", "bytes: 2048");
    Board tiny = BoardCatalog.load(folder.resolve("targets/boards")).board("tiny");
    ModelFile sine = ModelFile.read(SINE);
    CaseSource source = new CaseSource(new GoldenStore(folder), null, null, 1, 1);
    Judgement judgement =
        new ModelRunner(new Workspace(folder), Progress.SILENT)
            .run(RunRequest.of(sine, tiny, source))
            .record()
            .judgement();
    assertThat(judgement.verdict()).isEqualTo(Verdict.UNSUPPORTED);
    assertThat(judgement.misfit().ramExcess()).isEqualTo(28);
    assertThat(judgement.misfit().flashExcess()).isNull();
    assertThat(judgement.misfit().fits()).extracting(FittingBoard::board).containsExactly("small");
    assertThat(judgement.cause())
        .startsWith("model 'sine': arena: 48 bytes, but board 'tiny' has 20 bytes of RAM for it")
        .endsWith("\nfits these, choose one with --board:\n  small (RAM 100 %, flash about 2 %)");
    try (History history = History.open(new Workspace(folder).history())) {
      assertThat(history.newest(sine.sha256(), "tiny", 1).get(0))
          .contains(
              "\"misfit\":{\"ramExcess\":28,\"flashExcess\":null,\"fits\":[{\"board\":\"small\"");
    }
  }

  /** Adds a board like the emulated Cortex-M7, but for one line. */
  private void boards(String name, String what, String replacement) throws IOException {
    Path original = Path.of("../targets/boards/cortex-m7-emulated/board.yaml");
    Path file = folder.resolve("targets/boards").resolve(name).resolve("board.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        Files.readString(original)
            .replace("name: cortex-m7-emulated", "name: " + name)
            .replace("twin: stm32h743\n", "")
            .replace(what, replacement));
  }

  @Test
  void aRunThatCannotBeRecordedIsBroken() throws IOException {
    Files.writeString(folder.resolve(".halyard"), "in the way");
    Judgement judgement = run(model(new byte[10]), 1);
    assertThat(judgement.verdict()).isEqualTo(Verdict.ERROR);
    assertThat(judgement.cause())
        .startsWith(
            "this run is not in the history: '"
                + folder.resolve(".halyard")
                + "' is in the way; it should be a folder; its verdict was unsupported: ");
  }

  private String recorded(ModelFile model) throws IOException {
    try (History history = History.open(new Workspace(folder).history())) {
      return history.newest(model.sha256(), board.name(), 1).get(0);
    }
  }
}

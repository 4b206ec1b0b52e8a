package dev.halyard.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.harness.record.RunRecord;
import dev.halyard.harness.record.Verdict;
import dev.halyard.harness.run.CaseSource;
import dev.halyard.harness.run.ModelLibrary;
import dev.halyard.harness.run.ModelRunner;
import dev.halyard.harness.run.Progress;
import dev.halyard.harness.run.RunRequest;
import dev.halyard.harness.run.Workspace;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Public models that stream by rows in little memory: the bits are the same, and it costs no more
 * than is known: mostly what is prepared anew in each call, and kernels whose scratch memory does
 * not fit beside the rings.
 */
class StreamingIT {

  @ParameterizedTest(name = "{0} on {1} in {2} bytes")
  @CsvSource({
    "kws_ref_model, cortex-m7-emulated, 6700, 6656, 2.6",
    "kws_ref_model, cortex-m7-emulated, 6720, 6656, 1.5",
    "kws_ref_model, rv32imac-emulated, 6700, 6656, 1.75",
    "pretrainedResnet_quant, cortex-m7-emulated, 17100, 16896, 2.0",
    "pretrainedResnet_quant, rv32imac-emulated, 17100, 16896, 2.7",
    "person_detect, cortex-m7-emulated, 15000, 23552, 1.4",
    "person_detect, rv32imac-emulated, 15000, 23552, 1.25",
    "person_detect, cortex-m7-emulated, 25600, 23552, 1.02"
  })
  void matchesGoldenInLittleMemory(
      String model, String board, long ramBytes, long tensorBytes, double slower)
      throws IOException {
    RunRecord streamed = run(model, board, OptionalLong.of(ramBytes));
    RunRecord whole = run(model, board, OptionalLong.empty());
    assertThat(streamed.footprint().arenaBytes()).isLessThanOrEqualTo(ramBytes);
    assertThat(streamed.footprint().tensorBytes()).isLessThanOrEqualTo(tensorBytes);
    assertThat(instructions(streamed))
        .isBetween(1L, (long) (instructions(whole) * slower))
        .isNotEqualTo(instructions(whole));
    long attributed =
        streamed.speed().operators().stream()
            .mapToLong(node -> Objects.requireNonNull(node.instructions()))
            .sum();
    assertThat(attributed).isGreaterThan(instructions(streamed) * 99 / 100);
  }

  private static long instructions(RunRecord record) {
    return Objects.requireNonNull(record.speed().instructions());
  }

  private static RunRecord run(String model, String boardName, OptionalLong ramBytes)
      throws IOException {
    Workspace workspace = Workspace.find();
    Optional<Path> file = new ModelLibrary(workspace).find(model);
    assumeTrue(file.isPresent(), () -> model + " is not on this machine");
    Board board = BoardCatalog.load(workspace.boards()).board(boardName);
    RunRequest whole =
        RunRequest.of(ModelFile.read(file.get()), board, CaseSource.recorded(workspace));
    RunRequest request = ramBytes.isPresent() ? whole.withRam(ramBytes.getAsLong()) : whole;
    RunRecord record = new ModelRunner(workspace, Progress.SILENT).run(request).record();
    assertThat(record.judgement().verdict()).as(record.judgement().cause()).isEqualTo(Verdict.PASS);
    return record;
  }
}

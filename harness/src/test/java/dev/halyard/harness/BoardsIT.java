package dev.halyard.harness;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every board's firmware with hand-written models: protocol, panics, faults, exact counts on any
 * number of cores, kernels beside their twins; of boards that are only built, that the programs
 * which start their second cores build: {@code ci/check-boards}.
 */
class BoardsIT {
  private static final long TIMEOUT_MINUTES = 30;

  @TempDir private Path folder;

  @Test
  void everyBoardSpeaksTheProtocolAndCountsTheSame() throws IOException, InterruptedException {
    Path root = Path.of("..").toAbsolutePath().normalize();
    Path log = folder.resolve("check-boards.log");
    ProcessBuilder builder = new ProcessBuilder(root.resolve("ci/check-boards").toString());
    // What Cargo keeps for a board serves the runs of models, too.
    builder.environment().put("HALYARD_HOME", root.resolve(".halyard").toString());
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      boolean ended = process.waitFor(TIMEOUT_MINUTES, TimeUnit.MINUTES);
      assertThat(ended).as("ci/check-boards ends within %d minutes", TIMEOUT_MINUTES).isTrue();
      String said = Files.readString(log);
      assertThat(process.exitValue()).as(said).isZero();
      for (Board board : BoardCatalog.load(root.resolve("targets/boards")).boards()) {
        assertThat(said).contains(board.name() + ": ok");
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}

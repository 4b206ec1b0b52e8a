package dev.halyard.harness.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.halyard.harness.metrics.Footprint;
import dev.halyard.harness.metrics.OperatorProfile;
import dev.halyard.harness.metrics.Speed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  @TempDir private Path folder;

  private static RunRecord record(long instructions) {
    return new RunRecord(
        new Subject("m.tflite", "hash", "board", 1, "rustc 1", "elf", null),
        new Judgement(Verdict.PASS, Judge.GOLDEN, 8, null, null),
        new Speed(
            instructions,
            instructions,
            4,
            List.of(new OperatorProfile("conv", "CONV_2D", instructions, 4))),
        new Footprint(1L, 2L, 3L, 4L, 5L, 6L, 7L, null));
  }

  @Test
  void keepsEveryRunNewestFirst() throws IOException {
    Path file = folder.resolve("deep/history.sqlite");
    for (long n = 1; n <= 3; n++) {
      try (History history = History.open(file)) {
        history.append(record(n), Instant.EPOCH);
      }
    }
    try (History history = History.open(file)) {
      assertThat(history.newest("hash", "board", 2))
          .containsExactly(record(3).toJson(), record(2).toJson());
      assertThat(history.newest("other", "board", 2)).isEmpty();
    }
  }

  @Test
  void jsonHasEveryDocumentedKeyAtTheTop() throws IOException {
    JsonNode json = new ObjectMapper().readTree(record(6).toJson());
    List<String> keys = new ArrayList<>();
    json.fieldNames().forEachRemaining(keys::add);
    assertThat(keys)
        .containsExactlyInAnyOrder(
            "schemaVersion",
            "model",
            "sha256",
            "board",
            "cores",
            "toolchain",
            "elfSha256",
            "seed",
            "verdict",
            "judge",
            "cases",
            "instructions",
            "instructionsMax",
            "macs",
            "instructionsPerMac",
            "codeBytes",
            "weightBytes",
            "flashBytes",
            "tensorBytes",
            "scratchBytes",
            "arenaBytes",
            "noOverlapBytes",
            "stackBytes",
            "operators",
            "mismatch",
            "cause");
    assertThat(json.get("verdict").asText()).isEqualTo("pass");
    assertThat(json.get("instructionsPerMac").asDouble()).isEqualTo(1.5);
  }

  @Test
  void writersAtOnceLoseNothing() throws Exception {
    Path file = folder.resolve("history.sqlite");
    List<Thread> writers = new ArrayList<>();
    List<Throwable> failures = java.util.Collections.synchronizedList(new ArrayList<>());
    for (int w = 0; w < 4; w++) {
      Thread writer = new Thread(() -> write(file, 10));
      writer.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
      writers.add(writer);
      writer.start();
    }
    for (Thread writer : writers) {
      writer.join(60_000);
    }
    assertThat(failures).isEmpty();
    try (History history = History.open(file)) {
      assertThat(history.newest("hash", "board", 100)).hasSize(40);
    }
  }

  private static void write(Path file, int count) {
    for (int i = 0; i < count; i++) {
      try (History history = History.open(file)) {
        history.append(record(i), Instant.EPOCH);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  @Test
  void aFileThatIsNoHistoryIsRefusedByName() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("history.sqlite"),
            "this is not a database, it is a text of some length");
    assertThatThrownBy(() -> History.open(file))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("history.sqlite");
  }
}

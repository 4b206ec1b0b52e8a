package dev.halyard.harness.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.halyard.harness.metrics.Footprint;
import dev.halyard.harness.metrics.OperatorProfile;
import dev.halyard.harness.metrics.Speed;
import dev.halyard.probes.CountUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  @TempDir private Path folder;

  private static RunRecord record(long instructions) {
    return record(CountUnit.INSTRUCTIONS, instructions);
  }

  private static RunRecord record(CountUnit unit, long count) {
    return new RunRecord(
        new Subject("m.tflite", "hash", "board", 1, "rustc 1", "elf", null),
        new Judgement(Verdict.PASS, Judge.GOLDEN, 8, null, null, null),
        new Speed(
            unit,
            count,
            count,
            4L,
            List.of(new OperatorProfile("conv", "CONV_2D", unit, count, 4))),
        new Footprint(1L, 2L, 3L, 4L, 5L, 6L, 7L, 0L, null));
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
  void aDamagedRecordIsLeftOutAndTold() throws Exception {
    Path file = folder.resolve("history.sqlite");
    try (History history = History.open(file)) {
      history.append(record(1), Instant.EPOCH);
      assertThat(history.damage()).isEmpty();
      history.append(record(2), Instant.EPOCH);
    }
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE run SET record = '{\"operators\":[' WHERE id = 2");
    }
    try (History history = History.open(file)) {
      assertThat(history.newest("hash", "board", 9)).containsExactly(record(1).toJson());
      assertThat(history.damage())
          .contains("1 record of the history '" + file + "' cannot be read and is left out");
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
            "cycles",
            "cyclesMax",
            "cyclesPerMac",
            "codeBytes",
            "weightBytes",
            "flashBytes",
            "tensorBytes",
            "scratchBytes",
            "arenaBytes",
            "noOverlapBytes",
            "streamingInstructions",
            "stackBytes",
            "operators",
            "mismatch",
            "misfit",
            "cause");
    assertThat(json.get("verdict").asText()).isEqualTo("pass");
    assertThat(json.get("instructionsPerMac").asDouble()).isEqualTo(1.5);
    assertThat(json.get("cycles").isNull()).isTrue();
    assertThat(json.get("operators"))
        .hasToString(
            "[{\"name\":\"conv\",\"operator\":\"CONV_2D\",\"instructions\":6,\"cycles\":null,\"macs\":4}]");
  }

  @Test
  void cyclesAreNeverInstructions() throws IOException {
    JsonNode json = new ObjectMapper().readTree(record(CountUnit.CYCLES, 6).toJson());
    assertThat(json.get("cycles").asLong()).isEqualTo(6);
    assertThat(json.get("cyclesMax").asLong()).isEqualTo(6);
    assertThat(json.get("cyclesPerMac").asDouble()).isEqualTo(1.5);
    assertThat(json.get("operators").get(0).get("cycles").asLong()).isEqualTo(6);
    for (String key : List.of("instructions", "instructionsMax", "instructionsPerMac")) {
      assertThat(json.get(key).isNull()).as(key).isTrue();
    }
  }

  @Test
  void aHistoryOfAnEarlierVersionGetsItsColumn() throws Exception {
    Path file = folder.resolve("history.sqlite");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE run (id INTEGER PRIMARY KEY, time TEXT NOT NULL, model TEXT NOT NULL,"
              + " sha256 TEXT NOT NULL, board TEXT NOT NULL, cores INTEGER NOT NULL, toolchain"
              + " TEXT, elf_sha256 TEXT, verdict TEXT NOT NULL, instructions INTEGER, record TEXT"
              + " NOT NULL)");
      statement.execute(
          "INSERT INTO run VALUES (1, 't', 'm', 'hash', 'board', 1, null, null, 'pass', 3, '{}')");
    }
    RunRecord fresh = record(CountUnit.CYCLES, 6);
    try (History history = History.open(file)) {
      history.append(fresh, Instant.EPOCH);
      assertThat(history.newest("hash", "board", 9)).containsExactly(fresh.toJson(), "{}");
    }
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

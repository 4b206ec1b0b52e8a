package dev.halyard.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.harness.metrics.Footprint;
import dev.halyard.harness.metrics.Speed;
import dev.halyard.harness.record.Judge;
import dev.halyard.harness.record.Judgement;
import dev.halyard.harness.record.Misfit;
import dev.halyard.harness.record.RunRecord;
import dev.halyard.harness.record.Subject;
import dev.halyard.harness.record.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BenchmarkTableTest {

  @Test
  void aModelThatDoesNotFitIsARowLikeAnyOther() {
    Judgement pass = new Judgement(Verdict.PASS, Judge.GOLDEN, 1, null, null, null);
    assertThat(
            BenchmarkTable.of(
                List.of(
                    record("a", pass),
                    record("b", misfit(12_345L, null)),
                    record("c", misfit(1L, 2_000L)))))
        .contains("m.tflite  a      pass (golden)  ")
        .contains("m.tflite  b      does not fit: RAM by 12 345 bytes  ")
        .contains("m.tflite  c      does not fit: RAM by 1, flash by 2 000 bytes  ")
        .contains("\nm.tflite on b: too large\n");
  }

  private static Judgement misfit(@Nullable Long ram, @Nullable Long flash) {
    return Judgement.without(Verdict.UNSUPPORTED, new Misfit(ram, flash, List.of()), "too large");
  }

  private static RunRecord record(String board, Judgement judgement) {
    return new RunRecord(
        new Subject("m.tflite", "0", board, 1, null, null, null),
        judgement,
        Speed.NONE,
        Footprint.NONE);
  }
}

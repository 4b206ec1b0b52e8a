package dev.halyard.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.schedule.Stage.Read;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Segments of random shape, run on rings whose content is watched. */
class RowScheduleTest {
  private static final int LOST = -1;
  private static final int TABLED_SEGMENTS = 60;
  private static final Path TURNS = Path.of("tensor/tests/turns.txt");

  static IntStream seeds() {
    return IntStream.range(0, 400);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyRowIsMadeOnceInOrder(int seed) {
    List<Stage> stages = randomSegment(new SplittableRandom(seed));
    int[] made = new int[stages.size()];
    RowSchedule.run(
        stages,
        (stage, end, done) -> {
          assertThat(done).isEqualTo(made);
          assertThat(end - made[stage]).isBetween(1, stages.get(stage).granule());
          made[stage] = end;
        });
    assertThat(made).isEqualTo(stages.stream().mapToInt(Stage::rows).toArray());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyRowThatIsReadIsInItsRing(int seed) {
    List<Stage> stages = randomSegment(new SplittableRandom(seed));
    assertThat(lostRows(stages, RingSizes.of(stages))).isZero();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void noRingCanBeARowSmaller(int seed) {
    List<Stage> stages = withGranule(randomSegment(new SplittableRandom(seed)), 1);
    int[] kept = RingSizes.of(stages);
    for (int stage = 0; stage < stages.size() - 1; stage++) {
      if (kept[stage] > 1) {
        int[] smaller = kept.clone();
        smaller[stage]--;
        assertThat(lostRows(stages, smaller)).as("ring of stage %d", stage).isPositive();
      }
    }
  }

  /** The device's side of the table is {@code engine/tensor/tests/turns.rs}. */
  @Test
  void takesTheTurnsThatTheDeviceTakes() throws IOException {
    List<String> lines = new ArrayList<>();
    for (int seed = 0; seed < TABLED_SEGMENTS; seed++) {
      lines.addAll(tabled(randomSegment(new SplittableRandom(seed))));
    }
    if (Boolean.getBoolean("golden.update")) {
      Files.write(TURNS, lines);
    }
    assertThat(lines).isEqualTo(Files.readAllLines(TURNS));
  }

  /** Returns a line per stage, with what it reads, and one of all turns: stage and last row. */
  private static List<String> tabled(List<Stage> stages) {
    List<String> lines = new ArrayList<>();
    for (Stage stage : stages) {
      StringBuilder line = new StringBuilder("stage " + stage.rows() + " " + stage.granule());
      for (Read read : stage.reads()) {
        line.append(" read %d %d %d".formatted(read.stage(), read.stride(), read.before()));
        line.append(" %d %d".formatted(read.span(), read.rows()));
      }
      lines.add(line.toString());
    }
    StringBuilder turns = new StringBuilder("turns");
    RowSchedule.run(stages, (stage, end, done) -> turns.append(" %d:%d".formatted(stage, end)));
    lines.add(turns.toString());
    return lines;
  }

  @Test
  void aWindowKeepsTheRowsItSees() {
    Stage rows = new Stage(8, 1, List.of());
    Stage window = new Stage(8, 1, List.of(new Read(0, 1, 1, 3, 8)));
    assertThat(RingSizes.of(List.of(rows, window))).containsExactly(3, 1);
  }

  @Test
  void aTurnOfSeveralRowsNeedsMore() {
    Stage rows = new Stage(8, 2, List.of());
    Stage window = new Stage(8, 2, List.of(new Read(0, 1, 1, 3, 8)));
    assertThat(RingSizes.of(List.of(rows, window))).containsExactly(5, 2);
  }

  @Test
  void aBranchIsKeptUntilTheOtherIsThere() {
    Stage rows = new Stage(9, 1, List.of());
    Stage first = new Stage(9, 1, List.of(new Read(0, 1, 1, 3, 9)));
    Stage second = new Stage(9, 1, List.of(new Read(1, 1, 1, 3, 9)));
    Stage sum = new Stage(9, 1, List.of(new Read(0, 1, 0, 1, 9), new Read(2, 1, 0, 1, 9)));
    assertThat(RingSizes.of(List.of(rows, first, second, sum))).containsExactly(3, 3, 1, 1);
  }

  /** Runs a segment on rings that hold row numbers, and counts reads that find another row. */
  private static int lostRows(List<Stage> stages, int[] kept) {
    List<int[]> rings = Arrays.stream(kept).mapToObj(rows -> new int[rows]).toList();
    rings.forEach(ring -> Arrays.fill(ring, LOST));
    int[] lost = {0};
    RowSchedule.run(
        stages,
        (stage, end, done) -> {
          for (int y = done[stage]; y < end; y++) {
            for (Read read : stages.get(stage).reads()) {
              for (int row = read.oldest(y); row < read.needed(y); row++) {
                int[] ring = rings.get(read.stage());
                lost[0] += ring[row % ring.length] == row ? 0 : 1;
              }
            }
          }
          int[] ring = rings.get(stage);
          for (int y = done[stage]; y < end; y++) {
            ring[y % ring.length] = y;
          }
        });
    return lost[0];
  }

  private static List<Stage> withGranule(List<Stage> stages, int granule) {
    return stages.stream().map(s -> new Stage(s.rows(), granule, s.reads())).toList();
  }

  /** Every stage but the last is read by a later one, by a window, row for row, or whole. */
  private static List<Stage> randomSegment(SplittableRandom random) {
    int count = 2 + random.nextInt(6);
    List<Stage> stages = new ArrayList<>();
    boolean[] isRead = new boolean[count];
    for (int i = 0; i < count; i++) {
      List<Read> reads = new ArrayList<>();
      for (int from = 0; from < i; from++) {
        boolean isLastChance = !isRead[from] && i == count - 1;
        if (isLastChance || random.nextInt(3) == 0) {
          isRead[from] = true;
          reads.add(randomRead(from, stages.get(from).rows(), random));
        }
      }
      stages.add(new Stage(2 + random.nextInt(14), 1 + random.nextInt(4), reads));
    }
    return stages;
  }

  private static Read randomRead(int stage, int rows, SplittableRandom random) {
    if (random.nextInt(8) == 0) {
      return new Read(stage, 0, 0, rows, rows);
    }
    int span = 1 + random.nextInt(4);
    return new Read(stage, 1 + random.nextInt(span), random.nextInt(span), span, rows);
  }
}

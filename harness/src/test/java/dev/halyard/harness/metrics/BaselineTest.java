package dev.halyard.harness.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.probes.CountUnit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaselineTest {
  private static final Baseline.Acceptance ME = new Baseline.Acceptance("me", "first");

  private static Baseline.Measured measured(long conv, long dense) {
    return measured(CountUnit.INSTRUCTIONS, conv, dense);
  }

  private static Baseline.Measured measured(CountUnit unit, long conv, long dense) {
    List<OperatorProfile> nodes =
        List.of(
            new OperatorProfile("conv", "CONV_2D", unit, conv, 10),
            new OperatorProfile("dense", "FULLY_CONNECTED", unit, dense, 10));
    return new Baseline.Measured(
        new Speed(unit, conv + dense, conv + dense, 20L, nodes),
        new Footprint(1L, 2L, 3L, 4L, 5L, 6L, 7L, 0L, 8L));
  }

  @Test
  void oneInAThousandMoreInstructionsIsARegressionOfTheNodeThatGrew() {
    Baseline baseline = Baseline.of("hash", "rustc 1", measured(9_000, 1_000), ME);
    List<Regression> regressions = baseline.regressions(measured(9_010, 1_000), 0.0005);
    assertThat(regressions).hasSize(1);
    assertThat(regressions.get(0).toString())
        .isEqualTo(
            "instructions grew from 10000 to 10010 (+0.10 %): node 'conv' grew from 9000 to 9010 (+0.11 %)");
  }

  @Test
  void cyclesAreComparedWithCyclesOnly() {
    Baseline baseline =
        Baseline.of("hash", "rustc 1", measured(CountUnit.CYCLES, 9_000, 1_000), ME);
    assertThat(baseline.regressions(measured(CountUnit.CYCLES, 9_010, 1_000), 0.0005))
        .extracting(Regression::toString)
        .containsExactly(
            "cycles grew from 10000 to 10010 (+0.10 %): node 'conv' grew from 9000 to 9010 (+0.11 %)");
    assertThat(baseline.regressions(measured(1, 1), 0.0005))
        .extracting(Regression::toString)
        .containsExactly("cycles was 10000 and is not measured any more");
  }

  @Test
  void equalAndBetterFiguresAreNone() {
    Baseline baseline = Baseline.of("hash", "rustc 1", measured(9_000, 1_000), ME);
    assertThat(baseline.regressions(measured(9_000, 1_000), 0.0005)).isEmpty();
    assertThat(baseline.regressions(measured(1, 1), 0.0005)).isEmpty();
  }

  @Test
  void aFigureThatIsNotMeasuredAnyMoreIsARegression() {
    Baseline baseline = Baseline.of("hash", "rustc 1", measured(9_000, 1_000), ME);
    Footprint bytes = measured(1, 1).footprint();
    Baseline.Measured uncounted =
        new Baseline.Measured(new Speed(null, null, null, 20L, List.of()), bytes);
    assertThat(baseline.regressions(uncounted, 0.0005))
        .extracting(Regression::toString)
        .containsExactly("instructions was 10000 and is not measured any more");
  }

  @Test
  void loadsWhatItSaved(@TempDir Path folder) throws IOException {
    Baseline baseline = Baseline.of("hash", "rustc 1", measured(9_000, 1_000), ME);
    Path file = folder.resolve("baselines/board.yaml");
    baseline.save(file);
    assertThat(Baseline.load(file)).contains(baseline);
    assertThat(Baseline.load(folder.resolve("other.yaml"))).isEmpty();
  }
}

package dev.halyard.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.harness.metrics.FittingBoard;
import dev.halyard.harness.record.Misfit;
import java.util.List;
import org.junit.jupiter.api.Test;

class MisfitsTest {

  @Test
  void proposesBoardsWithWhatIsUsedOfThem() {
    Misfit misfit =
        new Misfit(
            1L,
            null,
            List.of(
                new FittingBoard("first", 370, 1000, 1, 1 << 20),
                new FittingBoard("second", 1000, 1000, 999, 1000)));
    assertThat(Misfits.proposal(misfit))
        .isEqualTo(
            "fits: first (RAM 37 %, flash about 1 %), second (RAM 100 %, flash about 100 %);"
                + " choose one with --board");
  }

  @Test
  void saysThatThereIsNone() {
    assertThat(Misfits.proposal(new Misfit(null, 1L, List.of())))
        .isEqualTo("fits none of the boards");
  }
}

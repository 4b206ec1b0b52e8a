package dev.halyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import dev.halyard.engine.ir.op.Conv2d;
import java.util.Collections;
import org.junit.jupiter.api.Test;

class ColumnWorkTest {

  @Test
  void rowsGoByFoursAndTheRestOneByOne() {
    assertThat(ColumnWork.ofRows(3, 11)).isEqualTo(new ColumnWork(6, 9, 3));
  }

  /** Two rows of six elements: four and two, then two up to the next four, and four. */
  @Test
  void aRunThatBeginsBetweenFoursHasAHead() {
    assertThat(work("x: int8[1,2,2,3]", "y: int8[1,1,1,1]", "stride=1x1"))
        .isEqualTo(new ColumnWork(2, 4, 2));
  }

  /** The row above is padding; of the other, three elements are, and three reach no four. */
  @Test
  void paddingGoesOneByOne() {
    assertThat(work("x: int8[1,1,1,3]", "y: int8[1,1,1,1]", "stride=1x1 padding=[1, 0, 1, 0]"))
        .isEqualTo(new ColumnWork(0, 12, 2));
  }

  private static ColumnWork work(String input, String output, String attributes) {
    Graph graph =
        GraphText.parse(
            """
            graph g(%s scale=0.5 zp=1) -> (y)
              w: int8[1,2,2,3] scale=0.5 zp=0 = %s
              %s scale=2.0 zp=1 = CONV_2D(x, w) %s
            """
                .formatted(input, Collections.nCopies(12, 1), output, attributes));
    return ColumnWork.of(graph, graph.nodes().get(0), (Conv2d) graph.nodes().get(0).operator());
  }
}

package dev.halyard.harness.report.memory;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import dev.halyard.engine.memory.Buffer;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.engine.memory.MemoryPlan;
import dev.halyard.engine.memory.Placement;
import dev.halyard.engine.memory.Ring;
import dev.halyard.engine.schedule.Plan;
import dev.halyard.engine.schedule.Segment;
import dev.halyard.engine.schedule.Stage;
import dev.halyard.harness.TestBoards;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardState;
import java.util.List;
import java.util.Optional;

/** Memory maps for tests. */
final class MemoryMaps {
  private static final Board BOARD =
      TestBoards.board("small", BoardState.EMULATED, 128 << 10, 32 << 10);

  private MemoryMaps() {}

  /** A pool, an activation in place, a view, and a sum that reads the pool again. */
  private static Graph graph() {
    return GraphText.parse(
        """
        graph net(x: int8[1,8,8,2] scale=0.5 zp=1) -> (sum)
          pool: int8[1,8,8,2] scale=0.5 zp=1 = MAX_POOL_2D first(x) window=3x3 stride=1x1\
         padding=[1,1,1,1]
          act: int8[1,8,8,2] scale=0.5 zp=1 = MAX_POOL_2D second(pool) window=3x3 stride=1x1\
         padding=[1,1,1,1]
          flat: int8[1,128] scale=0.5 zp=1 = RESHAPE flatten(act)
          sum: int8[1,128] scale=0.5 zp=1 = SOFTMAX third(flat) beta=1
        """);
  }

  /** Returns the map of whole tensors in so many bytes. */
  static MemoryMap whole(long budget) {
    return MemoryMap.of(Plan.of(graph(), InputPolicy.CONSUMED), BOARD, budget);
  }

  /** Returns a map whose tensor 'pool' is a ring of 3 of 8 rows, made up. */
  static MemoryMap streamed() {
    Plan plan = Plan.of(graph(), InputPolicy.CONSUMED);
    Buffer x = new Buffer("x", 128, 4, 0, 1, Buffer.Kind.TENSOR);
    Buffer pool = new Buffer("pool", 48, 4, 0, 1, Buffer.Kind.TENSOR, Optional.of(new Ring(3, 8)));
    Buffer act = new Buffer("act", 128, 4, 0, 3, Buffer.Kind.TENSOR);
    Buffer sum = new Buffer("sum", 128, 4, 3, 3, Buffer.Kind.TENSOR);
    MemoryPlan memory =
        new MemoryPlan(
            List.of(
                new Placement(x, 128),
                new Placement(pool, 256),
                new Placement(act, 0),
                new Placement(sum, 0)),
            256,
            256);
    Stage stage = new Stage(8, 1, List.of());
    Segment segment = new Segment("rows_of_second", 0, 1, List.of(stage, stage), List.of(0L, 0L));
    return MemoryMap.of(
        new Plan(plan.graph(), plan.steps(), memory, plan.storage(), List.of(segment)),
        BOARD,
        BOARD.arenaBudget());
  }
}

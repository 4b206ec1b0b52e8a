package dev.halyard.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemoryPlannerTest {
  private static final OverlapRule SAME = new OverlapRule.SameStart();

  @Test
  void reusesTheBytesOfDeadTensors() {
    MemoryPlan plan =
        plan(
            Buffer.tensor("a", 100, 0, 1),
            Buffer.tensor("b", 60, 1, 2),
            Buffer.tensor("c", 100, 2, 3));
    assertThat(plan.tensorBytes()).isEqualTo(160);
    assertThat(plan.noOverlapBytes()).isEqualTo(160);
  }

  @Test
  void placesAnOutputOverItsDyingInput() {
    MemoryPlan plan =
        MemoryPlanner.plan(
            new MemoryRequest(
                List.of(Buffer.tensor("x", 100, 0, 1), Buffer.tensor("y", 100, 1, 2)),
                List.of(new Overlap("y", "x", SAME))));
    assertThat(plan.arenaBytes()).isEqualTo(100);
    assertThat(plan.noOverlapBytes()).isEqualTo(200);
  }

  @Test
  void placesALargerOutputBehindItsInput() {
    OverlapRule rule = OverlapRule.Behind.ofRows(10, 20, 10, 1, 0);
    MemoryPlan plan =
        MemoryPlanner.plan(
            new MemoryRequest(
                List.of(Buffer.tensor("x", 100, 0, 1), Buffer.tensor("y", 200, 1, 2)),
                List.of(new Overlap("y", "x", rule))));
    assertThat(plan.tensorOffset("y")).isZero();
    assertThat(plan.tensorOffset("x")).isEqualTo(110);
    assertThat(plan.arenaBytes()).isEqualTo(210);
  }

  @Test
  void keepsScratchApartFromLiveTensors() {
    MemoryPlan plan =
        plan(
            Buffer.tensor("a", 10, 0, 1),
            Buffer.tensor("b", 10, 1, 2),
            Buffer.scratch("n1", 6, 4, 1));
    assertThat(plan.scratch("n1")).map(Placement::offset).contains(20L);
    assertThat(plan.arenaBytes()).isEqualTo(26);
    assertThat(plan.tensorBytes()).isEqualTo(20);
    assertThat(plan.scratchBytes()).isEqualTo(6);
    assertThat(plan.scratch("n0")).isEmpty();
  }

  @Test
  void searchImprovesOnGreedyOrders() {
    SplittableRandom random = new SplittableRandom(5);
    int improved = 0;
    for (int i = 0; i < 30; i++) {
      MemoryRequest request = randomTensors(random);
      long greedy = MemoryPlanner.plan(request, 0).arenaBytes();
      long searched = MemoryPlanner.plan(request).arenaBytes();
      improved += searched < greedy ? 1 : 0;
      assertThat(searched).isBetween(request.noOverlapBytes(), greedy);
      assertThat(searched).isLessThanOrEqualTo(request.noOverlapBytes() * 103 / 100);
    }
    assertThat(improved).isPositive();
  }

  private static MemoryRequest randomTensors(SplittableRandom random) {
    List<Buffer> buffers = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      int first = random.nextInt(20);
      int last = first + random.nextInt(5);
      buffers.add(Buffer.tensor("t" + i, 1 + random.nextInt(100), first, last));
    }
    return new MemoryRequest(buffers, List.of());
  }

  @Test
  void plansNothingForNothing() {
    assertThat(plan().arenaBytes()).isZero();
  }

  @Test
  void printsATable() {
    MemoryPlan plan =
        plan(
            Buffer.tensor("image", 100, 0, 0),
            Buffer.tensor("scores", 10, 0, 0),
            Buffer.scratch("dense", 16, 4, 0));
    assertThat(plan.toTable())
        .isEqualTo(
            """
            buffer              offset     bytes  first   last
            image                    0       100      0      0
            scores                 116        10      0      0
            scratch of dense       100        16      0      0
            arena 126 bytes; tensors 110, largest scratch 16; tensors without overlap 110
            """);
  }

  @Test
  void rejectsAnOverlapWithAnInputThatLivesOn() {
    List<Buffer> buffers = List.of(Buffer.tensor("x", 1, 0, 2), Buffer.tensor("y", 1, 1, 2));
    assertThatThrownBy(() -> new MemoryRequest(buffers, List.of(new Overlap("y", "x", SAME))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("'y' cannot lie over 'x', which does not die in the step that makes it");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void neverOverlapsUnlessPermittedAndIsDeterministic(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 25; i++) {
      MemoryRequest request = randomRequest(random);
      MemoryPlan plan = MemoryPlanner.plan(request, 200);
      assertThat(plan.placements()).extracting(Placement::buffer).isEqualTo(request.buffers());
      requireSound(request, plan);
      assertThat(plan.arenaBytes()).isGreaterThanOrEqualTo(plan.lowerBoundBytes());
      if (request.overlaps().isEmpty()) {
        assertThat(plan.tensorBytes()).isGreaterThanOrEqualTo(plan.noOverlapBytes());
      }
      assertThat(MemoryPlanner.plan(request, 200)).isEqualTo(plan);
    }
  }

  /** A chain of random layers, some of which may overlap, with skips and scratch. */
  private static MemoryRequest randomRequest(SplittableRandom random) {
    int steps = 2 + random.nextInt(12);
    List<Buffer> buffers = new ArrayList<>();
    List<Overlap> overlaps = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      int alignment = 1 << random.nextInt(4);
      int lastStep = step + 1 + (random.nextInt(3) == 0 ? random.nextInt(4) : 0);
      buffers.add(
          new Buffer(
              "t" + step, 1 + random.nextInt(64), alignment, step, lastStep, Buffer.Kind.TENSOR));
      for (Buffer input : List.copyOf(buffers)) {
        if (input.isTensor()
            && input.firstStep() < step
            && input.lastStep() == step
            && random.nextBoolean()) {
          OverlapRule rule =
              random.nextBoolean() ? SAME : new OverlapRule.Behind(random.nextInt(-20, 60));
          overlaps.add(new Overlap("t" + step, input.name(), rule));
        }
      }
      if (random.nextBoolean()) {
        buffers.add(Buffer.scratch("n" + step, 1 + random.nextInt(32), 4, step));
      }
    }
    return new MemoryRequest(buffers, random.nextInt(4) == 0 ? List.of() : overlaps);
  }

  /** Claims every byte at every step, as the device would; written apart from the planner. */
  private static void requireSound(MemoryRequest request, MemoryPlan plan) {
    for (int step = 0; step < request.stepCount(); step++) {
      for (Placement a : plan.placements()) {
        for (Placement b : plan.placements()) {
          if (a.equals(b) || !a.buffer().isLiveAt(step) || !b.buffer().isLiveAt(step)) {
            continue;
          }
          boolean apart = a.end() <= b.offset() || b.end() <= a.offset();
          assertThat(apart || permitted(request, a, b) || permitted(request, b, a))
              .as("%s and %s at step %d", a, b, step)
              .isTrue();
        }
      }
    }
  }

  private static boolean permitted(MemoryRequest request, Placement output, Placement input) {
    for (Overlap overlap : request.overlaps()) {
      if (overlap.output().equals(output.buffer().name())
          && overlap.input().equals(input.buffer().name())) {
        return overlap.rule() instanceof OverlapRule.Behind behind
            ? output.offset() + behind.distance() <= input.offset()
            : output.offset() == input.offset();
      }
    }
    return false;
  }

  private static MemoryPlan plan(Buffer... buffers) {
    return MemoryPlanner.plan(new MemoryRequest(List.of(buffers), List.of()));
  }
}

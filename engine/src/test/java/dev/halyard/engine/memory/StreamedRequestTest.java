package dev.halyard.engine.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StreamedRequestTest {
  /** Steps 1 to 3 stream: a dies in them, b and c are theirs, d comes of them. */
  private static final MemoryRequest WHOLE =
      new MemoryRequest(
          List.of(
              Buffer.tensor("a", 100, 0, 1),
              Buffer.tensor("b", 200, 1, 2),
              Buffer.tensor("c", 200, 2, 3),
              Buffer.tensor("d", 40, 3, 4),
              Buffer.tensor("e", 10, 4, 4),
              Buffer.scratch("one", 16, 2, 1),
              Buffer.scratch("two", 24, 1, 2),
              Buffer.scratch("sum", 8, 4, 3)),
          List.of(new Overlap("c", "b", new OverlapRule.SameStart())));

  private static final StreamedSteps SEGMENT =
      new StreamedSteps(
          "one to three",
          1,
          3,
          Map.of("b", new Ring(3, 20), "c", new Ring(1, 20)),
          Set.of("sum"),
          List.of());

  @Test
  void ringsHaveOnlyTheirRows() {
    MemoryPlan plan = StreamedRequest.of(WHOLE, List.of(SEGMENT)).plan();
    assertThat(plan.ring("b")).contains(new Ring(3, 20));
    assertThat(buffer(plan, "b").bytes()).isEqualTo(30);
    assertThat(plan.ring("a")).isEmpty();
    assertThat(plan.tensorBytes()).isEqualTo(100 + 30 + 10 + 40);
  }

  @Test
  void whatTheStepsWantIsWantedUntilTheLastOfThemEnds() {
    MemoryPlan plan = StreamedRequest.of(WHOLE, List.of(SEGMENT)).plan();
    assertThat(buffer(plan, "a")).extracting(Buffer::firstStep, Buffer::lastStep).contains(0, 3);
    assertThat(buffer(plan, "b")).extracting(Buffer::firstStep, Buffer::lastStep).contains(1, 3);
    assertThat(buffer(plan, "d")).extracting(Buffer::firstStep, Buffer::lastStep).contains(1, 4);
    assertThat(buffer(plan, "e")).extracting(Buffer::firstStep, Buffer::lastStep).contains(4, 4);
  }

  @Test
  void scratchIsSharedButForWhatLasts() {
    MemoryPlan plan = StreamedRequest.of(WHOLE, List.of(SEGMENT)).plan();
    assertThat(plan.scratch("one")).isEmpty();
    Buffer shared = plan.scratch("one to three").orElseThrow().buffer();
    assertThat(shared.bytes()).isEqualTo(24);
    assertThat(shared.alignment()).isEqualTo(2);
    Buffer carry = plan.scratch("sum").orElseThrow().buffer();
    assertThat(carry).extracting(Buffer::firstStep, Buffer::lastStep).contains(1, 3);
  }

  @Test
  void countsWhatIsWantedAtOnce() {
    StreamedRequest request = StreamedRequest.of(WHOLE, List.of(SEGMENT));
    assertThat(request.bytesAt(0)).isEqualTo(100);
    assertThat(request.bytesAt(2)).isEqualTo(100 + 30 + 10 + 40 + 24 + 8);
    assertThat(request.bytesAt(4)).isEqualTo(40 + 10);
    assertThat(StreamedRequest.of(WHOLE, List.of()).bytesAt(2)).isEqualTo(200 + 24);
  }

  @Test
  void anOutputMayLieOverRowsThatWereRead() {
    StreamedSteps overlapping =
        new StreamedSteps(
            SEGMENT.name(),
            1,
            3,
            SEGMENT.rings(),
            SEGMENT.carries(),
            List.of(new Overlap("d", "a", new OverlapRule.Behind(4))));
    StreamedRequest request = StreamedRequest.of(WHOLE, List.of(overlapping));
    assertThat(request.bytesAt(1)).isEqualTo(100 + 30 + 10 + 4 + 24 + 8);
    MemoryPlan plan = request.plan();
    assertThat(plan.tensorOffset("d")).isLessThanOrEqualTo(plan.tensorOffset("a") - 4);
    assertThat(plan.arenaBytes())
        .isLessThan(StreamedRequest.of(WHOLE, List.of(SEGMENT)).plan().arenaBytes());
  }

  private static Buffer buffer(MemoryPlan plan, String name) {
    return plan.placements().stream()
        .map(Placement::buffer)
        .filter(buffer -> buffer.isTensor() && buffer.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}

package dev.halyard.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import dev.halyard.engine.kernel.KernelTable;
import dev.halyard.engine.kernel.KernelTarget;
import dev.halyard.engine.kernel.KernelUse;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.engine.memory.LiveRanges;
import dev.halyard.engine.memory.StreamedRequest;
import dev.halyard.engine.schedule.Cut.Run;
import dev.halyard.engine.schedule.SegmentSearch.Limits;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SegmentSearchTest {
  /** A residual block between pools, and what cannot stream: a transposition. */
  private static final Graph GRAPH =
      GraphText.parse(
          """
          graph g(x: int8[1,24,8,2] scale=0.5 zp=1) -> (z)
            a: int8[1,24,8,2] scale=0.5 zp=1 = HARD_SWISH(x)
            b: int8[1,24,8,2] scale=0.5 zp=1 = MAX_POOL_2D(a) window=3x3 stride=1x1 padding=[1, 1, 1, 1]
            c: int8[1,24,8,2] scale=0.5 zp=1 = AVERAGE_POOL_2D(b) window=3x3 stride=1x1 padding=[1, 1, 1, 1]
            d: int8[1,24,8,2] scale=0.5 zp=1 = ADD(a, c)
            e: int8[1,8,24,2] scale=0.5 zp=1 = TRANSPOSE(d) permutation=[0, 2, 1, 3]
            f: int8[1,4,12,2] scale=0.5 zp=1 = MAX_POOL_2D(e) window=2x2 stride=2x2
            z: int8[1,2] scale=0.5 zp=1 = MEAN(f) axes=[1, 2]
          """);

  private final List<KernelUse> uses = KernelTable.choose(GRAPH, KernelTarget.HOST);
  private final LiveRanges ranges =
      LiveRanges.of(GRAPH, InputPolicy.CONSUMED, 4, i -> Plan.needs(uses.get(i)));
  private final StreamGraph steps =
      StreamGraph.of(GRAPH, InputPolicy.CONSUMED, uses, ranges.storage());
  private final SegmentSearch search = new SegmentSearch(steps, ranges.request(), kernels());

  @Test
  void findsTheCheapestOfAllCuts() {
    long least = search.leastBytes();
    assertThat(search.cheapest(new Limits(least - 1, 0))).isEmpty();
    for (long limit = least; limit < 3 * least; limit += 16) {
      assertThat(search.cheapest(new Limits(limit, 0)).map(Cut::instructions))
          .contains(cheapestOfAll(0, limit));
    }
  }

  @Test
  void coversEveryStepOnce() {
    int next = 0;
    for (Run run : smallest().runs()) {
      assertThat(run.first()).isEqualTo(next);
      next = run.last() + 1;
    }
    assertThat(next).isEqualTo(steps.size());
  }

  @Test
  void aStepThatNeedsItsWholeInputIsInNoSegment() {
    for (Run run : smallest().runs()) {
      if (run.draft().isPresent()) {
        assertThat(run.last() < 4 || run.first() > 4).isTrue();
      }
    }
  }

  @Test
  void withEnoughMemoryNothingStreams() {
    Cut cut = search.cheapest(new Limits(1 << 20, 0)).orElseThrow();
    assertThat(cut.runs()).hasSize(steps.size());
    assertThat(cut.hasSegments()).isFalse();
  }

  private Cut smallest() {
    return search.cheapest(new Limits(search.leastBytes(), 0)).orElseThrow();
  }

  private List<StepKernels> kernels() {
    StreamedRequest whole = StreamedRequest.of(ranges.request(), List.of());
    return IntStream.range(0, uses.size())
        .mapToObj(
            i ->
                new StepKernels(
                    GRAPH,
                    GRAPH.nodes().get(i),
                    List.of(new KernelOption(uses.get(i), whole.bytesAt(i)))))
        .toList();
  }

  private long cheapestOfAll(int first, long limit) {
    if (first == steps.size()) {
      return 0;
    }
    long cheapest = Long.MAX_VALUE;
    for (int last = first; last < steps.size(); last++) {
      long own = cheapestPart(first, last, limit);
      long rest = own == Long.MAX_VALUE ? own : cheapestOfAll(last + 1, limit);
      if (rest < Long.MAX_VALUE) {
        cheapest = Math.min(cheapest, own + rest);
      }
    }
    return cheapest;
  }

  private long cheapestPart(int first, int last, long limit) {
    if (first == last) {
      long bytes =
          StreamedRequest.of(ranges.request(), List.of()).bytesAt(steps.step(first).nodeIndex());
      return bytes <= limit ? uses.get(first).cost().instructions() : Long.MAX_VALUE;
    }
    long cheapest = Long.MAX_VALUE;
    for (int granule : SegmentSearch.GRANULES) {
      int[] granules = new int[last - first + 1];
      Arrays.fill(granules, granule);
      Optional<Run> run =
          search.part(first, granules).flatMap(part -> search.run(part, new Limits(limit, 0)));
      if (run.isPresent()) {
        cheapest = Math.min(cheapest, run.get().instructions());
      }
    }
    return cheapest;
  }
}

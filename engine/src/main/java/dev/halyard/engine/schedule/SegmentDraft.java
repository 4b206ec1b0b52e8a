package dev.halyard.engine.schedule;

import static java.util.Objects.requireNonNull;

import dev.halyard.engine.kernel.RowFlow;
import dev.halyard.engine.kernel.RowReach;
import dev.halyard.engine.kernel.RowShape;
import dev.halyard.engine.memory.MemoryRequest;
import dev.halyard.engine.memory.Overlap;
import dev.halyard.engine.memory.OverlapRule;
import dev.halyard.engine.memory.Ring;
import dev.halyard.engine.memory.StreamedSteps;
import dev.halyard.engine.schedule.StreamGraph.Input;
import dev.halyard.engine.schedule.StreamGraph.StreamStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A range of steps that could stream by rows: its stages, and by simulation how many rows every
 * ring must keep and how far what it makes may lie over what dies in it.
 */
final class SegmentDraft {
  /** What the device's table can hold. */
  private static final int MOST_ROWS = 0xffff;

  private final StreamGraph graph;
  private final MemoryRequest whole;
  private final int first;
  private final int last;
  private final Map<String, Integer> makers = new HashMap<>();
  private final List<Stage> stages = new ArrayList<>();
  private final int[] kept;
  private final Map<String, Long> distances = new LinkedHashMap<>();

  private SegmentDraft(StreamGraph graph, MemoryRequest whole, int first, int last) {
    this.graph = graph;
    this.whole = whole;
    this.first = first;
    this.last = last;
    this.kept = new int[last - first + 1];
    for (int step = first; step <= last; step++) {
      makers.put(graph.step(step).output(), step - first);
    }
  }

  /**
   * Returns a draft; empty if the steps cannot stream together: one of them needs whole inputs, or
   * makes what no other of them reads and is not the last.
   *
   * @param whole what the steps want of the arena if they run one after the other
   * @param granules rows of a call, by step from {@code first} on
   */
  static Optional<SegmentDraft> of(
      StreamGraph graph, MemoryRequest whole, int first, int[] granules) {
    int last = first + granules.length - 1;
    SegmentDraft draft = new SegmentDraft(graph, whole, first, last);
    Set<String> read = new HashSet<>();
    for (int step = first; step <= last; step++) {
      Optional<RowFlow> flow = graph.step(step).flow();
      if (flow.isEmpty() || flow.get().rows() > MOST_ROWS) {
        return Optional.empty();
      }
      graph.step(step).inputs().forEach(input -> read.add(input.buffer()));
      draft.stages.add(draft.stage(step, granules[step - first]));
    }
    for (int step = first; step < last; step++) {
      if (!read.contains(graph.step(step).output())) {
        return Optional.empty();
      }
    }
    draft.simulate();
    return Optional.of(draft);
  }

  private RowFlow flow(int step) {
    return graph.step(step).flow().orElseThrow();
  }

  private Stage stage(int step, int granule) {
    RowFlow flow = flow(step);
    List<Stage.Read> reads = new ArrayList<>();
    for (Input input : graph.step(step).inputs()) {
      Integer maker = makers.get(input.buffer());
      if (maker != null) {
        RowReach reach = requireNonNull(flow.reads().get(input.index()));
        reads.add(StreamGraph.read(maker, flow(first + maker), reach));
      }
    }
    return new Stage(flow.rows(), Math.min(granule, flow.rows()), reads);
  }

  private void simulate() {
    RingSizes sizes = new RingSizes(stages);
    RowSchedule.run(
        stages,
        (stage, end, done) -> {
          sizes.runs(stage, end, done);
          if (stage == last - first) {
            observeOutput(end, done);
          }
        });
    Arrays.setAll(kept, sizes::kept);
  }

  /** Notes how far the last stage's output has come, and each tensor from outside been read. */
  private void observeOutput(int end, int[] done) {
    RowFlow flow = flow(last);
    long written = flow.made(end) * rowBytes(graph.step(last).output(), flow.output());
    if (written == 0) {
      return;
    }
    Map<String, Long> oldest = new HashMap<>();
    for (int step = first; step <= last; step++) {
      for (Input input : graph.step(step).inputs()) {
        if (!makers.containsKey(input.buffer())) {
          RowReach reach = requireNonNull(flow(step).reads().get(input.index()));
          int stage = step - first;
          boolean isDone = done[stage] >= stages.get(stage).rows();
          long row = isDone ? reach.input().rows() : reach.oldest(done[stage]);
          oldest.merge(input.buffer(), row * rowBytes(input.buffer(), reach.input()), Math::min);
        }
      }
    }
    oldest.forEach((buffer, bytes) -> distances.merge(buffer, written - bytes, Math::max));
  }

  private long rowBytes(String buffer, RowShape rows) {
    return whole.tensor(buffer).bytes() / rows.rows();
  }

  /** Returns the stages. */
  List<Stage> stages() {
    return stages;
  }

  /** Returns what the steps want of the arena. */
  StreamedSteps memory() {
    Map<String, Ring> rings = new LinkedHashMap<>();
    Set<String> carries = new HashSet<>();
    for (int step = first; step <= last; step++) {
      StreamStep made = graph.step(step);
      int rows = flow(step).output().rows();
      if (isRing(step) && kept[step - first] < rows) {
        rings.put(made.output(), new Ring(kept[step - first], rows));
      }
      if (made.hasCarry()) {
        carries.add(made.name());
      }
    }
    int firstNode = graph.step(first).nodeIndex();
    int lastNode = graph.step(last).nodeIndex();
    return new StreamedSteps(
        name(), firstNode, lastNode, rings, carries, overlaps(firstNode, lastNode));
  }

  /** Returns the name of the scratch that the steps share. */
  String name() {
    return graph.step(first).name() + " to " + graph.step(last).name();
  }

  private boolean isRing(int step) {
    String buffer = graph.step(step).output();
    int lastReader = graph.lastReader(buffer);
    if (flow(step).endsWhole() || lastReader > last || lastReader < 0) {
      return false;
    }
    for (int reader = step + 1; reader <= last; reader++) {
      for (Input input : graph.step(reader).inputs()) {
        RowReach reach = flow(reader).reads().get(input.index());
        if (input.buffer().equals(buffer)
            && !StreamGraph.agree(flow(step), requireNonNull(reach))) {
          return false;
        }
      }
    }
    return true;
  }

  private List<Overlap> overlaps(int firstNode, int lastNode) {
    List<Overlap> overlaps = new ArrayList<>();
    String output = graph.step(last).output();
    distances.forEach(
        (input, distance) -> {
          int dies = whole.tensor(input).lastStep();
          if (firstNode <= dies && dies <= lastNode && graph.lastReader(input) <= last) {
            overlaps.add(new Overlap(output, input, new OverlapRule.Behind(distance)));
          }
        });
    return overlaps;
  }
}

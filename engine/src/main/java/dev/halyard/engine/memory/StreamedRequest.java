package dev.halyard.engine.memory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request of which some steps stream by rows: to the planner each run of them is one step. */
public final class StreamedRequest {
  private final MemoryRequest whole;
  private final List<StreamedSteps> segments;
  private final MemoryRequest merged;

  private StreamedRequest(MemoryRequest whole, List<StreamedSteps> segments) {
    this.whole = whole;
    this.segments = List.copyOf(segments);
    this.merged = new MemoryRequest(mergedBuffers(), mergedOverlaps());
  }

  /**
   * Returns a request.
   *
   * @param whole as if all steps ran one after the other
   * @param segments disjoint, in order
   */
  public static StreamedRequest of(MemoryRequest whole, List<StreamedSteps> segments) {
    return new StreamedRequest(whole, segments);
  }

  /** Returns a plan; its buffers say in which of all steps they are wanted. */
  public MemoryPlan plan() {
    MemoryPlan plan = MemoryPlanner.plan(merged);
    List<Placement> placements =
        plan.placements().stream()
            .map(placement -> new Placement(expanded(placement.buffer()), placement.offset()))
            .toList();
    return new MemoryPlan(placements, plan.noOverlapBytes(), plan.lowerBoundBytes());
  }

  /** Returns the least that is wanted while {@code step} runs, overlaps taken into account. */
  public long bytesAt(int step) {
    return merged.leastBytes(merged(step));
  }

  private List<Buffer> mergedBuffers() {
    List<Buffer> buffers = new ArrayList<>();
    Map<StreamedSteps, Buffer> shared = new LinkedHashMap<>();
    for (Buffer buffer : whole.buffers()) {
      Optional<StreamedSteps> sharing = segments.stream().filter(s -> s.shares(buffer)).findFirst();
      if (sharing.isPresent()) {
        shared.merge(sharing.get(), buffer, StreamedRequest::larger);
        continue;
      }
      Buffer adapted = buffer;
      for (StreamedSteps segment : segments) {
        adapted = segment.adapt(adapted);
      }
      buffers.add(adapted.withSteps(merged(adapted.firstStep()), merged(adapted.lastStep())));
    }
    shared.forEach(
        (segment, scratch) -> {
          int step = merged(segment.firstStep());
          buffers.add(Buffer.scratch(segment.name(), scratch.bytes(), scratch.alignment(), step));
        });
    return buffers;
  }

  private static Buffer larger(Buffer a, Buffer b) {
    return Buffer.scratch(
        a.name(),
        Math.max(a.bytes(), b.bytes()),
        Math.max(a.alignment(), b.alignment()),
        a.firstStep());
  }

  private List<Overlap> mergedOverlaps() {
    List<Overlap> overlaps = new ArrayList<>();
    for (Overlap overlap : whole.overlaps()) {
      int made = whole.tensor(overlap.output()).firstStep();
      if (segments.stream().noneMatch(segment -> segment.contains(made))) {
        overlaps.add(overlap);
      }
    }
    segments.forEach(segment -> overlaps.addAll(segment.overlaps()));
    return overlaps;
  }

  /** Returns the planner's step of a step. */
  private int merged(int step) {
    int merged = step;
    for (StreamedSteps segment : segments) {
      if (step > segment.firstStep()) {
        merged -= Math.min(step, segment.lastStep()) - segment.firstStep();
      }
    }
    return merged;
  }

  private Buffer expanded(Buffer buffer) {
    int first = buffer.firstStep();
    int last = buffer.lastStep();
    for (StreamedSteps segment : segments) {
      int more = segment.lastStep() - segment.firstStep();
      first += first > segment.firstStep() ? more : 0;
      last += last >= segment.firstStep() ? more : 0;
    }
    return buffer.withSteps(first, last);
  }
}

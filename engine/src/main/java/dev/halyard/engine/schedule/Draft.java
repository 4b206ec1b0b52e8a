package dev.halyard.engine.schedule;

import dev.halyard.engine.kernel.KernelUse;
import dev.halyard.engine.memory.StreamedSteps;
import java.util.ArrayList;
import java.util.List;

/**
 * A plan whose buffers have no offsets yet: finding them takes long.
 *
 * @param instructions of an inference
 * @param bytes that the arena has at least
 * @param uses of kernels, by node
 * @param streamed what segments want of the arena, in order
 * @param segments steps that stream by rows, in order
 */
record Draft(
    long instructions,
    long bytes,
    List<KernelUse> uses,
    List<StreamedSteps> streamed,
    List<Segment> segments) {

  /** Copies the lists. */
  Draft {
    uses = List.copyOf(uses);
    streamed = List.copyOf(streamed);
    segments = List.copyOf(segments);
  }

  /** Returns the bytes of the kernels' arrays. */
  long flashBytes() {
    return uses.stream().mapToLong(use -> use.cost().flashBytes()).sum();
  }

  /** Tells whether a node runs at once, by its index. */
  boolean runsAtOnce(int node) {
    return streamed.stream().noneMatch(steps -> steps.contains(node));
  }

  /** Returns a draft with another kernel for a node that runs at once, which wants as much. */
  Draft with(int node, KernelUse use) {
    List<KernelUse> other = new ArrayList<>(uses);
    KernelUse before = other.set(node, use);
    long more = use.cost().instructions() - before.cost().instructions();
    return new Draft(instructions + more, bytes, other, streamed, segments);
  }
}

package dev.halyard.engine.memory;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is to be placed in one arena.
 *
 * @param buffers in any order, which decides between plans of equal size
 * @param overlaps at most one for each output and input
 */
public record MemoryRequest(List<Buffer> buffers, List<Overlap> overlaps) {

  /**
   * @throws IllegalArgumentException if two tensors or two scratches have one name, or an overlap
   *     names a tensor that is not there, or an input that does not die where the output is made
   */
  public MemoryRequest {
    buffers = List.copyOf(buffers);
    overlaps = List.copyOf(overlaps);
    Map<String, Buffer> tensors = new HashMap<>();
    Set<String> scratches = new HashSet<>();
    for (Buffer buffer : buffers) {
      boolean isNew =
          buffer.isTensor()
              ? tensors.put(buffer.name(), buffer) == null
              : scratches.add(buffer.name());
      if (!isNew) {
        throw new IllegalArgumentException("two buffers are named '" + buffer.name() + "'");
      }
    }
    for (Overlap overlap : overlaps) {
      Buffer output = tensors.get(overlap.output());
      Buffer input = tensors.get(overlap.input());
      if (output == null || input == null || output.firstStep() != input.lastStep()) {
        throw new IllegalArgumentException(
            "'%s' cannot lie over '%s', which does not die in the step that makes it"
                .formatted(overlap.output(), overlap.input()));
      }
    }
  }

  /** Returns the number of steps, one more than the last that a buffer lives in. */
  public int stepCount() {
    return buffers.stream().mapToInt(Buffer::lastStep).max().orElse(-1) + 1;
  }

  /** Returns the most bytes that tensors alive in one step have together: the no-overlap bound. */
  public long noOverlapBytes() {
    long[] live = new long[stepCount()];
    for (Buffer buffer : buffers) {
      for (int step = buffer.firstStep(); buffer.isTensor() && step <= buffer.lastStep(); step++) {
        live[step] += buffer.bytes();
      }
    }
    return Arrays.stream(live).max().orElse(0);
  }

  /** Returns the least that any arena has in use in a step: every permitted overlap is used. */
  long leastBytes(int step) {
    long made = 0;
    long others = 0;
    for (Buffer buffer : buffers) {
      if (buffer.isTensor() && buffer.firstStep() == step) {
        made += buffer.bytes();
      } else if (buffer.isLiveAt(step)) {
        others += buffer.bytes();
      }
    }
    Map<Buffer, Long> savings = new HashMap<>();
    for (Overlap overlap : overlaps) {
      Buffer output = tensor(overlap.output());
      if (output.firstStep() == step) {
        Buffer input = tensor(overlap.input());
        savings.merge(
            output, overlap.rule().largestSaving(output.bytes(), input.bytes()), Long::sum);
      }
    }
    for (Map.Entry<Buffer, Long> saving : savings.entrySet()) {
      made -= Math.min(saving.getValue(), saving.getKey().bytes());
    }
    return others + made;
  }

  /**
   * Returns the buffer of a tensor.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public Buffer tensor(String name) {
    return buffers.stream()
        .filter(buffer -> buffer.isTensor() && buffer.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no tensor '" + name + "'"));
  }
}

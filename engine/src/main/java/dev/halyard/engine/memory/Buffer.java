package dev.halyard.engine.memory;

import java.util.Optional;

/**
 * A range of the arena that is wanted from one step to another, both included.
 *
 * @param name unique in its request among the buffers of its kind: a tensor's, or the name of the
 *     node whose scratch it is
 * @param bytes at least 1
 * @param alignment of the offset in bytes, a power of two
 * @param firstStep the step that writes it, at least 0
 * @param lastStep the last step that reads it, at least {@code firstStep}
 * @param kind what it is for
 * @param ring of a tensor that streams by rows: how many rows {@code bytes} hold; empty where it
 *     lies whole
 */
public record Buffer(
    String name,
    long bytes,
    int alignment,
    int firstStep,
    int lastStep,
    Kind kind,
    Optional<Ring> ring) {

  /** What a buffer is for. */
  public enum Kind {
    /** Elements that one step hands to another, or to the user. */
    TENSOR,
    /** Working memory of one step, its content worthless before and after. */
    SCRATCH
  }

  /**
   * @throws IllegalArgumentException if a component is out of range
   */
  public Buffer {
    if (bytes < 1 || firstStep < 0 || lastStep < firstStep || Integer.bitCount(alignment) != 1) {
      throw new IllegalArgumentException(
          "buffer '%s' of %d bytes aligned to %d, live from step %d to %d"
              .formatted(name, bytes, alignment, firstStep, lastStep));
    }
  }

  /** A buffer that is no ring. */
  public Buffer(String name, long bytes, int alignment, int firstStep, int lastStep, Kind kind) {
    this(name, bytes, alignment, firstStep, lastStep, kind, Optional.empty());
  }

  /** Returns a tensor's buffer. */
  public static Buffer tensor(String name, long bytes, int firstStep, int lastStep) {
    return new Buffer(name, bytes, 1, firstStep, lastStep, Kind.TENSOR);
  }

  /** Returns the scratch of one step. */
  public static Buffer scratch(String name, long bytes, int alignment, int step) {
    return new Buffer(name, bytes, alignment, step, step, Kind.SCRATCH);
  }

  /** Tells whether this is a tensor. */
  public boolean isTensor() {
    return kind == Kind.TENSOR;
  }

  /** Tells whether this is wanted during {@code step}. */
  public boolean isLiveAt(int step) {
    return firstStep <= step && step <= lastStep;
  }

  /** Tells whether there is a step during which both are wanted. */
  public boolean isLiveWith(Buffer other) {
    return firstStep <= other.lastStep && other.firstStep <= lastStep;
  }

  /** Returns this buffer, wanted in other steps. */
  Buffer withSteps(int first, int last) {
    return new Buffer(name, bytes, alignment, first, last, kind, ring);
  }

  /** Returns this tensor as a ring of some of its rows. */
  Buffer withRing(Ring other) {
    long rowBytes = bytes / other.rows();
    return new Buffer(
        name, rowBytes * other.kept(), alignment, firstStep, lastStep, kind, Optional.of(other));
  }
}

package dev.halyard.engine.memory;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Steps that take turns, so that to the memory they are one: what one of them wants is wanted until
 * the last of them has ended.
 *
 * @param name of the scratch that they share, as only one runs at a time
 * @param firstStep of them
 * @param lastStep of them
 * @param rings what is kept of tensors that only they make and read
 * @param carries names of scratches whose content lasts from turn to turn, so that they are not
 *     shared
 * @param overlaps how what they make may lie over what dies in them
 */
public record StreamedSteps(
    String name,
    int firstStep,
    int lastStep,
    Map<String, Ring> rings,
    Set<String> carries,
    List<Overlap> overlaps) {

  /** Copies the collections. */
  public StreamedSteps {
    rings = Map.copyOf(rings);
    carries = Set.copyOf(carries);
    overlaps = List.copyOf(overlaps);
  }

  /** Tells whether a step is one of these. */
  public boolean contains(int step) {
    return firstStep <= step && step <= lastStep;
  }

  /** Returns a buffer as these steps want it. */
  Buffer adapt(Buffer buffer) {
    Ring ring = buffer.isTensor() ? rings.get(buffer.name()) : null;
    int first = contains(buffer.firstStep()) ? firstStep : buffer.firstStep();
    int last = contains(buffer.lastStep()) ? lastStep : buffer.lastStep();
    return (ring == null ? buffer : buffer.withRing(ring)).withSteps(first, last);
  }

  /** Tells whether a buffer is scratch that these steps share. */
  boolean shares(Buffer buffer) {
    return !buffer.isTensor() && contains(buffer.firstStep()) && !carries.contains(buffer.name());
  }
}

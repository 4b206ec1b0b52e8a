package dev.halyard.targets;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The RAM of a board that no model gets.
 *
 * @param stackBytes the stacks of the core that boots, that of its fault handler included; at least
 *     1
 * @param agentBytes most bytes of variables (.data and .bss) that a firmware without models has:
 *     start-up, board support and agent; at least 1
 * @param region name of the region of RAM that the stacks lie in; null where that is the arena's
 */
public record ReservedRam(long stackBytes, long agentBytes, @Nullable String region) {

  /**
   * @throws IllegalArgumentException if a size is below 1
   */
  public ReservedRam {
    requirePositive("stackBytes", stackBytes);
    requirePositive("agentBytes", agentBytes);
  }

  /** Returns the region of the stacks, empty where that is the arena's. */
  public Optional<String> stackRegion() {
    return Optional.ofNullable(region);
  }

  private static void requirePositive(String key, long bytes) {
    if (bytes < 1) {
      throw new IllegalArgumentException(key + " is " + bytes + "; accepted: 1 or more");
    }
  }
}

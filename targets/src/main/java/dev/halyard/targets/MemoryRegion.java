package dev.halyard.targets;

/**
 * A range of addresses that a firmware may use.
 *
 * @param name unique on its board, for example {@code ram}
 * @param kind what it may hold
 * @param origin first address
 * @param bytes size, at least 1
 */
public record MemoryRegion(String name, Kind kind, long origin, long bytes) {

  private static final long ADDRESSES = 1L << 32;

  /** What a region may hold. */
  public enum Kind implements Named {
    /** Code and constants; not written while a firmware runs. */
    FLASH("flash"),
    /** Variables, arena and stack. */
    RAM("ram");

    private final String text;

    Kind(String text) {
      this.text = text;
    }

    @Override
    public String text() {
      return text;
    }
  }

  /**
   * @throws IllegalArgumentException if the region is empty or has addresses beyond 32 bits
   */
  public MemoryRegion {
    if (bytes < 1) {
      throw new IllegalArgumentException(
          "memory region '" + name + "': bytes is " + bytes + "; accepted: 1 or more");
    }
    if (origin < 0 || bytes > ADDRESSES || origin > ADDRESSES - bytes) {
      throw new IllegalArgumentException(
          "memory region '%s': origin is %d, bytes is %d; accepted: addresses of 32 bits"
              .formatted(name, origin, bytes));
    }
  }

  /** Returns whether variables may lie here. */
  public boolean isRam() {
    return kind == Kind.RAM;
  }

  /** Returns the address after the last one. */
  public long end() {
    return origin + bytes;
  }

  /** Returns whether some address is in both regions. */
  public boolean overlaps(MemoryRegion other) {
    return origin < other.end() && other.origin < end();
  }
}

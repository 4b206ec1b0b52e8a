package dev.halyard.harness.image;

import dev.halyard.targets.Board;
import dev.halyard.targets.MemoryRegion;
import java.util.Optional;

/**
 * A board's memory, with the addresses that its executables have: where flash and RAM are numbered
 * apart (AVR), RAM is found at 0x800000 and above.
 *
 * @param board whose memory it is
 */
record MemoryMap(Board board) {
  private static final long DATA_SPACE = 0x800000;

  /** Returns the first address of a region in an executable. */
  long origin(MemoryRegion region) {
    boolean apart = !board.instructionSet().oneAddressSpace() && region.isRam();
    return apart ? region.origin() | DATA_SPACE : region.origin();
  }

  /** Returns the address after the last one of a region in an executable. */
  long end(MemoryRegion region) {
    return origin(region) + region.bytes();
  }

  /** Returns the region that holds all of a range, empty if there is none. */
  Optional<MemoryRegion> regionOf(long address, long bytes) {
    return board.memory().stream()
        .filter(region -> address >= origin(region) && address + bytes <= end(region))
        .findFirst();
  }

  /** Returns whether an address is one of RAM. */
  boolean isRam(long address) {
    return regionOf(address, 1).map(MemoryRegion::isRam).orElse(false);
  }

  /** Returns the flash that a firmware starts in. */
  MemoryRegion bootFlash() {
    return board.bootFlash();
  }
}

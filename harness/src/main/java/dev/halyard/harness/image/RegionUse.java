package dev.halyard.harness.image;

import dev.halyard.probes.elf.ElfSection;
import dev.halyard.targets.Board;
import dev.halyard.targets.MemoryRegion;
import java.util.List;
import java.util.Optional;

/**
 * What an image takes of a region of memory.
 *
 * @param region of the board
 * @param usedBytes of sections, initial values of variables in flash, and stacks in RAM
 */
public record RegionUse(MemoryRegion region, long usedBytes) {
  /** Sections that only set RAM aside, for stacks and a heap that is not used. */
  private static final List<String> RESERVED = List.of(".stack", ".heap");

  /** Returns the bytes that are left. */
  public long freeBytes() {
    return region.bytes() - usedBytes;
  }

  static List<RegionUse> of(Image image) {
    return image.board().memory().stream().map(region -> of(image, region)).toList();
  }

  /** Returns whether a section holds variables. */
  static boolean isVariables(ElfSection section) {
    return !RESERVED.contains(section.name());
  }

  private static RegionUse of(Image image, MemoryRegion region) {
    MemoryMap memory = image.memory();
    long used = 0;
    for (ElfSection section : image.elf().sections()) {
      long place = region.isRam() ? section.address() : section.loadAddress();
      boolean inside = memory.regionOf(place, 1).equals(Optional.of(region));
      boolean counted = region.isRam() ? isVariables(section) : section.isStored();
      used += inside && counted ? section.size() : 0;
    }
    return new RegionUse(region, used + stackBytes(image.board(), region));
  }

  private static long stackBytes(Board board, MemoryRegion region) {
    String first =
        board.memory().stream().filter(MemoryRegion::isRam).findFirst().orElseThrow().name();
    boolean holdsStack = region.name().equals(board.reserved().stackRegion().orElse(first));
    return holdsStack ? board.reserved().stackBytes() : 0;
  }
}

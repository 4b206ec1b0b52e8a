package dev.halyard.harness.image;

import static dev.halyard.engine.diagnostic.Numbers.grouped;

import dev.halyard.probes.elf.ElfSection;
import dev.halyard.targets.MemoryRegion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Every section lies within one region of the board, where it runs and where it is stored; what the
 * program writes, in RAM; and each region keeps room for the stacks.
 */
final class RegionsCheck implements ImageCheck {

  @Override
  public Outcome run(Image image) {
    List<String> problems = new ArrayList<>();
    for (ElfSection section : image.elf().sections()) {
      checkSection(image, section, problems);
    }
    List<RegionUse> regions = RegionUse.of(image);
    for (RegionUse use : regions) {
      if (use.freeBytes() < 0) {
        problems.add(
            String.format(
                Locale.ROOT,
                "region '%s' has %s bytes; sections and stacks take %s, %s too many",
                use.region().name(),
                grouped(use.region().bytes()),
                grouped(use.usedBytes()),
                grouped(-use.freeBytes())));
      }
    }
    return Outcome.of(problems, regions.stream().map(this::text).collect(Collectors.joining(", ")));
  }

  private static void checkSection(Image image, ElfSection section, List<String> problems) {
    MemoryMap memory = image.memory();
    var place = memory.regionOf(section.address(), section.size());
    if (place.isEmpty()) {
      problems.add(outside(section, "lies", section.address(), image));
    } else if (section.writable() && !place.get().isRam()) {
      problems.add(
          "'%s' is written, but lies in '%s'".formatted(section.name(), place.get().name()));
    }
    boolean copied = section.loadAddress() != section.address();
    if (copied && memory.regionOf(section.loadAddress(), section.size()).isEmpty()) {
      problems.add(outside(section, "is stored", section.loadAddress(), image));
    }
  }

  private static String outside(ElfSection section, String verb, long address, Image image) {
    MemoryMap memory = image.memory();
    String regions =
        image.board().memory().stream()
            .map(
                region ->
                    "%s 0x%08x…0x%08x"
                        .formatted(region.name(), memory.origin(region), memory.end(region) - 1))
            .collect(Collectors.joining(", "));
    return "'%s' %s at 0x%08x…0x%08x, which is in no region of board.yaml: %s"
        .formatted(section.name(), verb, address, address + section.size() - 1, regions);
  }

  private String text(RegionUse use) {
    MemoryRegion region = use.region();
    return String.format(
        Locale.ROOT,
        "%s %s of %s (%s free)",
        region.name(),
        grouped(use.usedBytes()),
        grouped(region.bytes()),
        grouped(use.freeBytes()));
  }
}

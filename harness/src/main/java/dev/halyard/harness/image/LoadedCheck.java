package dev.halyard.harness.image;

import static dev.halyard.engine.diagnostic.Numbers.grouped;

import dev.halyard.probes.elf.ElfSection;
import dev.halyard.probes.elf.ElfSegment;
import java.util.List;
import java.util.Locale;

/**
 * What sections store is loaded: it lies in a segment, which is what emulators and flash tools read
 * of an executable.
 */
final class LoadedCheck implements ImageCheck {

  @Override
  public Outcome run(Image image) {
    List<ElfSection> stored = image.elf().sections().stream().filter(ElfSection::isStored).toList();
    List<String> problems =
        stored.stream()
            .filter(section -> !isLoaded(section, image.elf().segments()))
            .map(LoadedCheck::problem)
            .toList();
    long bytes = stored.stream().mapToLong(ElfSection::size).sum();
    return Outcome.of(
        problems,
        String.format(Locale.ROOT, "%s bytes of %d sections", grouped(bytes), stored.size()));
  }

  private static boolean isLoaded(ElfSection section, List<ElfSegment> segments) {
    return segments.stream()
        .anyMatch(
            segment ->
                segment.address() <= section.address()
                    && segment.loadAddress() <= section.loadAddress()
                    && section.end() <= segment.address() + segment.memoryBytes()
                    && section.loadAddress() + section.size()
                        <= segment.loadAddress() + segment.fileBytes());
  }

  private static String problem(ElfSection section) {
    return String.format(
        Locale.ROOT,
        "'%s' holds %s bytes for 0x%08x, which no segment loads",
        section.name(),
        grouped(section.size()),
        section.address());
  }
}

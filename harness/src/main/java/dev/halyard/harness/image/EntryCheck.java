package dev.halyard.harness.image;

import dev.halyard.probes.elf.ElfSection;
import dev.halyard.targets.InstructionSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The program is entered at an instruction of its own that is there after a reset: in flash, or in
 * RAM where all of the image is loaded into RAM. Without a vector table, cores start where flash
 * does.
 */
final class EntryCheck implements ImageCheck {

  @Override
  public Outcome run(Image image) {
    long entry = image.elf().entry() & (Code.isArm(image) ? ~1L : ~0L);
    List<String> problems = new ArrayList<>();
    Optional<ElfSection> section = Code.sectionAt(image, entry);
    if (section.isEmpty()) {
      problems.add(
          "0x%08x lies in no section that holds instructions; see ENTRY in the linker script"
              .formatted(entry));
    } else if (section.get().loadAddress() != section.get().address()) {
      problems.add(
          "0x%08x lies in '%s', which start-up has yet to copy from 0x%08x"
              .formatted(entry, section.get().name(), section.get().loadAddress()));
    }
    long start = image.memory().bootFlash().origin();
    if (image.board().instructionSet() == InstructionSet.RV32IMAC && entry != start) {
      problems.add(
          "it is 0x%08x; the core starts at 0x%08x, where flash does".formatted(entry, start));
    }
    return Outcome.of(
        problems, "0x%08x in %s".formatted(entry, section.map(ElfSection::name).orElse("")));
  }
}

package dev.halyard.harness.image;

import dev.halyard.probes.elf.ElfSection;
import java.util.ArrayList;
import java.util.List;

/** No two sections share an address, neither where they run nor where they are stored. */
final class OverlapCheck implements ImageCheck {

  @Override
  public Outcome run(Image image) {
    List<ElfSection> sections = image.elf().sections();
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < sections.size(); i++) {
      for (int j = 0; j < i; j++) {
        compare(sections.get(j), sections.get(i), problems);
      }
    }
    return Outcome.of(problems, sections.size() + " sections apart");
  }

  private static void compare(ElfSection a, ElfSection b, List<String> problems) {
    if (meet(a.address(), a.size(), b.address(), b.size())) {
      problems.add(
          "'%s' at 0x%08x and '%s' at 0x%08x overlap"
              .formatted(a.name(), a.address(), b.name(), b.address()));
    } else if (a.isStored()
        && b.isStored()
        && meet(a.loadAddress(), a.size(), b.loadAddress(), b.size())) {
      problems.add(
          "'%s' and '%s' are both stored at 0x%08x"
              .formatted(a.name(), b.name(), Math.max(a.loadAddress(), b.loadAddress())));
    }
  }

  private static boolean meet(long a, long aBytes, long b, long bBytes) {
    return a < b + bBytes && b < a + aBytes;
  }
}

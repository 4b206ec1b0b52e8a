package dev.halyard.harness.image;

import dev.halyard.probes.elf.ElfSymbol;
import dev.halyard.probes.elf.RustNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Constants of models lie in flash, none in RAM. */
final class WeightsCheck implements ImageCheck {

  @Override
  public Outcome run(Image image) {
    List<String> problems = new ArrayList<>();
    long inFlash = 0;
    for (Image.Model model : image.models()) {
      inFlash += check(image, model, problems);
    }
    return Outcome.of(problems, String.format(Locale.ROOT, "%,d bytes in flash", inFlash));
  }

  private static long check(Image image, Image.Model model, List<String> problems) {
    MemoryMap memory = image.memory();
    long inFlash = 0;
    for (ElfSymbol object : image.elf().objects()) {
      String path = RustNames.path(object.name());
      if (path.startsWith(model.crate() + "::")) {
        if (memory.isRam(object.address())) {
          problems.add(
              "%s, %d bytes, lies in RAM at 0x%08x"
                  .formatted(path, object.size(), object.address()));
        } else if (path.startsWith(model.crate() + "::weights::")) {
          inFlash += object.size();
        }
      }
    }
    if (inFlash < model.weightBytes() / 2) {
      problems.add(
          String.format(
              Locale.ROOT,
              "only %,d bytes of the weights of '%s' are found, of %,d",
              inFlash,
              model.crate(),
              model.weightBytes()));
    }
    return inFlash;
  }
}

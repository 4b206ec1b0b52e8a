package dev.halyard.harness.image;

import static dev.halyard.engine.diagnostic.Numbers.grouped;

import dev.halyard.probes.elf.ElfSection;
import dev.halyard.probes.elf.ElfSymbol;
import dev.halyard.probes.elf.RustNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every byte of the weights of models lies in flash, as the compiler wrote it; none lies in RAM.
 * Those that no output hangs on may be left out. Weights are found by their symbols, and where the
 * linker has merged them with others, by what they hold.
 */
final class WeightsCheck implements ImageCheck {
  /** Fewer bytes may be found among variables by chance. */
  private static final int CERTAIN_BYTES = 16;

  /** So few the Rust compiler may have made operands of instructions. */
  private static final int OPERAND_BYTES = 64;

  @Override
  public Outcome run(Image image) {
    List<String> problems = new ArrayList<>();
    long inFlash = 0;
    long operands = 0;
    long leftOut = 0;
    for (Image.Model model : image.models()) {
      problems.addAll(objectsInRam(image, model));
      Map<String, ElfSymbol> symbols = symbols(image, model);
      for (Image.Weights weights : model.weights()) {
        ElfSymbol symbol = symbols.get(weights.name());
        boolean isAbsent = symbol == null && find(image, weights.contents(), false).isEmpty();
        boolean isLeftOut = isAbsent && !weights.isNeeded();
        boolean areOperands = isAbsent && !isLeftOut && weights.contents().length <= OPERAND_BYTES;
        boolean isMissing = isAbsent && !isLeftOut && !areOperands;
        String name = model.crate() + "::weights::" + weights.name();
        problems(image, isMissing, weights.contents(), symbol)
            .forEach(problem -> problems.add(name + problem));
        inFlash += isAbsent ? 0 : weights.contents().length;
        operands += areOperands ? weights.contents().length : 0;
        leftOut += isLeftOut ? weights.contents().length : 0;
      }
    }
    return Outcome.of(problems, text(inFlash, operands, leftOut));
  }

  private static String text(long inFlash, long operands, long leftOut) {
    String more = operands == 0 ? "" : ", %d in instructions".formatted(operands);
    String less = leftOut == 0 ? "" : ", %s left out".formatted(grouped(leftOut));
    return String.format(Locale.ROOT, "%s bytes in flash", grouped(inFlash)) + more + less;
  }

  private static List<String> objectsInRam(Image image, Image.Model model) {
    return image.elf().objects().stream()
        .filter(object -> image.memory().isRam(object.address()))
        .filter(object -> RustNames.path(object.name()).startsWith(model.crate() + "::"))
        .map(
            object ->
                "%s, %d bytes, lies in RAM at 0x%08x"
                    .formatted(RustNames.path(object.name()), object.size(), object.address()))
        .toList();
  }

  /** Returns the symbols of a model's weights that lie in flash, by name of the weights. */
  private static Map<String, ElfSymbol> symbols(Image image, Image.Model model) {
    String module = model.crate() + "::weights::";
    Map<String, ElfSymbol> symbols = new HashMap<>();
    for (ElfSymbol object : image.elf().objects()) {
      String path = RustNames.path(object.name());
      if (path.startsWith(module) && !image.memory().isRam(object.address())) {
        symbols.put(path.substring(module.length()), object);
      }
    }
    return symbols;
  }

  private static List<String> problems(
      Image image, boolean isMissing, byte[] wanted, @Nullable ElfSymbol symbol) {
    List<String> problems = new ArrayList<>();
    if (symbol != null) {
      int same = equalBytes(image, symbol.address(), wanted);
      if (same < wanted.length) {
        problems.add(
            " at 0x%08x is not what the compiler wrote, from byte %d of %d on"
                .formatted(symbol.address(), same, wanted.length));
      }
    } else if (isMissing) {
      problems.add(", %d bytes, is not in flash".formatted(wanted.length));
    }
    if (wanted.length >= CERTAIN_BYTES) {
      find(image, wanted, true).ifPresent(address -> problems.add(copied(wanted, address)));
    }
    return problems;
  }

  private static String copied(byte[] wanted, long address) {
    return ", %d bytes, is copied to RAM at 0x%08x".formatted(wanted.length, address);
  }

  private static int equalBytes(Image image, long address, byte[] wanted) {
    for (ElfSection section : image.elf().sections()) {
      if (section.contains(address)) {
        byte[] contents = section.contents();
        int start = (int) (address - section.address());
        int end = Math.min(contents.length, start + wanted.length);
        int differs =
            start > end ? 0 : Arrays.mismatch(contents, start, end, wanted, 0, wanted.length);
        return differs < 0 ? wanted.length : differs;
      }
    }
    return 0;
  }

  /** Returns where some bytes first lie in flash or in variables with initial values. */
  private static Optional<Long> find(Image image, byte[] wanted, boolean ram) {
    return image.elf().sections().stream()
        .filter(section -> image.memory().isRam(section.address()) == ram)
        .flatMap(section -> find(section, wanted).stream())
        .findFirst();
  }

  private static Optional<Long> find(ElfSection section, byte[] wanted) {
    byte[] contents = section.contents();
    for (int at = 0; at + wanted.length <= contents.length; at++) {
      if (Arrays.equals(contents, at, at + wanted.length, wanted, 0, wanted.length)) {
        return Optional.of(section.address() + at);
      }
    }
    return Optional.empty();
  }
}

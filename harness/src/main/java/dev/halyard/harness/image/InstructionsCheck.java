package dev.halyard.harness.image;

import static dev.halyard.engine.diagnostic.Numbers.grouped;

import dev.halyard.probes.ProbeException;
import dev.halyard.probes.elf.RustNames;
import dev.halyard.targets.Core;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * No instruction that a core of the board lacks: every one is decoded by a disassembler that knows
 * what the core has and nothing else. One image serves all cores.
 */
final class InstructionsCheck implements ImageCheck {
  @Override
  public Outcome run(Image image) {
    Optional<Disassembler> disassembler = Disassembler.find();
    if (disassembler.isEmpty()) {
      return Outcome.notDone("llvm-objdump is not installed; ci/bootstrap installs it");
    }
    try {
      return check(image, disassembler.get());
    } catch (UnknownCoreException e) {
      return Outcome.of(List.of(String.valueOf(e.getMessage())), "");
    }
  }

  private static Outcome check(Image image, Disassembler disassembler) {
    Map<List<String>, Core> cores = new LinkedHashMap<>();
    image.board().cores().forEach(core -> cores.putIfAbsent(CoreOptions.of(core), core));
    List<String> problems = new ArrayList<>();
    int instructions = 0;
    for (Core core : cores.values()) {
      Disassembly own;
      try {
        own = disassembler.run(image, CoreOptions.of(core));
      } catch (ProbeException e) {
        return Outcome.notDone(String.valueOf(e.getMessage()));
      }
      if (own.instructions() == 0) {
        return Outcome.of(List.of("there is no instruction"), "");
      }
      problems.addAll(problems(image, own, disassembler, core));
      instructions = own.instructions();
    }
    return Outcome.of(
        problems,
        String.format(Locale.ROOT, "%s, all of them %s", grouped(instructions), text(cores)));
  }

  /** Returns a line per kind of instruction that the core lacks: where it is first, how often. */
  private static List<String> problems(
      Image image, Disassembly own, Disassembler disassembler, Core core) {
    List<String> problems = new ArrayList<>();
    if (own.unknown().isEmpty()) {
      return problems;
    }
    Disassembly richest = disassembler.run(image, CoreOptions.richest(core));
    Map<Long, String> names = richest.known();
    List<Disassembly.Unknown> starts =
        own.unknown().stream().filter(unknown -> richest.startsAt(unknown.address())).toList();
    Map<String, List<Disassembly.Unknown>> kinds =
        (starts.isEmpty() ? own.unknown() : starts)
            .stream()
                .collect(
                    Collectors.groupingBy(
                        unknown -> kind(names.get(unknown.address()), unknown),
                        TreeMap::new,
                        Collectors.toList()));
    kinds.forEach((kind, found) -> problems.add(line(kind, found, core)));
    problems.add("if the core has them, say so: cpu in board.yaml; if not, build without them");
    return problems;
  }

  private static String kind(@Nullable String text, Disassembly.Unknown unknown) {
    return text == null ? unknown.bytes() : text.replaceFirst(" .*", "");
  }

  private static String line(String kind, List<Disassembly.Unknown> found, Core core) {
    Disassembly.Unknown first = found.get(0);
    String more = found.size() == 1 ? "" : ", and %d more".formatted(found.size() - 1);
    return "%s at 0x%08x in %s%s: no instruction of %s"
        .formatted(kind, first.address(), RustNames.path(first.function()), more, text(core));
  }

  private static String text(Map<List<String>, Core> cores) {
    return cores.values().stream()
        .map(InstructionsCheck::text)
        .collect(Collectors.joining(" and "));
  }

  private static String text(Core core) {
    return core.instructionSet().text() + (core.cpu() == null ? "" : " (" + core.cpu() + ")");
  }
}

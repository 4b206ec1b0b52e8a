package dev.halyard.probes.count;

import dev.halyard.probes.CountRequest;
import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeException.Evidence;
import dev.halyard.probes.elf.ElfFile;
import dev.halyard.probes.elf.ElfSymbol;
import dev.halyard.probes.elf.RustNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The functions that an emulator watches: lines of {@code address size index}, address and size in
 * hexadecimal; index -1 is a caller, -2 an inference, 0 and up are nodes.
 */
final class CountedSymbols {
  private static final Logger LOG = LoggerFactory.getLogger(CountedSymbols.class);
  private static final int CALLER = -1;
  private static final int INFER = -2;

  private final Path elf;
  private final Map<String, List<ElfSymbol>> functions;
  private final List<String> lines = new ArrayList<>();

  private CountedSymbols(Path elf) {
    this.elf = elf;
    this.functions =
        ElfFile.read(elf).functions().stream()
            .collect(Collectors.groupingBy(symbol -> RustNames.path(symbol.name())));
  }

  /**
   * Returns the lines for a firmware.
   *
   * @throws ProbeException if the firmware lacks a caller, an inference, or all nodes of a model
   */
  static List<String> of(CountRequest request, Path elf) {
    CountedSymbols symbols = new CountedSymbols(elf);
    request.callers().forEach(caller -> symbols.addRequired(caller, CALLER));
    int index = 0;
    for (CountRequest.Model model : request.models()) {
      symbols.addRequired(model.infer(), INFER);
      symbols.addNodes(model, index);
      index += model.nodes().size();
    }
    return symbols.lines;
  }

  private void addRequired(String path, int index) {
    if (!add(path, index)) {
      throw missing("function '" + path + "'");
    }
  }

  /** A node may lack a function of its own: one that does nothing is optimized away. */
  private void addNodes(CountRequest.Model model, int firstIndex) {
    List<String> absent = new ArrayList<>();
    for (int i = 0; i < model.nodes().size(); i++) {
      String node = model.nodes().get(i);
      if (!add(node, firstIndex + i)) {
        absent.add(node);
      }
    }
    if (!absent.isEmpty() && absent.size() == model.nodes().size()) {
      throw missing("any node of model '" + model.name() + "', such as '" + absent.get(0) + "'");
    }
    if (!absent.isEmpty()) {
      LOG.debug("model {}: no function of their own have {}", model.name(), absent);
    }
  }

  private boolean add(String path, int index) {
    List<ElfSymbol> found = functions.getOrDefault(path, List.of());
    found.stream()
        .map(symbol -> "%x %x %d".formatted(symbol.address(), symbol.size(), index))
        .distinct()
        .forEach(lines::add);
    return !found.isEmpty();
  }

  private ProbeException missing(String what) {
    return new ProbeException(
        "cannot count: firmware '%s' lacks %s".formatted(elf, what),
        Evidence.NONE,
        "build it with symbols, and keep these functions from being inlined");
  }
}

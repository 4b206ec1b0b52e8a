package dev.halyard.probes.qemu;

import dev.halyard.probes.CountRequest;
import dev.halyard.probes.InstructionCount;
import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeException.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells the counting plugin which functions to count, and reads what it has counted: a line for
 * each inference, {@code total overhead node0 node1 …}, nodes numbered through all models.
 */
final class InstructionCounter {
  private final List<CountRequest.Model> models;
  private final String pluginOption;
  private final Path output;

  private InstructionCounter(List<CountRequest.Model> models, String pluginOption, Path output) {
    this.models = models;
    this.pluginOption = pluginOption;
    this.output = output;
  }

  /**
   * Writes the plugin's symbol file.
   *
   * @throws ProbeException if the firmware lacks a caller, an inference, or all nodes of a model
   */
  static InstructionCounter prepare(CountRequest request, Path elf, Path plugin, Path folder) {
    Path symbols = folder.resolve("symbols");
    Path output = folder.resolve("counts");
    try {
      Files.write(symbols, CountedSymbols.of(request, elf));
    } catch (IOException e) {
      throw ProbeException.ofFile("cannot write " + symbols, e);
    }
    String option =
        "%s,symbols=%s,out=%s"
            .formatted(
                QemuCommand.escaped(plugin),
                QemuCommand.escaped(symbols),
                QemuCommand.escaped(output));
    return new InstructionCounter(request.models(), option, output);
  }

  /** Returns the plugin and its options, as the emulator takes them. */
  String pluginOption() {
    return pluginOption;
  }

  /**
   * Returns the counts of all inferences so far.
   *
   * @throws ProbeException if the plugin has written something else
   */
  List<InstructionCount> counts() {
    try {
      String text = Files.exists(output) ? Files.readString(output) : "";
      // What follows the last end of a line is still being written.
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(this::count).toList();
    } catch (IOException e) {
      throw ProbeException.ofFile("cannot read " + output, e);
    }
  }

  private InstructionCount count(String line) {
    int nodes = models.stream().mapToInt(model -> model.nodes().size()).sum();
    try {
      List<Long> numbers =
          new ArrayList<>(Stream.of(line.trim().split(" +")).map(Long::valueOf).toList());
      if (numbers.size() >= 2 && numbers.size() <= 2 + nodes) {
        // The plugin stops at the last node that has a function.
        numbers.addAll(Collections.nCopies(2 + nodes - numbers.size(), 0L));
        return ofModel(numbers.get(0), numbers.get(1), numbers.subList(2, numbers.size()));
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new ProbeException(
        "the counting plugin has written '%s'; expected up to %d numbers"
            .formatted(line, 2 + nodes),
        Evidence.NONE,
        "build it again with ci/bootstrap");
  }

  /** Only the nodes of the model that ran have instructions. */
  private InstructionCount ofModel(long total, long overhead, List<Long> nodes) {
    int start = 0;
    for (CountRequest.Model model : models) {
      List<Long> own = nodes.subList(start, start + model.nodes().size());
      if (own.stream().anyMatch(count -> count > 0) || models.size() == 1) {
        return new InstructionCount(model.name(), total, overhead, own);
      }
      start += own.size();
    }
    return new InstructionCount("", total, overhead, List.of());
  }
}

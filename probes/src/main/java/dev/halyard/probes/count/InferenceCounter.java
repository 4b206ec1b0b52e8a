package dev.halyard.probes.count;

import dev.halyard.probes.CountRequest;
import dev.halyard.probes.CountUnit;
import dev.halyard.probes.InferenceCount;
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
 * Tells an emulator which functions to count, and reads what it has counted: a line for each
 * inference, {@code total overhead node0 node1 …}, nodes numbered through all models.
 */
public final class InferenceCounter {
  /** 100 000 inferences of 100 nodes, and more. */
  private static final long MOST_BYTES = 128L << 20;

  private final List<CountRequest.Model> models;
  private final CountUnit unit;
  private final Path folder;

  private InferenceCounter(List<CountRequest.Model> models, CountUnit unit, Path folder) {
    this.models = models;
    this.unit = unit;
    this.folder = folder;
  }

  /**
   * Writes the file of symbols.
   *
   * @param unit what the emulator counts
   * @param folder for the files
   * @throws ProbeException if the firmware lacks a caller, an inference, or all nodes of a model
   */
  public static InferenceCounter prepare(
      CountRequest request, Path elf, CountUnit unit, Path folder) {
    InferenceCounter counter =
        new InferenceCounter(request.models(), unit, folder.toAbsolutePath());
    try {
      Files.write(counter.symbols(), CountedSymbols.of(request, elf));
    } catch (IOException e) {
      throw ProbeException.ofFile("cannot write " + counter.symbols(), e);
    }
    return counter;
  }

  /** Returns the file that says which functions are counted. */
  public Path symbols() {
    return folder.resolve("symbols");
  }

  /** Returns the file that the emulator writes. */
  public Path output() {
    return folder.resolve("counts");
  }

  /**
   * Returns the counts of all inferences so far.
   *
   * @throws ProbeException if the emulator has written something else
   */
  public List<InferenceCount> counts() {
    Path output = output();
    try {
      requireReadable(output);
      String text = Files.exists(output) ? Files.readString(output) : "";
      // What follows the last end of a line is still being written.
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().map(this::count).toList();
    } catch (IOException e) {
      throw ProbeException.ofFile("cannot read " + output, e);
    }
  }

  private static void requireReadable(Path output) throws IOException {
    long bytes = Files.exists(output) ? Files.size(output) : 0;
    if (bytes > MOST_BYTES) {
      throw new ProbeException(
          "the emulator has counted %d MB into '%s'; the most that is read is %d MB"
              .formatted(bytes >> 20, output, MOST_BYTES >> 20),
          Evidence.NONE,
          "run fewer inferences at once; if they are few, run ci/bootstrap again");
    }
  }

  private InferenceCount count(String line) {
    int nodes = models.stream().mapToInt(model -> model.nodes().size()).sum();
    try {
      List<Long> numbers =
          new ArrayList<>(Stream.of(line.trim().split(" +")).map(Long::valueOf).toList());
      if (numbers.size() >= 2 && numbers.size() <= 2 + nodes) {
        // Emulators stop at the last node that has a function.
        numbers.addAll(Collections.nCopies(2 + nodes - numbers.size(), 0L));
        return ofModel(numbers.get(0), numbers.get(1), numbers.subList(2, numbers.size()));
      }
    } catch (NumberFormatException e) {
      // Told below.
    }
    throw new ProbeException(
        "the emulator has counted '%s'; expected up to %d numbers".formatted(line, 2 + nodes),
        Evidence.NONE,
        "run ci/bootstrap again");
  }

  /** Only the nodes of the model that ran have counts. */
  private InferenceCount ofModel(long total, long overhead, List<Long> nodes) {
    int start = 0;
    for (CountRequest.Model model : models) {
      List<Long> own = nodes.subList(start, start + model.nodes().size());
      if (own.stream().anyMatch(count -> count > 0) || models.size() == 1) {
        return new InferenceCount(model.name(), unit, total, overhead, own);
      }
      start += own.size();
    }
    return new InferenceCount("", unit, total, overhead, List.of());
  }
}

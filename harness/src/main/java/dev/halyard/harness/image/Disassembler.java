package dev.halyard.harness.image;

import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeException.Evidence;
import dev.halyard.probes.elf.ElfSymbol;
import dev.halyard.probes.subprocess.Executables;
import dev.halyard.probes.subprocess.Subprocess;
import dev.halyard.targets.InstructionSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * LLVM's disassembler.
 *
 * @param objdump the program
 * @param objcopy its sister, which takes out what the executable says of its own core: objdump
 *     would believe it
 * @param timeout the longest that one of them may take
 */
record Disassembler(Path objdump, Path objcopy, Duration timeout) {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);

  private static final String UNKNOWN = "is not a recognized";

  /** The newest that is looked for; each knows all cores of the one before. */
  private static final int NEWEST = 40;

  /** The oldest that knows every core of ours. */
  private static final int OLDEST = 22;

  /** Returns the newest one on the PATH. */
  static Optional<Disassembler> find() {
    Stream<String> versions =
        IntStream.iterate(NEWEST, version -> version >= OLDEST, version -> version - 1)
            .mapToObj(version -> "-" + version);
    return versions.flatMap(version -> find(version).stream()).findFirst();
  }

  private static Optional<Disassembler> find(String version) {
    return Executables.find("llvm-objdump" + version)
        .flatMap(
            objdump ->
                Executables.find("llvm-objcopy" + version)
                    .map(objcopy -> new Disassembler(objdump, objcopy, TIMEOUT)));
  }

  /**
   * Decodes all code of an image.
   *
   * @param options what the core has
   * @throws ProbeException if the program fails
   * @throws UnknownCoreException if it takes the core for another
   */
  Disassembly run(Image image, List<String> options) {
    try {
      Path copy = Files.createTempFile("halyard-image", ".elf");
      try {
        stripAttributes(image.file(), copy);
        List<String> command = new ArrayList<>(List.of(objdump.toString(), "--disassemble"));
        command.addAll(options);
        command.add(copy.toString());
        return Disassembly.parse(lines(command, copy.getParent()), code(image));
      } finally {
        Files.deleteIfExists(copy);
      }
    } catch (IOException e) {
      throw ProbeException.ofFile("cannot disassemble '" + image.file() + "'", e);
    }
  }

  private void stripAttributes(Path from, Path to) {
    List<String> command =
        List.of(
            objcopy.toString(),
            "--strip-debug",
            "--remove-section=.ARM.attributes",
            "--remove-section=.riscv.attributes",
            from.toString(),
            to.toString());
    require(Subprocess.run(command, to.getParent(), timeout));
  }

  /** Returns what the program prints: by way of a file, so that one that hangs is ended. */
  private List<String> lines(List<String> command, Path folder) throws IOException {
    Path output = Files.createTempFile("halyard-disassembly", ".txt");
    try {
      List<String> shell = new ArrayList<>(List.of("bash", "-c", "exec \"$@\" > \"$0\""));
      shell.add(output.toString());
      shell.addAll(command);
      Evidence evidence = Subprocess.run(shell, folder, timeout);
      require(evidence);
      requireKnown(evidence);
      return Files.readAllLines(output, StandardCharsets.ISO_8859_1);
    } finally {
      Files.deleteIfExists(output);
    }
  }

  /** The program only warns, and goes on. */
  private static void requireKnown(Evidence evidence) {
    for (String line : evidence.lastLines()) {
      if (line.contains(UNKNOWN)) {
        throw new UnknownCoreException(line.strip());
      }
    }
  }

  private void require(Evidence evidence) {
    if (evidence.exitCode().isEmpty()) {
      throw new ProbeException(
          "the disassembler did not end within %d s".formatted(timeout.toSeconds()),
          evidence,
          "try again when this computer has less to do");
    }
    if (!evidence.exitCode().equals(OptionalInt.of(0))) {
      throw new ProbeException(
          "the disassembler has failed", evidence, "install LLVM's tools again with ci/bootstrap");
    }
  }

  /**
   * Executables for Arm and RISC-V mark what is data between instructions, and the disassembler
   * heeds it. Those for other cores do not: there, code is what lies in functions.
   */
  private static LongPredicate code(Image image) {
    InstructionSet set = image.board().instructionSet();
    if (Code.isArm(image) || set == InstructionSet.RV32IMAC) {
      return address -> true;
    }
    NavigableMap<Long, Long> ends = new TreeMap<>();
    for (ElfSymbol function : image.elf().functions()) {
      ends.merge(function.address(), function.address() + function.size(), Math::max);
    }
    return address -> {
      var function = ends.floorEntry(address);
      return function != null && address < function.getValue();
    };
  }
}

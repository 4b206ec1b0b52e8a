package dev.halyard.harness.cli;

import dev.halyard.harness.disk.FullDisk;
import dev.halyard.harness.run.FileProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A folder that a user wants something written into, checked before minutes of work. */
final class OutputFolder {
  private OutputFolder() {}

  /**
   * Tries whether a folder can be made and written into; leaves it as it was.
   *
   * @param option its name
   * @throws ParameterException if not
   */
  static void require(CommandSpec spec, String option, Path folder) {
    if (folder.toString().isEmpty()) {
      throw new ParameterException(
          spec.commandLine(), option + " is empty; accepted: a folder, for example '.'");
    }
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new ParameterException(
          spec.commandLine(), "%s '%s' is a file; accepted: a folder".formatted(option, folder));
    }
    try {
      tryOut(folder.toAbsolutePath());
    } catch (IOException e) {
      String why = FileProblem.of(e);
      String problem =
          "%s '%s' cannot be written to (%s); accepted: a folder that can be made and written to";
      throw new ParameterException(
          spec.commandLine(), FullDisk.caused(e) ? why : problem.formatted(option, folder, why));
    }
  }

  private static void tryOut(Path folder) throws IOException {
    List<Path> made = new ArrayList<>();
    for (Path missing = folder; !Files.exists(missing); missing = missing.getParent()) {
      made.add(missing);
    }
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, ".halyard-", ""));
    } finally {
      for (Path each : made) {
        Files.deleteIfExists(each);
      }
    }
  }
}

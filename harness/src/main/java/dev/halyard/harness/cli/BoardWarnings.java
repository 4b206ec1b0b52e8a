package dev.halyard.harness.cli;

import dev.halyard.targets.BoardCatalog;
import java.io.PrintWriter;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Tells of boards that cannot be read, which a command that needs none of them does not fail for.
 */
final class BoardWarnings {
  private BoardWarnings() {}

  static void print(BoardCatalog catalog, CommandSpec command) {
    PrintWriter err = command.commandLine().getErr();
    catalog.problems().forEach(problem -> err.println("warning: " + problem));
    err.flush();
  }
}

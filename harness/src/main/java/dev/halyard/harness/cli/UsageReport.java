package dev.halyard.harness.cli;

import dev.halyard.harness.record.Verdict;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Tells a user in one sentence what is wrong with a command line, and where its help is. */
final class UsageReport implements IParameterExceptionHandler {

  @Override
  public int handleParseException(ParameterException failure, String[] arguments) {
    CommandLine command = failure.getCommandLine();
    if (arguments.length == 0) {
      command.usage(command.getErr());
      return Verdict.UNSUPPORTED.exitStatus();
    }
    command
        .getErr()
        .println(
            "halyard: %s; see: %s --help"
                .formatted(problem(failure), command.getCommandSpec().qualifiedName()));
    UnmatchedArgumentException.printSuggestions(failure, command.getErr());
    command.getErr().flush();
    return Verdict.UNSUPPORTED.exitStatus();
  }

  private static String problem(ParameterException failure) {
    boolean isRoot = failure.getCommandLine().getParent() == null;
    if (isRoot && failure instanceof UnmatchedArgumentException unmatched) {
      String word = unmatched.getUnmatched().get(0);
      return "unknown %s '%s'".formatted(word.startsWith("-") ? "option" : "command", word);
    }
    return failure.getMessage().replaceAll("\\s*\\R\\s*", " ");
  }
}

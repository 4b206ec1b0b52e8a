package dev.halyard.harness.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line's entry: {@code halyard <command>}. */
@Command(
    name = "halyard",
    version = "halyard 0.1.0",
    mixinStandardHelpOptions = true,
    scope = ScopeType.INHERIT,
    synopsisSubcommandLabel = "COMMAND",
    description =
        "Compiles neural networks to bare-metal Rust, runs them on boards, and checks every"
            + " result.",
    subcommands = {
      RunCommand.class,
      CompileCommand.class,
      BuildCommand.class,
      BenchmarkCommand.class,
      SuitesCommand.class,
      BoardsCommand.class,
      GraphCommand.class,
      GoldenCommand.class,
      BaselineCommand.class,
      DoctorCommand.class
    },
    footer = {
      "",
      "./halyard verify runs every test, as CI does.",
      "",
      "Exit status: 0 pass, 1 fail, 2 usage or unsupported model, 3 bench or tool broken,",
      "  4 inconclusive, 130 interrupted."
    })
public final class Halyard {
  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show stack traces of errors.")
  private boolean debug;

  private Halyard() {}

  /** Runs the command line and exits with its status. */
  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /**
   * With {@code --debug}, what is logged for developers is shown. Picocli lets {@code --help} pass
   * even where it does not know the command.
   */
  private int execute(CommandLine.ParseResult parsed) {
    if (debug) {
      System.setProperty("org.slf4j.simpleLogger.log.dev.halyard", "debug");
    }
    if (!parsed.hasSubcommand() && !parsed.unmatched().isEmpty()) {
      CommandLine halyard = parsed.commandSpec().commandLine();
      throw new CommandLine.UnmatchedArgumentException(halyard, parsed.unmatched());
    }
    return new CommandLine.RunLast().execute(parsed);
  }

  /** Runs the command line and returns its exit status. */
  static int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  /** Returns the command line, ready to be executed once. */
  static CommandLine commandLine() {
    Halyard halyard = new Halyard();
    return new CommandLine(halyard)
        .setParameterExceptionHandler(new UsageReport())
        .setExecutionExceptionHandler(new ErrorReport(() -> halyard.debug))
        .setExecutionStrategy(halyard::execute)
        .setCaseInsensitiveEnumValuesAllowed(true);
  }
}

package dev.halyard.harness.cli;

import dev.halyard.engine.diagnostic.DoesNotFitException;
import dev.halyard.harness.firmware.Firmware;
import dev.halyard.harness.firmware.FirmwareBuilder;
import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.harness.record.Verdict;
import dev.halyard.harness.report.ImageText;
import dev.halyard.harness.run.Misfits;
import dev.halyard.harness.run.Workspace;
import dev.halyard.targets.Board;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code halyard build}: a firmware to flash by hand. */
@Command(
    name = "build",
    description = {
      "Builds one firmware of all models for each board, checks it, and copies what one flashes,"
          + " with the linker's map, to DIR/<board>/, in the place of what it put there last.",
      "It answers commands on the board's serial port: docs/serial-protocol.md. How to build your"
          + " own instead: docs/use-the-crate.md."
    })
final class BuildCommand implements Callable<Integer> {
  @Parameters(paramLabel = "MODEL", arity = "1..*", description = "Models, .tflite files.")
  private List<Path> models;

  @Mixin private BoardOption boards;

  @Mixin private PlanOption plan;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "DIR",
      description = "Folder that gets a folder for each board.")
  private Path output;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    Workspace workspace = Workspace.find();
    FirmwareBuilder builder = new FirmwareBuilder(workspace.root(), workspace.work());
    List<ModelFile> files = new ArrayList<>();
    for (Path model : models) {
      files.add(ModelFile.read(model));
    }
    OutputFolder.require(spec, "--output", output);
    Misfits misfits = new Misfits(workspace);
    Verdict worst = Verdict.PASS;
    for (Board board : boards.select(workspace)) {
      worst = worst.worse(tried(builder, files, board, misfits));
    }
    return worst.exitStatus();
  }

  /** A board that fails does not keep others from being built. */
  private Verdict tried(
      FirmwareBuilder builder, List<ModelFile> files, Board board, Misfits misfits) {
    try {
      build(builder, files, board);
      return Verdict.PASS;
    } catch (DoesNotFitException e) {
      return failed(misfits.withProposal(e, files, plan.options().inputs(), board));
    } catch (IOException | RuntimeException e) {
      return failed(e);
    }
  }

  private Verdict failed(Exception failure) {
    if (failure instanceof ParameterException wrongUse) {
      throw wrongUse;
    }
    spec.commandLine().getErr().println("halyard: " + ErrorReport.message(failure));
    spec.commandLine().getErr().flush();
    return ErrorReport.verdict(failure);
  }

  private void build(FirmwareBuilder builder, List<ModelFile> files, Board board)
      throws IOException {
    Firmware firmware;
    try (TerminalProgress progress = new TerminalProgress(spec.commandLine().getErr())) {
      progress.step(builder.announcement(board));
      firmware = builder.build(builder.compile(files, board, plan.options()));
    }
    List<Path> flashed =
        Stream.concat(Stream.of(firmware.elf(), firmware.map()), firmware.images().stream())
            .toList();
    List<Path> copies = new FirmwareFolder(output.resolve(board.name())).put(flashed);
    PrintWriter out = spec.commandLine().getOut();
    out.print(ImageText.of(board, firmware.image()));
    out.println(copies.stream().map(copy -> "\n  " + copy).collect(Collectors.joining()));
    board.guide().ifPresent(guide -> out.println("\n  flash it, and its pins: " + guide));
    out.flush();
  }
}

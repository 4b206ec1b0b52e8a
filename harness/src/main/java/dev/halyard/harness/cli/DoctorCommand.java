package dev.halyard.harness.cli;

import dev.halyard.harness.doctor.Doctor;
import dev.halyard.harness.record.Verdict;
import dev.halyard.harness.report.TextTable;
import dev.halyard.harness.run.Workspace;
import dev.halyard.probes.ToolCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code halyard doctor}: tells what this computer has and lacks. */
@Command(
    name = "doctor",
    description = {
      "Checks the tools that Halyard needs, and what lies in the checkout; installs nothing.",
      "Exit status: 0 all is there, 3 something is missing."
    })
final class DoctorCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    List<ToolCheck> checks = new Doctor(Workspace.find()).examine();
    List<ToolCheck> missing = checks.stream().filter(check -> !check.usable()).toList();
    PrintWriter out = spec.commandLine().getOut();
    TextTable table = new TextTable("lll").row("what", "state", "found");
    checks.forEach(check -> table.row(check.name(), state(check), check.finding()));
    out.print(table.render(""));
    if (!missing.isEmpty()) {
      out.println();
      missing.forEach(check -> out.println(check.name() + ": " + check.remedy()));
    }
    out.flush();
    return missing.isEmpty() ? Verdict.PASS.exitStatus() : Verdict.ERROR.exitStatus();
  }

  private static String state(ToolCheck check) {
    return check.usable() ? "ok" : "MISSING";
  }
}

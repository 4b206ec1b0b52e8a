package dev.halyard.harness.report;

import dev.halyard.harness.record.RunRecord;
import dev.halyard.harness.run.RunReport;
import io.qameta.allure.Allure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Puts a run into the Allure result of the test that is running: parameters, steps, and what a
 * person would want to read.
 */
public final class AllureReport {
  private static final List<String> CRATE_FILES =
      List.of("src/lib.rs", "src/nodes.rs", "src/arena.rs");

  private AllureReport() {}

  /** Adds a finished run; does nothing where Allure does not listen to the tests. */
  public static void add(RunReport report) {
    if (Allure.getLifecycle().getCurrentTestCase().isEmpty()) {
      return;
    }
    RunRecord record = report.record();
    Allure.parameter("model", record.subject().model());
    Allure.parameter("board", record.subject().board());
    Allure.parameter("cores", record.subject().cores());
    Allure.step("compile and build", () -> report.crate().ifPresent(AllureReport::addCrate));
    Allure.step(
        "infer on " + record.subject().board(),
        () -> report.folder().ifPresent(AllureReport::addTranscript));
    Allure.step("judge: " + record.judgement().verdict().text(), () -> addRecord(report));
  }

  private static void addCrate(Path crate) {
    for (String file : CRATE_FILES) {
      attach("crate: " + file, crate.resolve(file), "rs");
    }
  }

  private static void addTranscript(Path folder) {
    attach("plan", folder.resolve("plan.txt"), "txt");
    attach("serial transcript", folder.resolve("transcript.txt"), "txt");
  }

  private static void addRecord(RunReport report) {
    Allure.addAttachment("profile", "text/plain", RunText.of(report), "txt");
    Allure.addAttachment("run record", "application/json", report.record().toJson(), "json");
  }

  private static void attach(String name, Path file, String extension) {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try {
      Allure.addAttachment(name, "text/plain", Files.readString(file), extension);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot attach '" + file + "'", e);
    }
  }
}

package dev.halyard.suites;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.engine.importer.tflite.TfliteImporter;
import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.harness.golden.GoldenStore;
import dev.halyard.harness.record.Judgement;
import dev.halyard.harness.record.Verdict;
import dev.halyard.harness.run.CaseSource;
import dev.halyard.harness.run.ModelRunner;
import dev.halyard.harness.run.Progress;
import dev.halyard.harness.run.RunReport;
import dev.halyard.harness.run.RunRequest;
import dev.halyard.harness.run.Workspace;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operator over its attribute space, against outputs of TFLM: many small models in one
 * firmware per board and operator group.
 */
class OperatorsIT {
  private static final int MODELS_PER_FIRMWARE = 64;

  /**
   * What a board needs to hold so many models at once. Smaller ones have the core of a larger one;
   * the kernels of 8-bit cores are compared by {@code ci/check-kernels}.
   */
  private static final long LEAST_ARENA_BYTES = 128 * 1024;

  /** Cases that the importer refuses. */
  private static final String UNSUPPORTED_CASE = "batch_2.tflite";

  private static final Set<String> UNSUPPORTED_OPERATORS =
      Set.of("average_pool_2d", "conv_2d", "depthwise_conv_2d", "max_pool_2d");

  @TestFactory
  Stream<DynamicTest> unsupportedCasesAreRefused() throws IOException {
    return cases(Workspace.find())
        .filter(OperatorsIT::isUnsupported)
        .map(
            model ->
                dynamicTest(
                    model.getParent().getFileName() + "_" + model.getFileName(),
                    () ->
                        assertThatThrownBy(
                                () -> TfliteImporter.read(Files.readAllBytes(model), "batch_2"))
                            .isInstanceOf(CompileException.class)
                            .hasMessageContaining(
                                "with batch 2 is not supported; supported: batch 1")));
  }

  @TestFactory
  Stream<DynamicContainer> everyOperatorCaseEqualsItsGoldenOutput() throws IOException {
    Workspace workspace = Workspace.find();
    List<Path> models = models(workspace);
    return BoardCatalog.load(workspace.boards()).select("emulated").stream()
        .filter(board -> board.arenaBudget() >= LEAST_ARENA_BYTES)
        .flatMap(
            board -> firmwares(models).stream().map(part -> container(workspace, board, part)));
  }

  private static List<Path> models(Workspace workspace) throws IOException {
    List<Path> models = cases(workspace).filter(model -> !isUnsupported(model)).toList();
    return models.isEmpty() ? fail("there is no operator case in suites/models/operators") : models;
  }

  private static Stream<Path> cases(Workspace workspace) throws IOException {
    try (Stream<Path> files = Files.walk(workspace.root().resolve("suites/models/operators"))) {
      List<Path> models =
          files.filter(file -> file.toString().endsWith(".tflite")).sorted().toList();
      return models.stream();
    }
  }

  private static boolean isUnsupported(Path model) {
    return model.endsWith(UNSUPPORTED_CASE)
        && UNSUPPORTED_OPERATORS.contains(model.getParent().getFileName().toString());
  }

  /**
   * Neighbours, which are cases of one operator, lie in different firmwares: of two that compute
   * the same, LLVM keeps one function, and its instructions could not be counted for the other.
   */
  private static List<List<Path>> firmwares(List<Path> models) {
    int count = (models.size() + MODELS_PER_FIRMWARE - 1) / MODELS_PER_FIRMWARE;
    List<List<Path>> parts = new ArrayList<>();
    for (int part = 0; part < count; part++) {
      int first = part;
      parts.add(
          IntStream.iterate(first, i -> i < models.size(), i -> i + count)
              .mapToObj(models::get)
              .toList());
    }
    return parts;
  }

  private static DynamicContainer container(Workspace workspace, Board board, List<Path> models) {
    String name =
        board.name()
            + ", "
            + models.get(0).getFileName()
            + " … "
            + models.get(models.size() - 1).getFileName();
    return DynamicContainer.dynamicContainer(
        name, Stream.of(models).flatMap(part -> tests(workspace, board, part)));
  }

  private static Stream<DynamicTest> tests(Workspace workspace, Board board, List<Path> models) {
    try {
      List<RunRequest> requests = new ArrayList<>();
      for (Path model : models) {
        ModelFile file = named(model, requests.size());
        requests.add(RunRequest.of(file, board, source(workspace, model)));
      }
      List<RunReport> reports = new ModelRunner(workspace, Progress.SILENT).runAll(requests);
      return reports.stream()
          .map(report -> dynamicTest(report.record().subject().model(), () -> check(report)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Cases of different operators may have the same name; crates of one firmware may not, and the
   * end of a long name is all that a crate has of it: hence the number.
   */
  private static ModelFile named(Path model, int number) throws IOException {
    ModelFile file = ModelFile.read(model);
    String name = model.getParent().getFileName() + "_" + file.stem() + "_" + number + ".tflite";
    return new ModelFile(name, file.bytes(), file.sha256());
  }

  private static CaseSource source(Workspace workspace, Path model) {
    String operator = model.getParent().getFileName().toString();
    String name = model.getFileName().toString().replace(".tflite", "");
    Path golden = workspace.goldens().resolve("operators").resolve(operator).resolve(name);
    return new CaseSource(new GoldenStore(workspace.goldens()), golden, null, 0, 0);
  }

  private static void check(RunReport report) {
    Judgement judgement = report.record().judgement();
    if (judgement.verdict() != Verdict.PASS) {
      fail(judgement.cause());
    }
  }
}

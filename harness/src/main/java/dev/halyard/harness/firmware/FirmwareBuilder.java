package dev.halyard.harness.firmware;

import dev.halyard.engine.CompileOptions;
import dev.halyard.engine.Compiler;
import dev.halyard.engine.FirmwareModels;
import dev.halyard.engine.MemoryChecks;
import dev.halyard.engine.ModelCrate;
import dev.halyard.engine.codegen.CrateLocation;
import dev.halyard.engine.codegen.FlashConstant;
import dev.halyard.engine.codegen.Sources;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.engine.schedule.PlanOptions;
import dev.halyard.harness.image.Image;
import dev.halyard.harness.image.ImageChecks;
import dev.halyard.harness.image.ImageReport;
import dev.halyard.targets.Board;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds firmwares below one folder: {@code build/<board>/<build id>/} holds the Cargo package of
 * one set of models and the finished executable, {@code target/<board>/} what Cargo keeps between
 * builds.
 */
public final class FirmwareBuilder {
  private static final int FOLDER_NAME_LENGTH = 16;
  private static final String MODELS = "models";

  private final Path root;
  private final Path work;

  /**
   * Makes a builder.
   *
   * @param root the checkout, for board support and crates
   * @param work the folder to write below
   */
  public FirmwareBuilder(Path root, Path work) {
    this.root = root;
    this.work = work;
  }

  /**
   * Models compiled for a board, laid out as a Cargo package.
   *
   * @param board compiled for
   * @param crates in the order that the agent knows them by
   * @param folder of the package
   * @param buildId hash of everything that goes into the firmware
   */
  public record Prepared(Board board, List<ModelCrate> crates, Path folder, String buildId) {

    /** Copies the list. */
    public Prepared {
      crates = List.copyOf(crates);
    }

    /** Returns the folder of one model's crate. */
    public Path crateFolder(int index) {
      return folder.resolve(MODELS).resolve(crates.get(index).name());
    }
  }

  /**
   * Compiles models with as much memory as the board has, and writes the package.
   *
   * @throws dev.halyard.engine.diagnostic.CompileException if a model cannot be compiled for the
   *     board, or the models do not fit it together
   * @throws IOException if the package cannot be written
   */
  public Prepared compile(List<ModelFile> models, Board board, InputPolicy inputs)
      throws IOException {
    return compile(models, board, PlanOptions.DEFAULT.withInputs(inputs));
  }

  /**
   * Compiles models and writes the package.
   *
   * @param plan what is decided about each model's plan
   * @throws dev.halyard.engine.diagnostic.CompileException if a model cannot be compiled for the
   *     board
   * @throws IOException if the package cannot be written
   */
  public Prepared compile(List<ModelFile> models, Board board, PlanOptions plan)
      throws IOException {
    CrateLocation location = CrateLocation.inRepository(root.resolve("engine"));
    CompileOptions options = CompileOptions.DEFAULT.withCrates(location).withPlan(plan);
    List<ModelCrate> crates = new ArrayList<>();
    for (ModelFile model : models) {
      crates.add(Compiler.compile(model.bytes(), model.name(), board, options));
    }
    MemoryChecks.requireFit(crates, board);
    String buildId = new BuildId(root, board).of(crates);
    Path folder = builds(board).resolve(buildId.substring(0, FOLDER_NAME_LENGTH));
    try (BuildLock lock = lock(board)) {
      Path modelsCrate = FirmwareModels.write(folder.resolve(MODELS), crates, location);
      String manifest = FirmwareManifest.text(root, board, modelsCrate, buildId);
      String pinned = cargoLock(board.firmware().resolve("Cargo.lock"));
      Sources.write(folder, Map.of("Cargo.toml", manifest, "Cargo.lock", pinned));
      BuildFolders.use(folder);
    }
    return new Prepared(board, crates, folder, buildId);
  }

  private Path builds(Board board) {
    return work.resolve("build").resolve(board.name());
  }

  private BuildLock lock(Board board) throws IOException {
    return BuildLock.acquire(work.resolve("build/" + board.name() + ".lock"));
  }

  /**
   * Tells what is built now, in words for progress. The first build for a board takes minutes where
   * the compiler has Rust's core library only as source.
   */
  public String announcement(Board board) {
    boolean first = !Files.isDirectory(work.resolve("target").resolve(board.firmwareOwner()));
    return "building firmware for "
        + board.name()
        + (first ? " (the first build for this board takes minutes)" : "");
  }

  /**
   * Builds a package, or finds the executable of an earlier build.
   *
   * @throws BuildException if Cargo is missing or fails, or made no sound image of the board
   * @throws dev.halyard.engine.diagnostic.CompileException if the firmware is too large for the
   *     board
   * @throws IOException if files cannot be read or written
   */
  public Firmware build(Prepared prepared) throws IOException {
    FinishedBuild build = findOrRun(prepared);
    Image image =
        Image.read(
            build.elf(),
            prepared.board(),
            prepared.crates().stream().map(FirmwareBuilder::imageModel).toList(),
            build.images(),
            root);
    Long flashBytes = FlashSize.of(image);
    if (flashBytes != null) {
      FirmwareTooLarge.requireFits(flashBytes, prepared.board(), prepared.crates());
    }
    ImageReport report = ImageChecks.run(image);
    requireSound(report, prepared);
    return new Firmware(
        build.elf(),
        build.sha256(),
        build.map(),
        build.images(),
        prepared.buildId(),
        build.toolchain(),
        flashBytes,
        report,
        prepared.crates().stream().map(FirmwareModel::new).toList());
  }

  private FinishedBuild findOrRun(Prepared prepared) throws IOException {
    try (BuildLock lock = lock(prepared.board())) {
      Optional<FinishedBuild> earlier = FinishedBuild.find(prepared.folder());
      if (earlier.isPresent()) {
        return earlier.get();
      }
      new BuildFolders(builds(prepared.board())).prune();
      return FinishedBuild.keep(prepared.folder(), new CargoBuild(root, work).run(prepared));
    }
  }

  private static String cargoLock(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BuildException(
          "'" + file + "' does not exist",
          List.of(),
          "make it: cargo generate-lockfile --manifest-path " + file.resolveSibling("Cargo.toml"));
    }
    return Files.readString(file);
  }

  private static Image.Model imageModel(ModelCrate crate) {
    List<Image.Weights> weights = new ArrayList<>();
    for (int step = 0; step < crate.stepWeights().size(); step++) {
      boolean isNeeded = crate.needsWeights(step);
      for (FlashConstant constant : crate.stepWeights().get(step)) {
        weights.add(new Image.Weights(constant.name(), constant.contents().toBytes(), isNeeded));
      }
    }
    return new Image.Model(crate.name(), weights);
  }

  private static void requireSound(ImageReport report, Prepared prepared) {
    if (!report.isSound()) {
      throw new BuildException(
          "the firmware for %s was built, but it is no sound image of that board"
              .formatted(prepared.board().name()),
          report.problems(),
          "correct board.yaml, memory.x or the board's package in " + prepared.board().folder());
    }
  }

  /**
   * Forgets a firmware that turned out to be wrong, so that the next build makes it anew.
   *
   * @throws IOException if a file cannot be deleted
   */
  public static void forget(Firmware firmware) throws IOException {
    FinishedBuild.forget(firmware.elf());
  }
}

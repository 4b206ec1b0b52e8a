package dev.halyard.engine;

import dev.halyard.engine.codegen.CrateRequest;
import dev.halyard.engine.codegen.CrateWriter;
import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.engine.importer.tflite.TfliteImporter;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.kernel.KernelTarget;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.engine.pass.FoldConstants;
import dev.halyard.engine.pass.PassPipeline;
import dev.halyard.engine.pass.Pipelines;
import dev.halyard.engine.schedule.Budget;
import dev.halyard.engine.schedule.Budget.Limit;
import dev.halyard.engine.schedule.Plan;
import dev.halyard.engine.schedule.PlanRequest;
import dev.halyard.targets.Board;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Compiles a model file for a board. */
public final class Compiler {
  /** What code takes of a board's flash, about: faster kernels may have the rest. */
  private static final long CODE_BYTES = 32 * 1024;

  private Compiler() {}

  /**
   * Returns the crate of a model.
   *
   * <p>Deterministic: the same arguments give the same bytes.
   *
   * @param model the whole file
   * @param fileName of the model, without folders; names the crate
   * @param board whose memory limits and instruction sets count
   * @throws CompileException if the file is damaged, uses what is not supported, or does not fit
   *     the board; with a diagnostic for every finding
   */
  public static ModelCrate compile(
      byte[] model, String fileName, Board board, CompileOptions options) {
    Graph imported = TfliteImporter.read(model, stem(fileName));
    options.dump().accept("import", imported);
    ModelChecks.requireUsable(imported);
    Graph graph = rewritten(imported, options);
    ModelChecks.requireUsable(graph);
    Plan plan = Plan.fitting(request(graph, board, options));
    String sha256 = sha256(model);
    CrateWriter.Result crate =
        CrateWriter.write(
            new CrateRequest(
                plan,
                fileName,
                sha256,
                options.mlperfId(),
                options.inputs() == InputPolicy.KEPT,
                board.rust().kernelFeatures(),
                options.crates()));
    MemoryChecks.requireWithin(plan, options.ramBytes(), options.flashBytes());
    ModelCrate compiled =
        new ModelCrate(
            crate.name(),
            sha256,
            imported,
            plan,
            crate.functions(),
            crate.weights(),
            crate.files());
    MemoryChecks.requireFit(List.of(compiled), board);
    return compiled;
  }

  /** Returns what a plan is made of: the least of what the board has and what is asked for. */
  public static PlanRequest request(Graph graph, Board board, CompileOptions options) {
    Limit arena =
        new Limit(
            Math.min(board.arenaBudget(), options.ramBytes().orElse(Long.MAX_VALUE)),
            options.ramBytes().isPresent());
    Limit flash =
        new Limit(
            Math.min(board.flashBytes() - CODE_BYTES, options.flashBytes().orElse(Long.MAX_VALUE)),
            options.flashBytes().isPresent());
    return new PlanRequest(
        graph,
        options.inputs(),
        KernelTarget.of(board),
        new Budget(options.optimize(), arena, flash));
  }

  private static Graph rewritten(Graph graph, CompileOptions options) {
    if (!options.rewrites()) {
      PassPipeline constants = new PassPipeline(List.of(new FoldConstants()));
      return constants.run(graph, options.dump()).graph();
    }
    Graph canonical = new PassPipeline(Pipelines.CANONICALIZE).run(graph, options.dump()).graph();
    return new PassPipeline(Pipelines.LOWER).run(canonical, options.dump()).graph();
  }

  private static String stem(String fileName) {
    int dot = fileName.lastIndexOf('.');
    return dot > 0 ? fileName.substring(0, dot) : fileName;
  }

  private static String sha256(byte[] model) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(model));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}

package dev.halyard.engine;

import dev.halyard.engine.codegen.CrateRequest;
import dev.halyard.engine.codegen.CrateWriter;
import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.engine.importer.tflite.TfliteImporter;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.memory.InputPolicy;
import dev.halyard.engine.pass.FoldConstants;
import dev.halyard.engine.pass.PassPipeline;
import dev.halyard.engine.pass.Pipelines;
import dev.halyard.engine.schedule.Plan;
import dev.halyard.engine.schedule.PlanRequest;
import dev.halyard.targets.Board;
import java.util.List;

/** Compiles a model file for a board. */
public final class Compiler {
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
    Plan plan = Plan.fitting(PlanRequest.of(graph, board, options.plan()));
    String sha256 = Sha256.of(model);
    CrateWriter.Result crate =
        CrateWriter.write(
            new CrateRequest(
                plan,
                fileName,
                sha256,
                options.mlperfId(),
                options.plan().inputs() == InputPolicy.KEPT,
                board.rust().kernelFeatures(),
                options.crates()));
    MemoryChecks.requireWithin(plan, options.plan());
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
}

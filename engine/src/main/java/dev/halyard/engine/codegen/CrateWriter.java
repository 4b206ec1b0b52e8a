package dev.halyard.engine.codegen;

import dev.halyard.engine.schedule.Plan;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes the crate of one model. */
public final class CrateWriter {

  /**
   * A written crate.
   *
   * @param name of the package, also of the crate
   * @param files text by relative path
   * @param functions of the plan's steps, in order, in the module {@code nodes}
   * @param weights weights and tables, by step
   */
  public record Result(
      String name,
      SortedMap<String, String> files,
      List<String> functions,
      List<List<FlashConstant>> weights) {
    /** Copies map and list. */
    public Result {
      files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
      functions = List.copyOf(functions);
      weights = List.copyOf(weights);
    }
  }

  private CrateWriter() {}

  /** Returns the crate of a plan; the same request gives the same text. */
  public static Result write(CrateRequest request) {
    Plan plan = request.plan();
    CrateNames names = CrateNames.of(plan);
    List<StepCode> steps = steps(plan, names);
    String name = CrateNames.packageName(plan.graph().name());
    SortedMap<String, String> files = new TreeMap<>();
    files.put("Cargo.toml", ManifestWriter.model(request, name));
    files.put("src/lib.rs", LibraryWriter.write(request, names, steps));
    files.put("src/arena.rs", ArenaWriter.write(request.banner(), plan, names, steps));
    files.put("src/description.rs", DescriptionWriter.write(request, steps));
    if (!steps.isEmpty()) {
      files.put("src/nodes.rs", NodesWriter.write(request.banner(), plan, names, steps));
      files.put("src/weights.rs", WeightsWriter.write(request.banner(), plan.graph(), steps));
    }
    if (!plan.segments().isEmpty()) {
      files.put("src/segments.rs", SegmentsWriter.write(request.banner(), plan, steps));
    }
    return new Result(
        name, files, names.functions(), steps.stream().map(StepCode::weights).toList());
  }

  private static List<StepCode> steps(Plan plan, CrateNames names) {
    NameAllocator constants = new NameAllocator(Set.of());
    List<StepCode> steps = new ArrayList<>();
    for (int i = 0; i < plan.steps().size(); i++) {
      Plan.Step step = plan.steps().get(i);
      String function = names.functions().get(i);
      EmitContext context = new EmitContext(plan.graph(), step, function, constants);
      Optional<String> scratch =
          plan.scratch(i).isPresent() ? Optional.of(names.scratchOffset(i)) : Optional.empty();
      boolean streams = plan.segmentOf(i).isPresent();
      steps.add(new StepCode(step, function, EmitterTable.emit(context), scratch, streams));
    }
    return steps;
  }
}

package dev.halyard.engine.codegen;

import dev.halyard.engine.schedule.Plan;
import dev.halyard.engine.schedule.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The identifiers of one model crate. */
final class CrateNames {
  private static final Set<String> FUNCTIONS =
      Set.of("arena", "input", "output", "rows", "scratch", "carry", "tensors", "tile", "weights");

  /** Names of packages that Cargo or the crate itself would confuse. */
  private static final Set<String> PACKAGES =
      Set.of(
          "alloc",
          "build",
          "con",
          "core",
          "deps",
          "doc",
          "examples",
          "halyard_kernels",
          "halyard_runtime",
          "halyard_tensor",
          "halyard_models",
          "halyard_agent",
          "incremental",
          "nul",
          "prn",
          "aux",
          "proc_macro",
          "std",
          "test");

  private final List<String> functions = new ArrayList<>();
  private final Map<String, String> offsets = new LinkedHashMap<>();
  private final NameAllocator arena = new NameAllocator(Set.of("bytes"));

  private final Plan plan;
  private final Map<Segment, String> segmentScratches = new HashMap<>();

  private CrateNames(Plan plan) {
    this.plan = plan;
  }

  static CrateNames of(Plan plan) {
    CrateNames names = new CrateNames(plan);
    NameAllocator functions = new NameAllocator(FUNCTIONS);
    for (Plan.Step step : plan.steps()) {
      names.functions.add(functions.snakeCase(step.node().name(), "node"));
    }
    plan.storage().keySet().forEach(names::addOffset);
    return names;
  }

  /** Returns the name of a crate for a model of this name. */
  static String packageName(String model) {
    String name = NameAllocator.identifier(model, "model");
    return PACKAGES.contains(name) ? name + "_model" : name;
  }

  private void addOffset(String tensor) {
    offsets.put(tensor, NameAllocator.upperCase(arena.snakeCase(tensor, "tensor")));
  }

  /** Returns the functions of the steps, in order. */
  List<String> functions() {
    return List.copyOf(functions);
  }

  /** Returns the name of the constant that holds a tensor's offset. */
  String offset(String tensor) {
    return Objects.requireNonNull(offsets.get(tensor), tensor);
  }

  /** Returns the function of a segment, by its index among the plan's. */
  static String segment(int index) {
    return "segment_" + index;
  }

  /** Returns the name for the offset of a step's scratch: a new one, or that of its segment. */
  String scratchOffset(int step) {
    boolean isCarry = plan.steps().get(step).use().scratch().shared();
    Optional<Segment> segment = plan.segmentOf(step);
    if (isCarry || segment.isEmpty()) {
      return scratchName(functions.get(step) + (isCarry ? "_carry" : "_scratch"));
    }
    return segmentScratches.computeIfAbsent(
        segment.get(), key -> scratchName(segment(plan.segments().indexOf(key)) + "_scratch"));
  }

  private String scratchName(String wanted) {
    return NameAllocator.upperCase(arena.snakeCase(wanted, "scratch"));
  }
}

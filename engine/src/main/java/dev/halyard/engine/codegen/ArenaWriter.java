package dev.halyard.engine.codegen;

import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.memory.Buffer;
import dev.halyard.engine.memory.MemoryPlan;
import dev.halyard.engine.memory.Placement;
import dev.halyard.engine.schedule.Plan;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes {@code arena.rs}: where tensors and scratch memory lie. */
final class ArenaWriter {
  private final Plan plan;
  private final CrateNames names;
  private final RustWriter rust = new RustWriter();

  private ArenaWriter(Plan plan, CrateNames names) {
    this.plan = plan;
    this.names = names;
  }

  static String write(String banner, Plan plan, CrateNames names, List<StepCode> steps) {
    ArenaWriter writer = new ArenaWriter(plan, names);
    writer.writeHeader(banner);
    writer.writeOffsets(steps);
    return writer.rust.toString();
  }

  private void writeHeader(String banner) {
    MemoryPlan memory = plan.memory();
    rust.comment(banner);
    rust.moduleDoc("Where tensors and scratch memory lie in the arena.");
    rust.moduleDoc("");
    rust.moduleDoc("| bytes | nodes | what |");
    rust.moduleDoc("|---|---|---|");
    memory.placements().stream()
        .sorted(Comparator.comparingInt((Placement p) -> p.buffer().firstStep()))
        .forEach(placement -> rust.moduleDoc(row(placement)));
    rust.moduleDoc("");
    rust.moduleDoc(
        "Tensors end at byte %d; the largest scratch memory has %d bytes."
            .formatted(memory.tensorBytes(), memory.scratchBytes()));
    rust.blank();
    rust.line("use halyard_tensor::Arena;");
    rust.blank();
    rust.doc("Bytes of the arena.");
    rust.line("pub(crate) const BYTES: usize = " + memory.arenaBytes() + ";");
    rust.blank();
    rust.doc("The memory of one instance of the model.");
    rust.line("pub(crate) type ModelArena = Arena<BYTES>;");
  }

  private static String row(Placement placement) {
    Buffer buffer = placement.buffer();
    String name = RustText.code(buffer.name()).replace("|", "\\|");
    return "| %d..%d | %d..=%d | %s |"
        .formatted(
            placement.offset(),
            placement.end(),
            buffer.firstStep(),
            buffer.lastStep(),
            (buffer.isTensor() ? name : "scratch of " + name)
                + buffer
                    .ring()
                    .map(ring -> ", %d of %d rows".formatted(ring.kept(), ring.rows()))
                    .orElse(""));
  }

  private void writeOffsets(List<StepCode> steps) {
    Set<String> used = new HashSet<>(NodesWriter.viewedTensors(steps));
    used.addAll(plan.graph().inputs());
    used.addAll(plan.graph().outputs());
    for (String name : plan.storage().keySet()) {
      if (used.contains(name)) {
        Tensor tensor = plan.graph().tensor(name);
        String doc =
            "%s, %s %s.".formatted(RustText.code(name), tensor.type().text(), tensor.shape());
        writeOffset(names.offset(name), doc, plan.offset(name));
      }
    }
    Set<String> scratches = new HashSet<>();
    for (int i = 0; i < steps.size(); i++) {
      String name = steps.get(i).scratch().orElse("");
      if (!name.isEmpty() && scratches.add(name)) {
        writeOffset(name, scratchDoc(i, steps.get(i)), plan.scratch(i).orElseThrow().offset());
      }
    }
  }

  private String scratchDoc(int index, StepCode step) {
    boolean isCarry = step.step().use().scratch().shared();
    String function =
        plan.segmentOf(index)
            .filter(segment -> !isCarry)
            .map(segment -> CrateNames.segment(plan.segments().indexOf(segment)))
            .orElse(step.function());
    return "Scratch memory of `" + function + "`.";
  }

  private void writeOffset(String name, String doc, long offset) {
    rust.blank();
    rust.doc(doc);
    rust.line("pub(crate) const " + name + ": usize = " + offset + ";");
  }
}

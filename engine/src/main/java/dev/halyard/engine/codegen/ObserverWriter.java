package dev.halyard.engine.codegen;

import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.kernel.RowFlow;
import dev.halyard.engine.memory.Ring;
import dev.halyard.engine.schedule.Plan;
import dev.halyard.engine.schedule.Segment;
import dev.halyard.engine.schedule.Stage;
import java.util.List;

/** Writes the inference that shows the output of every node to an observer, into {@code lib.rs}. */
final class ObserverWriter {
  private final RustWriter rust;
  private final Plan plan;
  private final CrateNames names;
  private final List<StepCode> steps;
  private final StepCalls calls;

  ObserverWriter(RustWriter rust, Plan plan, CrateNames names, List<StepCode> steps) {
    this.rust = rust;
    this.plan = plan;
    this.names = names;
    this.steps = steps;
    this.calls = new StepCalls(plan, steps);
  }

  void writeMethod() {
    rust.doc(
        "Infers as [`infer`](Self::infer) does, and shows the output of every node to `observer`.");
    if (steps.isEmpty()) {
      rust.line("pub fn infer_observed(&mut self, _observer: &mut dyn Observer) {}");
      return;
    }
    rust.block(
        "pub fn infer_observed(&mut self, observer: &mut dyn Observer)",
        () -> {
          rust.line("let arena = &mut self.memory.arena;");
          for (int i = 0; i < steps.size(); i = calls.next(i)) {
            if (steps.get(i).streams()) {
              writeObservedSegment(i);
            } else {
              rust.line(calls.call(i));
              rust.expression("", show(i), ";");
            }
          }
        });
  }

  private void writeObservedSegment(int first) {
    Segment segment = plan.segmentOf(first).orElseThrow();
    rust.block(
        "segments::" + calls.segment(first) + "(arena, |arena, stage, rows| {",
        () -> {
          rust.line("let tensors = arena.tensors();");
          rust.block(
              "match stage",
              () -> {
                for (int step = first; step <= segment.lastStep(); step++) {
                  writeObservedStage(step, step - first, segment.stage(step));
                }
                rust.line("_ => {}");
              });
        },
        "});");
  }

  private void writeObservedStage(int step, int index, Stage stage) {
    RowFlow flow = plan.flow(step).orElseThrow();
    if (flow.endsWhole()) {
      rust.arm("%d if rows.end == %d".formatted(index, stage.rows()), show(step));
      return;
    }
    Tensor output = output(step);
    int rows = flow.output().rows();
    RustExpression tensor =
        RustExpression.call(
            "tensors.rows",
            "arena::" + names.offset(output.name()),
            "" + output.byteCount() / rows,
            "" + plan.ring(output.name()).map(Ring::kept).orElse(rows));
    rust.arm(
        "" + index,
        RustExpression.call(
            "show_rows",
            List.of(
                RustExpression.of("observer"),
                RustExpression.of(step),
                tensor,
                RustExpression.of("rows"))));
  }

  private Tensor output(int step) {
    return plan.graph().output(steps.get(step).step().node());
  }

  private RustExpression.Call show(int step) {
    return RustExpression.call(
        "show",
        "observer",
        "" + step,
        "arena",
        "arena::" + names.offset(output(step).name()),
        "" + output(step).byteCount());
  }

  /** Writes the functions that the method calls. */
  void writeFunctions() {
    boolean hasWhole = false;
    for (int i = 0; i < steps.size(); i++) {
      boolean isStreamed = steps.get(i).streams();
      hasWhole |= !isStreamed || plan.flow(i).orElseThrow().endsWhole();
    }
    if (hasWhole) {
      writeShow();
    }
    if (calls.streams()) {
      rust.blank();
      rust.doc("Shows the rows of a node's output that were just made.");
      rust.function(
          "fn show_rows",
          List.of(
              "observer: &mut dyn Observer",
              "node: usize",
              "tensor: Rows<'_, u8>",
              "rows: Range<usize>"),
          "",
          () ->
              rust.block(
                  "for y in rows", () -> rust.line("observer.rows(node, y, tensor.row(y));")));
    }
  }

  private void writeShow() {
    rust.blank();
    rust.doc("Shows all bytes of a node's output.");
    rust.function(
        "fn show",
        List.of(
            "observer: &mut dyn Observer",
            "node: usize",
            "arena: &mut ModelArena",
            "offset: usize",
            "bytes: usize"),
        "",
        () -> rust.line("observer.rows(node, 0, arena.tensors().bytes(offset, bytes));"));
  }
}

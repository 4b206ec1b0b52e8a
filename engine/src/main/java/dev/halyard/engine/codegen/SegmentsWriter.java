package dev.halyard.engine.codegen;

import dev.halyard.engine.codegen.RustExpression.Field;
import dev.halyard.engine.schedule.Plan;
import dev.halyard.engine.schedule.Segment;
import dev.halyard.engine.schedule.Stage;
import java.util.ArrayList;
import java.util.List;

/** Writes {@code segments.rs}: which nodes stream by rows, and who reads whose rows. */
final class SegmentsWriter {
  private final List<StepCode> steps;
  private final RustWriter rust = new RustWriter();

  private SegmentsWriter(List<StepCode> steps) {
    this.steps = steps;
  }

  static String write(String banner, Plan plan, List<StepCode> steps) {
    SegmentsWriter writer = new SegmentsWriter(steps);
    writer.writeHeader(banner);
    for (int i = 0; i < plan.segments().size(); i++) {
      writer.writeStages(i, plan.segments().get(i));
      writer.writeFunction(CrateNames.segment(i), plan.segments().get(i));
    }
    return writer.rust.toString();
  }

  private void writeHeader(String banner) {
    rust.comment(banner);
    rust.moduleDoc("Nodes that stream by rows: they take turns, a few rows at a time, so that of");
    rust.moduleDoc("tensors between them only rows that are still needed lie in the arena.");
    rust.blank();
    rust.line("use core::ops::Range;");
    rust.blank();
    rust.line("use halyard_tensor::flash;");
    rust.line("use halyard_tensor::stream::{self, Read, Stage};");
    rust.blank();
    rust.line("use super::arena::ModelArena;");
    rust.line("use super::nodes;");
  }

  private String function(Segment segment, int stage) {
    return steps.get(segment.firstStep() + stage).function();
  }

  private void writeStages(int index, Segment segment) {
    int reads =
        Math.max(1, segment.stages().stream().mapToInt(s -> s.reads().size()).max().orElse(1));
    rust.blank();
    rust.block(
        "flash!",
        () -> {
          rust.doc("The rows of each node, and those of others that it reads.");
          rust.block(
              "static %s: [Stage<%d>; %d] = ["
                  .formatted(
                      NameAllocator.upperCase(CrateNames.segment(index)),
                      reads,
                      segment.stages().size()),
              () -> {
                for (int stage = 0; stage < segment.stages().size(); stage++) {
                  rust.comment(function(segment, stage));
                  rust.expression("", literal(segment.stages().get(stage), reads), ",");
                }
              },
              "];");
        });
  }

  private static RustExpression literal(Stage stage, int reads) {
    List<RustExpression> literals = new ArrayList<>();
    stage.reads().forEach(read -> literals.add(RustExpression.of(literal(read))));
    while (literals.size() < reads) {
      literals.add(RustExpression.of("Read::NOTHING"));
    }
    return RustExpression.struct(
        "Stage",
        List.of(
            Field.of("rows", stage.rows()),
            Field.of("granule", stage.granule()),
            Field.of("reads", RustExpression.array(literals))));
  }

  /** Returns a read on one line, as a row of the table. */
  private static String literal(Stage.Read read) {
    return "Read { stage: %d, stride: %d, before: %d, span: %d, rows: %d }"
        .formatted(read.stage(), read.stride(), read.before(), read.span(), read.rows());
  }

  private void writeFunction(String name, Segment segment) {
    int last = segment.stages().size() - 1;
    rust.blank();
    rust.doc(
        "Runs `%s` to `%s`; tells `made` which rows of which of them were just made."
            .formatted(function(segment, 0), function(segment, last)));
    rust.function(
        "pub(crate) fn " + name,
        List.of(
            "arena: &mut ModelArena", "mut made: impl FnMut(&mut ModelArena, usize, Range<usize>)"),
        "",
        () ->
            rust.block(
                "stream::run(&" + NameAllocator.upperCase(name) + ", |stage, rows| {",
                () -> {
                  rust.block("match stage", () -> writeArms(segment, last));
                  rust.line("made(arena, stage, rows);");
                },
                "});"));
  }

  private void writeArms(Segment segment, int last) {
    for (int stage = 0; stage <= last; stage++) {
      rust.line(
          "%s => nodes::%s(arena, rows.clone()),"
              .formatted(stage == last ? "_" : "" + stage, function(segment, stage)));
    }
  }
}

package dev.halyard.engine.codegen;

import dev.halyard.engine.codegen.RustExpression.Field;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.kernel.Scratch;
import dev.halyard.engine.kernel.TileSpace;
import dev.halyard.engine.memory.Ring;
import dev.halyard.engine.schedule.Plan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes {@code nodes.rs}: a function for every step, which takes views of the arena and calls. */
final class NodesWriter {
  private final Plan plan;
  private final Graph graph;
  private final CrateNames names;
  private final RustWriter rust = new RustWriter();

  private NodesWriter(Plan plan, CrateNames names) {
    this.plan = plan;
    this.graph = plan.graph();
    this.names = names;
  }

  static String write(String banner, Plan plan, CrateNames names, List<StepCode> steps) {
    NodesWriter writer = new NodesWriter(plan, names);
    writer.writeHeader(banner, steps);
    steps.forEach(writer::writeFunction);
    return writer.rust.toString();
  }

  private void writeHeader(String banner, List<StepCode> steps) {
    rust.comment(banner);
    rust.moduleDoc("One function for each node: it takes views of the arena and calls its kernel.");
    rust.moduleDoc("They are not inlined, so that a profile by symbol is one by node.");
    if (steps.stream().anyMatch(StepCode::streams)) {
      rust.moduleDoc("Those that are told rows make only these: tensors between them are rings.");
      rust.blank();
      rust.line("use core::ops::Range;");
    }
    rust.blank();
    Set<String> kernels = new TreeSet<>();
    steps.forEach(step -> kernels.add(step.step().use().kernel().module()));
    kernels.forEach(kernel -> rust.line("use halyard_kernels::" + kernel + ";"));
    boolean hasConstantOperand =
        steps.stream()
            .flatMap(step -> step.code().calls().stream())
            .flatMap(call -> call.inputs().stream())
            .anyMatch(Operand.Constant.class::isInstance);
    rust.line(
        hasConstantOperand ? "use halyard_tensor::{Operand, Tile};" : "use halyard_tensor::Tile;");
    rust.blank();
    rust.line("use super::arena::{self, ModelArena};");
    rust.line("use super::weights;");
  }

  private void writeFunction(StepCode step) {
    rust.blank();
    rust.comment(NodeComments.describe(graph, step));
    rust.line("#[inline(never)]");
    rust.block(
        "pub(crate) fn %s(arena: &mut ModelArena%s)"
            .formatted(step.function(), step.streams() ? ", rows: Range<usize>" : ""),
        () -> {
          writeSplit(step);
          Set<String> declared = new HashSet<>();
          List<KernelCall> calls = step.code().calls();
          for (int i = 0; i < calls.size(); i++) {
            String rows = i < calls.size() - 1 ? "rows.clone()" : "rows";
            writeCall(
                step,
                calls.get(i),
                step.streams() ? rows : "0.." + calls.get(i).tiles().rows(),
                declared);
          }
        });
  }

  private void writeSplit(StepCode step) {
    Scratch scratch = step.step().use().scratch();
    if (step.scratch().isEmpty()) {
      rust.line("let tensors = arena.tensors();");
    } else if (scratch.shared()) {
      rust.line("let tensors = arena.tensors();");
      rows("carry", "i32", step.scratch().get(), scratch.bytes() / Integer.BYTES, 1);
    } else {
      rust.expression(
          "let (tensors, scratch) = ",
          RustExpression.call(
              "arena.split", "arena::" + step.scratch().get(), "" + scratch.bytes()),
          ";");
    }
  }

  private void writeCall(StepCode step, KernelCall call, String rows, Set<String> declared) {
    call.inputs().forEach(input -> declare(input, declared));
    declare(call.output(), declared);
    writeTile(rows, call.tiles());
    List<String> arguments = new ArrayList<>();
    if (!call.constants().isEmpty()) {
      arguments.add("&weights::" + call.constants() + ".get()");
    }
    call.inputs().forEach(input -> arguments.add(argument(input)));
    arguments.add(call.output().variable());
    arguments.add("tile");
    if (step.scratch().isPresent()) {
      arguments.add(step.step().use().scratch().shared() ? "carry" : "scratch");
    }
    String function = step.step().use().kernel().module() + "::run";
    rust.expression("", RustExpression.call(function, arguments.toArray(String[]::new)), ";");
  }

  private static String argument(Operand input) {
    boolean isWrapped = input instanceof Operand.View view && view.isWrapped();
    return isWrapped ? input.variable() + ".into()" : input.variable();
  }

  private void writeTile(String rows, TileSpace tiles) {
    RustExpression tile =
        RustExpression.struct(
            "Tile", List.of(Field.of("rows", rows), Field.of("blocks", "0.." + tiles.blocks())));
    rust.expression("let tile = ", tile, ";");
  }

  private void declare(Operand operand, Set<String> declared) {
    if (!declared.add(operand.variable())) {
      return;
    }
    if (operand instanceof Operand.View view) {
      Tensor tensor = graph.tensor(view.tensor());
      rows(
          view.variable(),
          RustTypes.of(tensor.type()),
          names.offset(view.tensor()),
          view.rows().length(),
          plan.ring(view.tensor()).map(Ring::kept).orElse(view.rows().rows()));
    } else if (operand instanceof Operand.Constant constant) {
      RustExpression literal =
          RustExpression.struct(
              "Operand::Constant",
              List.of(
                  Field.of("values", "weights::" + constant.array() + ".slice()"),
                  Field.of("row_length", constant.rowLength())));
      rust.expression("let " + constant.variable() + " = ", literal, ";");
    }
  }

  private void rows(String variable, String type, String offset, long length, int rows) {
    rust.expression(
        "let " + variable + " = ",
        RustExpression.call(
            "tensors.rows::<" + type + ">", "arena::" + offset, "" + length, "" + rows),
        ";");
  }

  /** Returns the names of the tensors that the steps view. */
  static Set<String> viewedTensors(List<StepCode> steps) {
    Set<String> tensors = new HashSet<>();
    for (StepCode step : steps) {
      for (KernelCall call : step.code().calls()) {
        tensors.add(call.output().tensor());
        tensors.addAll(
            call.inputs().stream()
                .filter(Operand.View.class::isInstance)
                .map(input -> ((Operand.View) input).tensor())
                .collect(Collectors.toSet()));
      }
    }
    return tensors;
  }
}

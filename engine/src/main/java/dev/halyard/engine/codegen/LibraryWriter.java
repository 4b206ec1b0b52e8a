package dev.halyard.engine.codegen;

import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.kernel.RowFlow;
import dev.halyard.engine.memory.Ring;
import dev.halyard.engine.schedule.Segment;
import dev.halyard.engine.schedule.Stage;
import java.util.ArrayList;
import java.util.List;

/** Writes {@code lib.rs}: the model as its users see it. */
final class LibraryWriter {
  private final CrateRequest request;
  private final CrateNames names;
  private final List<StepCode> steps;
  private final List<Port> inputs;
  private final List<Port> outputs;
  private final RustWriter rust = new RustWriter();

  /** An input or output of the model: its number, or nothing where there is one. */
  private record Port(String suffix, Tensor tensor, String offset) {
    String array() {
      return "[%s; %d]".formatted(RustTypes.of(tensor.type()), tensor.shape().elementCount());
    }

    String doc() {
      return "%s: %s %s"
          .formatted(RustText.code(tensor.name()), tensor.type().text(), tensor.shape());
    }
  }

  private LibraryWriter(CrateRequest request, CrateNames names, List<StepCode> steps) {
    this.request = request;
    this.names = names;
    this.steps = steps;
    this.inputs = ports(request.plan().graph().inputTensors());
    this.outputs = ports(request.plan().graph().outputTensors());
  }

  private List<Port> ports(List<Tensor> tensors) {
    List<Port> ports = new ArrayList<>();
    for (int i = 0; i < tensors.size(); i++) {
      Tensor tensor = tensors.get(i);
      ports.add(new Port(tensors.size() == 1 ? "" : "_" + i, tensor, names.offset(tensor.name())));
    }
    return ports;
  }

  static String write(CrateRequest request, CrateNames names, List<StepCode> steps) {
    LibraryWriter writer = new LibraryWriter(request, names, steps);
    writer.rust.comment(request.banner());
    LibraryDoc.write(writer.rust, request, steps);
    writer.writeHead();
    writer.writeMemory();
    writer.writeModel();
    writer.writeTrait();
    return writer.rust.toString();
  }

  private void writeHead() {
    rust.line("#![no_std]");
    rust.line("#![forbid(unsafe_code)]");
    rust.line("#![deny(missing_docs)]");
    rust.blank();
    rust.line("mod arena;");
    rust.line("mod description;");
    if (!steps.isEmpty()) {
      rust.line("mod nodes;");
      if (streams()) {
        rust.line("mod segments;");
      }
      rust.line("mod weights;");
    }
    rust.blank();
    if (streams()) {
      rust.line("use core::ops::Range;");
      rust.blank();
    }
    rust.line("use halyard_runtime::{ModelDescription, Observer};");
    if (streams()) {
      rust.line("use halyard_tensor::Rows;");
    }
    rust.blank();
    rust.line("use arena::ModelArena;");
    rust.line("pub use description::{DESCRIPTION, FEATURE_BYTES};");
    rust.blank();
    rust.comment("Made for exactly these crates: no other version of them compiles.");
    rust.block(
        "const _: () = {",
        () -> {
          String version = RustText.literal(CrateSources.version());
          for (CrateSources.Crate crate : CrateSources.FOR_MODELS) {
            String path = crate.packageName().replace('-', '_');
            rust.line("halyard_tensor::require_version(" + path + "::VERSION, " + version + ");");
          }
        },
        "};");
  }

  private void writeMemory() {
    rust.blank();
    rust.doc("The memory of one instance of the model: its arena.");
    rust.block("pub struct Memory", () -> rust.line("arena: ModelArena,"));
    rust.blank();
    rust.block(
        "impl Memory",
        () -> {
          rust.doc("Zeroed memory; a `static` of it takes no flash.");
          rust.block(
              "pub const fn new() -> Self",
              () -> rust.block("Self", () -> rust.line("arena: ModelArena::new(),")));
        });
    rust.blank();
    rust.block(
        "impl Default for Memory",
        () -> rust.block("fn default() -> Self", () -> rust.line("Self::new()")));
  }

  private void writeModel() {
    rust.blank();
    rust.doc("The model, with the memory that it infers in.");
    rust.block("pub struct Model<'m>", () -> rust.line("memory: &'m mut Memory,"));
    rust.blank();
    List<Runnable> methods = new ArrayList<>();
    methods.add(this::writeNew);
    methods.add(this::writeReset);
    inputs.forEach(port -> methods.add(() -> writeInput(port)));
    outputs.forEach(port -> methods.add(() -> writeOutput(port)));
    methods.add(this::writeInfer);
    methods.add(this::writePredict);
    methods.add(this::writeInferObserved);
    rust.block("impl<'m> Model<'m>", () -> rust.separated(methods));
    if (!steps.isEmpty()) {
      writeShows();
    }
  }

  private void writeNew() {
    rust.doc("A model that infers in `memory`.");
    rust.block(
        "pub const fn new(memory: &'m mut Memory) -> Self", () -> rust.line("Self { memory }"));
  }

  private void writeReset() {
    rust.doc("Forgets earlier inferences; this model keeps nothing of them.");
    rust.line("pub fn reset(&mut self) {}");
  }

  private void writeInput(Port port) {
    rust.doc("Input " + port.doc() + ", to be set before an inference.");
    rust.doc(
        request.inputsKept() ? "An inference leaves it as it was." : "An inference overwrites it.");
    rust.block(
        "pub fn input%s_mut(&mut self) -> &mut %s".formatted(port.suffix(), port.array()),
        () -> {
          rust.line("let arena = &mut self.memory.arena;");
          rust.line("arena.array_mut(arena::" + port.offset() + ")");
        });
  }

  private void writeOutput(Port port) {
    rust.doc("Output " + port.doc() + ", of the last inference.");
    rust.block(
        "pub fn output%s(&self) -> &%s".formatted(port.suffix(), port.array()),
        () -> {
          rust.line("let arena = &self.memory.arena;");
          rust.line("arena.array(arena::" + port.offset() + ")");
        });
  }

  private boolean hasOneOutput() {
    return outputs.size() == 1;
  }

  private void writeInfer() {
    rust.doc(
        hasOneOutput()
            ? "Computes the output from the input, and returns it."
            : "Computes the outputs from the inputs.");
    rust.line("#[inline(never)]");
    String result = hasOneOutput() ? " -> &" + outputs.get(0).array() : "";
    rust.block(
        "pub fn infer(&mut self)" + result,
        () -> {
          if (!steps.isEmpty()) {
            rust.line("let arena = &mut self.memory.arena;");
          }
          for (int i = 0; i < steps.size(); i = next(i)) {
            writeStep(i);
          }
          if (hasOneOutput()) {
            rust.line("self.output()");
          }
        });
  }

  private boolean streams() {
    return !request.plan().segments().isEmpty();
  }

  /** Returns the step after a step that runs at once, or after the segment that it begins. */
  private int next(int step) {
    return request.plan().segmentOf(step).map(Segment::lastStep).orElse(step) + 1;
  }

  private void writeStep(int index) {
    if (steps.get(index).streams()) {
      rust.line("segments::" + segment(index) + "(arena, |_, _, _| {});");
    } else {
      rust.line("nodes::" + steps.get(index).function() + "(arena);");
    }
  }

  private String segment(int step) {
    List<Segment> segments = request.plan().segments();
    return CrateNames.segment(segments.indexOf(request.plan().segmentOf(step).orElseThrow()));
  }

  private void writePredict() {
    rust.doc(
        "Infers on copies: takes "
            + (inputs.size() == 1 ? "an input" : "inputs")
            + " and returns what comes of it.");
    List<String> parameters = new ArrayList<>(List.of("&mut self"));
    inputs.forEach(port -> parameters.add("input%s: &%s".formatted(port.suffix(), port.array())));
    List<String> results = outputs.stream().map(Port::array).toList();
    rust.function(
        "pub fn predict",
        parameters,
        hasOneOutput() ? results.get(0) : "(" + String.join(", ", results) + ")",
        () -> {
          inputs.forEach(
              port ->
                  rust.line(
                      "*self.input%s_mut() = *input%s;".formatted(port.suffix(), port.suffix())));
          if (hasOneOutput()) {
            rust.line("*self.infer()");
          } else {
            rust.line("self.infer();");
            List<String> copies =
                outputs.stream().map(port -> "*self.output%s()".formatted(port.suffix())).toList();
            rust.expression("", RustExpression.call("", copies.toArray(String[]::new)), "");
          }
        });
  }

  private void writeInferObserved() {
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
          for (int i = 0; i < steps.size(); i = next(i)) {
            if (steps.get(i).streams()) {
              writeObservedSegment(i);
            } else {
              writeStep(i);
              rust.expression("", show(i), ";");
            }
          }
        });
  }

  private void writeObservedSegment(int first) {
    Segment segment = request.plan().segmentOf(first).orElseThrow();
    rust.block(
        "segments::" + segment(first) + "(arena, |arena, stage, rows| {",
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
    RowFlow flow = request.plan().flow(step).orElseThrow();
    if (flow.endsWhole()) {
      rust.expression("%d if rows.end == %d => ".formatted(index, stage.rows()), show(step), ",");
      return;
    }
    Tensor output = output(step);
    int rows = flow.output().rows();
    RustExpression tensor =
        RustExpression.call(
            "tensors.rows",
            "arena::" + names.offset(output.name()),
            "" + output.byteCount() / rows,
            "" + request.plan().ring(output.name()).map(Ring::kept).orElse(rows));
    rust.expression(
        index + " => ",
        RustExpression.call(
            "show_rows",
            List.of(
                RustExpression.of("observer"),
                RustExpression.of(step),
                tensor,
                RustExpression.of("rows"))),
        ",");
  }

  private Tensor output(int step) {
    return request.plan().graph().output(steps.get(step).step().node());
  }

  private RustExpression show(int step) {
    return RustExpression.call(
        "show",
        "observer",
        "" + step,
        "arena",
        "arena::" + names.offset(output(step).name()),
        "" + output(step).byteCount());
  }

  /** Writes what the observed inference calls. */
  private void writeShows() {
    boolean hasWhole = false;
    for (int i = 0; i < steps.size(); i++) {
      boolean isStreamed = steps.get(i).streams();
      hasWhole |= !isStreamed || request.plan().flow(i).orElseThrow().endsWhole();
    }
    if (hasWhole) {
      writeShow();
    }
    if (streams()) {
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

  private void writeTrait() {
    rust.blank();
    rust.block(
        "impl halyard_runtime::Model for Model<'_>",
        () ->
            rust.separated(
                List.of(
                    () ->
                        rust.block(
                            "fn description(&self) -> ModelDescription",
                            () -> rust.line("*DESCRIPTION.get()")),
                    () -> rust.block("fn reset(&mut self)", () -> rust.line("Self::reset(self);")),
                    () ->
                        rust.block(
                            "fn input_bytes_mut(&mut self, index: usize) -> &mut [u8]",
                            () -> writeBytes("&mut ", "bytes_mut", "input", inputs)),
                    () ->
                        rust.block(
                            "fn output_bytes(&self, index: usize) -> &[u8]",
                            () -> writeBytes("&", "bytes", "output", outputs)),
                    () -> rust.block("fn infer(&mut self)", () -> rust.line("Self::infer(self);")),
                    () ->
                        rust.block(
                            "fn infer_observed(&mut self, observer: &mut dyn Observer)",
                            () -> rust.line("Self::infer_observed(self, observer);")))));
  }

  private void writeBytes(String borrow, String method, String what, List<Port> ports) {
    rust.line("let bytes = self.memory.arena." + method + "();");
    rust.block(
        "match index",
        () -> {
          for (int i = 0; i < ports.size(); i++) {
            Port port = ports.get(i);
            rust.line(
                "%d => %sbytes[arena::%s..][..%d],"
                    .formatted(i, borrow, port.offset(), port.tensor().byteCount()));
          }
          rust.line("_ => panic!(\"the model has %d %s(s)\"),".formatted(ports.size(), what));
        });
  }
}

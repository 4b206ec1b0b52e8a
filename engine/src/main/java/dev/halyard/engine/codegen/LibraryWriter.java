package dev.halyard.engine.codegen;

import dev.halyard.engine.ir.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Writes {@code lib.rs}: the model as its users see it. */
final class LibraryWriter {
  private final CrateRequest request;
  private final CrateNames names;
  private final List<StepCode> steps;
  private final StepCalls calls;
  private final List<Port> inputs;
  private final List<Port> outputs;
  private final RustWriter rust = new RustWriter();

  private LibraryWriter(CrateRequest request, CrateNames names, List<StepCode> steps) {
    this.request = request;
    this.names = names;
    this.steps = steps;
    this.calls = new StepCalls(request.plan(), steps);
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
    ModelTraitWriter.write(writer.rust, writer.inputs, writer.outputs);
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
      if (calls.streams()) {
        rust.line("mod segments;");
      }
      rust.line("mod weights;");
    }
    rust.blank();
    if (calls.streams()) {
      rust.line("use core::ops::Range;");
      rust.blank();
    }
    rust.line("use halyard_runtime::{ModelDescription, Observer};");
    if (calls.streams()) {
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
    ObserverWriter observer = new ObserverWriter(rust, request.plan(), names, steps);
    methods.add(observer::writeMethod);
    rust.block("impl<'m> Model<'m>", () -> rust.separated(methods));
    observer.writeFunctions();
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
          for (int i = 0; i < steps.size(); i = calls.next(i)) {
            rust.line(calls.call(i));
          }
          if (hasOneOutput()) {
            rust.line("self.output()");
          }
        });
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
}

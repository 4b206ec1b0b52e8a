package dev.halyard.engine.codegen;

import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Quantization;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.memory.MemoryPlan;
import java.util.List;

/** Writes the documentation of a model crate, with an example that infers. */
final class LibraryDoc {
  private LibraryDoc() {}

  static void write(RustWriter rust, CrateRequest request, List<StepCode> steps) {
    Graph graph = request.plan().graph();
    rust.moduleDoc("The neural network %s as plain Rust.".formatted(RustText.code(graph.name())));
    rust.moduleDoc("");
    rust.moduleDoc(
        "Compiled by Halyard %s from %s, SHA-256"
            .formatted(CrateSources.version(), RustText.code(request.fileName())));
    rust.moduleDoc("`" + request.sha256() + "`.");
    rust.moduleDoc("");
    rust.moduleDoc("| tensor | name | type | shape | scale | zero point |");
    rust.moduleDoc("|---|---|---|---|---|---|");
    writeTensors(rust, "input", graph.inputTensors());
    writeTensors(rust, "output", graph.outputTensors());
    rust.moduleDoc("");
    rust.moduleDoc(
        "A quantized `value` stands for `scale * (value - zero_point)`; `DESCRIPTION` has the numbers.");
    writeMemory(rust, request, steps);
    rust.moduleDoc("");
    writeExample(rust, graph);
  }

  private static void writeTensors(RustWriter rust, String what, List<Tensor> tensors) {
    for (int i = 0; i < tensors.size(); i++) {
      Tensor tensor = tensors.get(i);
      Quantization quantization = tensor.quantization();
      rust.moduleDoc(
          "| %s%s | %s | %s | `%s` | %s | %s |"
              .formatted(
                  what,
                  tensors.size() == 1 ? "" : " " + i,
                  RustText.code(tensor.name()).replace("|", "\\|"),
                  tensor.type().text(),
                  tensor.shape(),
                  quantization == null ? "" : RustText.float32(quantization.scale()),
                  quantization == null ? "" : quantization.zeroPoint()));
    }
  }

  private static void writeMemory(RustWriter rust, CrateRequest request, List<StepCode> steps) {
    MemoryPlan memory = request.plan().memory();
    long flashBytes = steps.stream().mapToLong(step -> step.code().arrayBytes()).sum();
    rust.moduleDoc("");
    rust.moduleDoc(
        "The arena has %d bytes, %d of them for tensors; weights and tables take %d bytes of flash."
            .formatted(memory.arenaBytes(), memory.tensorBytes(), flashBytes));
    rust.moduleDoc(
        "An inference does %d multiplications with weights.".formatted(request.plan().macs()));
  }

  private static void writeExample(RustWriter rust, Graph graph) {
    String name = CrateNames.packageName(graph.name());
    rust.moduleDoc("```");
    rust.moduleDoc("use " + name + "::{Memory, Model};");
    rust.moduleDoc("");
    rust.moduleDoc("let mut memory = Memory::new();");
    rust.moduleDoc("let mut model = Model::new(&mut memory);");
    boolean hasOneInput = graph.inputs().size() == 1;
    for (int i = 0; i < graph.inputs().size(); i++) {
      boolean isFloat = graph.inputTensors().get(i).type() == ElementType.FLOAT32;
      rust.moduleDoc(
          "model.input%s_mut().fill(%s);"
              .formatted(hasOneInput ? "" : "_" + i, isFloat ? "0.0" : "0"));
    }
    rust.moduleDoc("model.infer();");
    boolean hasOneOutput = graph.outputs().size() == 1;
    for (int i = 0; i < graph.outputs().size(); i++) {
      rust.moduleDoc(
          "assert_eq!(model.output%s().len(), %d);"
              .formatted(
                  hasOneOutput ? "" : "_" + i,
                  graph.outputTensors().get(i).shape().elementCount()));
    }
    rust.moduleDoc("```");
    rust.moduleDoc("");
    rust.moduleDoc("In firmware, `halyard_runtime::Singleton` hands out a `static` memory.");
  }
}

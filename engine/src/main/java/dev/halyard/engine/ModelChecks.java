package dev.halyard.engine;

import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.engine.diagnostic.Diagnostic;
import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Tensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Whether a graph's inputs and outputs can be those of a crate. */
final class ModelChecks {
  private ModelChecks() {}

  /**
   * @throws CompileException if an input or output cannot be, with all of them
   */
  static void requireUsable(Graph graph) {
    List<Diagnostic> problems = new ArrayList<>();
    if (graph.inputs().isEmpty()) {
      problems.add(
          Diagnostic.error(
              "model '" + graph.name() + "'", "there is no input; supported: 1 or more"));
    }
    graph.inputTensors().forEach(tensor -> checkType("input", tensor, problems));
    for (Tensor tensor : graph.outputTensors()) {
      checkType("output", tensor, problems);
      if (tensor.isConstant()) {
        problems.add(
            Diagnostic.error(
                "output '" + tensor.name() + "'",
                "it is constant: it does not depend on any input; remove it from the model"));
      }
    }
    if (new HashSet<>(graph.outputs()).size() < graph.outputs().size()) {
      problems.add(
          Diagnostic.error(
              "model '" + graph.name() + "'",
              "an output is there twice: " + graph.outputs() + "; supported: each once"));
    }
    if (!problems.isEmpty()) {
      throw new CompileException(problems);
    }
  }

  private static void checkType(String what, Tensor tensor, List<Diagnostic> problems) {
    if (tensor.type() == ElementType.INT64) {
      problems.add(
          Diagnostic.error(
              what + " '" + tensor.name() + "'",
              "type int64 is not supported; supported: int8, uint8, int16, int32, float32"));
    }
  }
}

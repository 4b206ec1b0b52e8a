package dev.halyard.engine.importer.tflite;

import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.engine.diagnostic.Diagnostic;
import dev.halyard.engine.importer.tflite.schema.SchemaBuffer;
import dev.halyard.engine.importer.tflite.schema.SchemaModel;
import dev.halyard.engine.importer.tflite.schema.SchemaOperator;
import dev.halyard.engine.importer.tflite.schema.SchemaOperatorCode;
import dev.halyard.engine.importer.tflite.schema.SchemaSubGraph;
import dev.halyard.engine.importer.tflite.schema.SchemaTensor;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * The lists of a file, with every index in them valid.
 *
 * @param tensors of the graph
 * @param buffers of the file
 * @param operators in execution order
 * @param inputs of the graph: tensors, each once
 * @param outputs of the graph: tensors, each once
 */
record ModelFile(
    List<SchemaTensor> tensors,
    List<SchemaBuffer> buffers,
    List<FileOperator> operators,
    List<Integer> inputs,
    List<Integer> outputs) {

  /** The index of an optional tensor that is absent. */
  static final int ABSENT = -1;

  /**
   * Returns the lists of the first subgraph.
   *
   * @throws CompileException with every index that points to nothing
   */
  static ModelFile of(SchemaModel model, String location) {
    SchemaSubGraph graph = model.subgraphs().get(0);
    List<Diagnostic> problems = new ArrayList<>();
    List<SchemaOperatorCode> codes = model.operatorCodes();
    List<FileOperator> operators = new ArrayList<>();
    for (SchemaOperator table : graph.operators()) {
      int index = operators.size();
      int code = table.opcodeIndex();
      if (code < 0 || code >= codes.size()) {
        problems.add(
            Diagnostic.error(
                "operator " + index,
                "has operator code %s of %d; the file is damaged"
                    .formatted(Integer.toUnsignedString(code), codes.size())));
      } else {
        operators.add(FileOperator.of(index, codes.get(code), table));
      }
    }
    ModelFile file =
        new ModelFile(graph.tensors(), model.buffers(), operators, graph.inputs(), graph.outputs());
    file.check(location, problems);
    if (!problems.isEmpty()) {
      throw new CompileException(problems);
    }
    return file;
  }

  private void check(String location, List<Diagnostic> problems) {
    for (int index = 0; index < tensors.size(); index++) {
      int buffer = tensors.get(index).buffer();
      // A tensor without data may name buffer 0 of a file without buffers.
      if (buffer != 0 && (buffer < 0 || buffer >= buffers.size())) {
        problems.add(
            Diagnostic.error(
                "tensor " + index,
                "has buffer %s of %d; the file is damaged"
                    .formatted(Integer.toUnsignedString(buffer), buffers.size())));
      }
    }
    for (FileOperator operator : operators) {
      String place = "operator %s %d".formatted(operator.title(), operator.index());
      operator.inputs().stream()
          .filter(input -> input != ABSENT)
          .forEach(input -> checkTensor(input, "input", place, problems));
      operator.outputs().forEach(output -> checkTensor(output, "output", place, problems));
    }
    checkEnds(inputs, "input", location, problems);
    checkEnds(outputs, "output", location, problems);
  }

  private void checkEnds(
      List<Integer> ends, String role, String location, List<Diagnostic> problems) {
    if (ends.isEmpty()) {
      problems.add(Diagnostic.error(location, "has no " + role + "; supported: 1 or more"));
    }
    ends.forEach(end -> checkTensor(end, role, location, problems));
    if (new HashSet<>(ends).size() < ends.size()) {
      problems.add(
          Diagnostic.error(location, "has the same tensor as two " + role + "s; supported: one"));
    }
  }

  private void checkTensor(int tensor, String role, String place, List<Diagnostic> problems) {
    if (tensor < 0 || tensor >= tensors.size()) {
      problems.add(
          Diagnostic.error(
              place,
              "has %s tensor %d of %d; the file is damaged"
                  .formatted(role, tensor, tensors.size())));
    }
  }
}

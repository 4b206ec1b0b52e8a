package dev.halyard.engine.importer.tflite;

import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.engine.diagnostic.Diagnostic;
import dev.halyard.engine.importer.tflite.operator.ImportedOperator;
import dev.halyard.engine.importer.tflite.operator.OperatorCall;
import dev.halyard.engine.importer.tflite.operator.OperatorReader;
import dev.halyard.engine.importer.tflite.operator.OperatorTable;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the graph of a file whose structure and indices are sound. */
final class GraphReader {
  private final ModelFile file;
  private final String name;
  private final List<Diagnostic> problems = new ArrayList<>();
  private final List<String> tensorNames;
  private final List<String> nodeNames;
  private final TensorReader tensors;
  private boolean supportedListed;

  GraphReader(ModelFile file, String name) {
    this.file = file;
    this.name = name;
    this.tensorNames = tensorNames(file);
    this.nodeNames = nodeNames(file);
    this.tensors = new TensorReader(file, tensorNames, problems::add);
  }

  /**
   * @throws CompileException with everything that stands against the file
   */
  Graph read() {
    Execution execution = new Execution(file, tensorNames, tensors::isConstant);
    List<FileOperator> operators = execution.live();
    List<String> locations = file.operators().stream().map(this::location).toList();
    execution.check(operators, locations, problems::add);
    checkInputs();
    Map<String, Tensor> used = new LinkedHashMap<>();
    file.inputs().forEach(input -> tensors.tensor(input).ifPresent(it -> used.put(it.name(), it)));
    List<Node> nodes = new ArrayList<>();
    for (FileOperator operator : operators) {
      node(operator, used).ifPresent(nodes::add);
    }
    if (!problems.isEmpty()) {
      throw new CompileException(problems);
    }
    return new Graph(name, named(file.inputs()), named(file.outputs()), used, nodes);
  }

  private Optional<Node> node(FileOperator operator, Map<String, Tensor> used) {
    Optional<OperatorReader> reader = operator.reader();
    if (reader.isEmpty()) {
      problems.add(Diagnostic.error(location(operator), unsupported()));
      return Optional.empty();
    }
    Optional<OperatorCall> call = call(operator);
    Optional<ImportedOperator> imported = call.flatMap(reader.get()::read);
    call.ifPresent(it -> problems.addAll(it.problems()));
    if (imported.isEmpty()) {
      return Optional.empty();
    }
    List<String> inputs = imported.get().inputs().stream().map(Tensor::name).toList();
    imported.get().inputs().forEach(input -> used.put(input.name(), input));
    List<String> outputs = named(operator.outputs());
    operator.outputs().stream()
        .flatMap(output -> tensors.tensor(output).stream())
        .forEach(output -> used.put(output.name(), output));
    String nodeName = nodeNames.get(operator.index());
    return Optional.of(new Node(nodeName, imported.get().operator(), inputs, outputs));
  }

  /** Lists what is supported once, not with each of many operators. */
  private String unsupported() {
    String supported = supportedListed ? "the operators listed above" : OperatorTable.supported();
    supportedListed = true;
    return "is not supported; supported: " + supported;
  }

  /** Returns the operator with its tensors; empty if one of them cannot be represented. */
  private Optional<OperatorCall> call(FileOperator operator) {
    List<Optional<Tensor>> inputs = new ArrayList<>();
    boolean complete = true;
    for (int input : operator.inputsRead()) {
      Optional<Tensor> tensor =
          input == ModelFile.ABSENT ? Optional.empty() : tensors.tensor(input);
      complete &= input == ModelFile.ABSENT || tensor.isPresent();
      inputs.add(tensor);
    }
    List<Tensor> outputs =
        operator.outputs().stream().flatMap(output -> tensors.tensor(output).stream()).toList();
    complete &= outputs.size() == operator.outputs().size();
    return complete
        ? Optional.of(new OperatorCall(location(operator), operator.table(), inputs, outputs))
        : Optional.empty();
  }

  /**
   * Reports inputs whose shape is not fixed; a dynamic batch is the one of the shape, which is 1.
   */
  private void checkInputs() {
    for (int input : file.inputs()) {
      List<Integer> signature = file.tensors().get(input).shapeSignature();
      if (signature.stream().skip(1).anyMatch(dimension -> dimension < 0)) {
        problems.add(
            Diagnostic.error(
                "input '%s'".formatted(tensorNames.get(input)),
                "dynamic shape %s is not supported; supported: fixed dimensions after the batch;"
                        .formatted(signature.toString().replace(" ", ""))
                    + " convert the model with a fixed input shape"));
      }
    }
  }

  private String location(FileOperator operator) {
    return "operator %s '%s'".formatted(operator.title(), nodeNames.get(operator.index()));
  }

  private List<String> named(List<Integer> indices) {
    return indices.stream().map(tensorNames::get).toList();
  }

  /** Inputs and outputs choose first, then activations, so that these keep the file's names. */
  private static List<String> tensorNames(ModelFile file) {
    List<String> chosen = new ArrayList<>(Collections.nCopies(file.tensors().size(), ""));
    Names names = new Names();
    List<Integer> order = new ArrayList<>(file.inputs());
    order.addAll(file.outputs());
    file.operators().forEach(operator -> order.addAll(operator.outputs()));
    for (int index = 0; index < chosen.size(); index++) {
      order.add(index);
    }
    for (int index : order) {
      if (chosen.get(index).isEmpty()) {
        chosen.set(index, names.unique(Names.tensor(file.tensors().get(index).name(), index)));
      }
    }
    return List.copyOf(chosen);
  }

  private static List<String> nodeNames(ModelFile file) {
    Names names = new Names();
    return file.operators().stream()
        .map(
            operator ->
                names.unique(
                    Names.node(operator.title(), operator.index(), outputName(file, operator))))
        .toList();
  }

  private static String outputName(ModelFile file, FileOperator operator) {
    return operator.outputs().isEmpty() ? "" : file.tensors().get(operator.outputs().get(0)).name();
  }
}

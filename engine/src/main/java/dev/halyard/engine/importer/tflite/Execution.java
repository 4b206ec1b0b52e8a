package dev.halyard.engine.importer.tflite;

import dev.halyard.engine.diagnostic.Diagnostic;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/** The order of a file's operators: which ones count, and whether each runs after its inputs. */
final class Execution {
  private final ModelFile file;
  private final List<String> tensorNames;
  private final IntPredicate isConstant;

  /**
   * @param isConstant tells whether the file has data for a tensor
   */
  Execution(ModelFile file, List<String> tensorNames, IntPredicate isConstant) {
    this.file = file;
    this.tensorNames = tensorNames;
    this.isConstant = isConstant;
  }

  /** Returns the operators that an output of the graph needs, in execution order. */
  List<FileOperator> live() {
    Set<Integer> needed = new HashSet<>(file.outputs());
    List<FileOperator> live = new ArrayList<>();
    for (int index = file.operators().size() - 1; index >= 0; index--) {
      FileOperator operator = file.operators().get(index);
      if (operator.outputs().stream().anyMatch(needed::contains)) {
        live.add(operator);
        needed.addAll(operator.inputsRead());
      }
    }
    Collections.reverse(live);
    return live;
  }

  /**
   * Reports tensors that are made twice, read before they are made, or never made.
   *
   * @param locations of the operators, by index in the file
   */
  void check(List<FileOperator> operators, List<String> locations, Consumer<Diagnostic> problems) {
    Set<Integer> made = new HashSet<>(file.inputs());
    for (FileOperator operator : operators) {
      String location = locations.get(operator.index());
      for (int input : operator.inputsRead()) {
        if (!made.contains(input) && !needsNoProducer(input)) {
          problems.accept(
              Diagnostic.error(
                  location,
                  "its input '%s' is made by no operator before it; the file is damaged"
                      .formatted(tensorNames.get(input))));
        }
      }
      for (int output : operator.outputs()) {
        if (isConstant.test(output) || !made.add(output)) {
          problems.accept(
              Diagnostic.error(
                  location,
                  "its output '%s' is a constant, an input or made before; the file is damaged"
                      .formatted(tensorNames.get(output))));
        }
      }
    }
    checkEnds(operators, problems);
  }

  /** A variable is state, which is reported as such where it is read. */
  private boolean needsNoProducer(int input) {
    return input == ModelFile.ABSENT
        || isConstant.test(input)
        || file.tensors().get(input).isVariable();
  }

  private void checkEnds(List<FileOperator> operators, Consumer<Diagnostic> problems) {
    Set<Integer> made = new HashSet<>();
    operators.forEach(operator -> made.addAll(operator.outputs()));
    for (int output : file.outputs()) {
      if (!made.contains(output)) {
        problems.accept(
            Diagnostic.error(
                "output '%s'".formatted(tensorNames.get(output)),
                "is made by no operator; supported: outputs that are computed"));
      }
    }
    for (int input : file.inputs()) {
      if (isConstant.test(input)) {
        problems.accept(
            Diagnostic.error(
                "input '%s'".formatted(tensorNames.get(input)),
                "has constant data; supported: inputs without data"));
      }
    }
  }
}

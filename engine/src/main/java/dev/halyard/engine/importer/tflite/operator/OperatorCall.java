package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.diagnostic.Diagnostic;
import dev.halyard.engine.importer.tflite.schema.OptionsType;
import dev.halyard.engine.importer.tflite.schema.SchemaOperator;
import dev.halyard.engine.importer.tflite.schema.SchemaTable;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.ir.op.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One operator of a file with its tensors, and where a reader reports what is wrong with it. */
public final class OperatorCall {
  private final String location;
  private final SchemaOperator operator;
  private final List<Optional<Tensor>> inputs;
  private final List<Tensor> outputs;
  private final List<Diagnostic> problems = new ArrayList<>();

  /**
   * @param location that diagnostics name, for example {@code operator CONV_2D 'conv1'}
   * @param operator of the file
   * @param inputs those that the reader asks for; empty where an optional one is absent
   * @param outputs all
   */
  public OperatorCall(
      String location,
      SchemaOperator operator,
      List<Optional<Tensor>> inputs,
      List<Tensor> outputs) {
    this.location = location;
    this.operator = operator;
    this.inputs = List.copyOf(inputs);
    this.outputs = List.copyOf(outputs);
  }

  /** Returns what has been reported. */
  public List<Diagnostic> problems() {
    return List.copyOf(problems);
  }

  /** Tells whether nothing has been reported. */
  boolean isSound() {
    return problems.isEmpty();
  }

  /** Reports what is wrong, what is accepted and the remedy. */
  void problem(String message) {
    problems.add(Diagnostic.error(location, message));
  }

  /** Reports {@code what} that the file asks for and Halyard does not have. */
  void unsupported(String what, String supported) {
    problem("%s is not supported; supported: %s".formatted(what, supported));
  }

  /**
   * Checks the number of inputs, and that there is one output. Where it returns false nothing may
   * be read.
   *
   * @param least inputs that must be present
   * @param most inputs that may be present; further ones may be absent only
   */
  boolean hasOperands(int least, int most) {
    long surplus = inputs.stream().skip(most).filter(Optional::isPresent).count();
    long present = inputs.stream().limit(least).filter(Optional::isPresent).count();
    if (surplus > 0 || present < least) {
      long count = inputs.stream().filter(Optional::isPresent).count();
      unsupported(
          "a number of %d inputs".formatted(count),
          least == most ? String.valueOf(least) : "%d to %d".formatted(least, most));
    }
    if (outputs.size() != 1) {
      unsupported("a number of %d outputs".formatted(outputs.size()), "1");
    }
    return isSound();
  }

  int inputCount() {
    return inputs.size();
  }

  boolean hasInput(int index) {
    return index < inputs.size() && inputs.get(index).isPresent();
  }

  /** Returns an input that {@link #hasInput} or {@link #hasOperands} has found. */
  Tensor input(int index) {
    return inputs.get(index).orElseThrow();
  }

  Tensor output() {
    return outputs.get(0);
  }

  /**
   * Returns the options; reports and returns empty where the file has those of another operator.
   */
  <T extends SchemaTable> Optional<T> options(OptionsType type, T table) {
    Optional<T> options = operator.options(type, table);
    if (options.isEmpty()) {
      problem("its options are those of another operator; the file is damaged");
    }
    return options;
  }

  /**
   * Returns the result of a reader: empty if anything has been reported.
   *
   * @param inputsKept how many of the inputs, from the first, are inputs of the node
   */
  Optional<ImportedOperator> make(Operator made, int inputsKept) {
    if (!isSound()) {
      return Optional.empty();
    }
    List<Tensor> kept = inputs.stream().limit(inputsKept).flatMap(Optional::stream).toList();
    return Optional.of(new ImportedOperator(made, kept));
  }
}

package dev.halyard.engine.importer.tflite.operator;

import java.util.Optional;

/** Makes an operator of the graph from one of the file; stateless. */
public interface OperatorReader {

  /**
   * Returns the operator, or reports to {@code call} everything that stands against it and returns
   * empty.
   */
  Optional<ImportedOperator> read(OperatorCall call);

  /** Returns how many inputs of the file's operator, from the first, matter at all. */
  default int inputsRead() {
    return Integer.MAX_VALUE;
  }
}

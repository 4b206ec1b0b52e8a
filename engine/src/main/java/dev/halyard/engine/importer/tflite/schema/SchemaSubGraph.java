package dev.halyard.engine.importer.tflite.schema;

import java.util.List;

/** Table SubGraph: tensors, and operators in execution order. */
public final class SchemaSubGraph extends SchemaTable {
  private static final Field TENSORS = new Field(0, "tensors");
  private static final Field INPUTS = new Field(1, "inputs");
  private static final Field OUTPUTS = new Field(2, "outputs");
  private static final Field OPERATORS = new Field(3, "operators");

  static void verify(TableCheck check) {
    check.tables(TENSORS, Limits.TENSORS, SchemaTensor::verify);
    check.scalars(INPUTS, 4, Limits.EDGES);
    check.scalars(OUTPUTS, 4, Limits.EDGES);
    check.tables(OPERATORS, Limits.OPERATORS, SchemaOperator::verify);
  }

  /** Returns the tensors. */
  public List<SchemaTensor> tensors() {
    return tables(TENSORS, SchemaTensor::new);
  }

  /** Returns the indices of the tensors that a user sets. */
  public List<Integer> inputs() {
    return int32s(INPUTS);
  }

  /** Returns the indices of the tensors that a user reads. */
  public List<Integer> outputs() {
    return int32s(OUTPUTS);
  }

  /** Returns the operators in execution order. */
  public List<SchemaOperator> operators() {
    return tables(OPERATORS, SchemaOperator::new);
  }
}

package dev.halyard.engine.importer.tflite.schema;

import java.util.List;
import java.util.Optional;

/** Table Operator: one operator applied to tensors. */
public final class SchemaOperator extends SchemaTable {
  private static final Field OPCODE_INDEX = new Field(0, "opcode_index");
  private static final Field INPUTS = new Field(1, "inputs");
  private static final Field OUTPUTS = new Field(2, "outputs");
  private static final Field OPTIONS_TYPE = new Field(3, "builtin_options_type");
  private static final Field OPTIONS = new Field(4, "builtin_options");

  static void verify(TableCheck check) {
    check.scalar(OPCODE_INDEX, 4);
    check.scalars(INPUTS, 4, Limits.EDGES);
    check.scalars(OUTPUTS, 4, Limits.EDGES);
    check.scalar(OPTIONS_TYPE, 1);
    OptionsType.of(check.uint8(OPTIONS_TYPE)).ifPresent(type -> check.table(OPTIONS, type::verify));
  }

  /** Returns the index of the operator code, unsigned. */
  public int opcodeIndex() {
    return int32(OPCODE_INDEX, 0);
  }

  /** Returns the indices of the tensors read; −1 for an optional one that is absent. */
  public List<Integer> inputs() {
    return int32s(INPUTS);
  }

  /** Returns the indices of the tensors made. */
  public List<Integer> outputs() {
    return int32s(OUTPUTS);
  }

  /** Tells whether the file gives this operator no options. */
  public boolean lacksOptions() {
    return uint8(OPTIONS_TYPE) == 0;
  }

  /**
   * Returns the options, which read as their defaults where the file gives none; empty if it gives
   * options of another type.
   *
   * @param table an unused one, to read the options with
   */
  public <T extends SchemaTable> Optional<T> options(OptionsType type, T table) {
    if (lacksOptions()) {
      return Optional.of(table);
    }
    return uint8(OPTIONS_TYPE) == type.code()
        ? Optional.of(table(OPTIONS, table))
        : Optional.empty();
  }
}

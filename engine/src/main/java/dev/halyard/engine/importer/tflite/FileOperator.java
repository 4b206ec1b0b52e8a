package dev.halyard.engine.importer.tflite;

import dev.halyard.engine.importer.tflite.operator.OperatorReader;
import dev.halyard.engine.importer.tflite.operator.OperatorTable;
import dev.halyard.engine.importer.tflite.schema.BuiltinOperator;
import dev.halyard.engine.importer.tflite.schema.SchemaOperator;
import dev.halyard.engine.importer.tflite.schema.SchemaOperatorCode;
import java.util.List;
import java.util.Optional;

/**
 * An operator of a file.
 *
 * @param index in execution order
 * @param title builtin name, {@code CUSTOM 'name'} or {@code BUILTIN 300} for one that this schema
 *     does not know
 * @param reader empty if it is not supported
 * @param table with the options
 * @param inputs indices of tensors, or {@link ModelFile#ABSENT}
 * @param outputs indices of tensors
 */
record FileOperator(
    int index,
    String title,
    Optional<OperatorReader> reader,
    SchemaOperator table,
    List<Integer> inputs,
    List<Integer> outputs) {

  static FileOperator of(int index, SchemaOperatorCode code, SchemaOperator table) {
    Optional<BuiltinOperator> builtin = BuiltinOperator.of(code.code());
    return new FileOperator(
        index,
        title(code, builtin),
        builtin.flatMap(OperatorTable::reader),
        table,
        table.inputs(),
        table.outputs());
  }

  private static String title(SchemaOperatorCode code, Optional<BuiltinOperator> builtin) {
    if (builtin.isEmpty()) {
      return "BUILTIN " + code.code();
    }
    return builtin.get() == BuiltinOperator.CUSTOM
        ? "CUSTOM '%s'".formatted(Names.printable(code.customCode()))
        : builtin.get().name();
  }

  /** Returns the inputs that matter; all of them where the operator is not supported. */
  List<Integer> inputsRead() {
    int limit = reader.map(OperatorReader::inputsRead).orElse(Integer.MAX_VALUE);
    return inputs.subList(0, Math.min(limit, inputs.size()));
  }
}

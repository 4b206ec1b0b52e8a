package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.importer.tflite.schema.BuiltinOperator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which reader reads which operator. */
public final class OperatorTable {
  private static final Map<BuiltinOperator, OperatorReader> READERS =
      new EnumMap<>(
          Map.ofEntries(
              Map.entry(BuiltinOperator.DEQUANTIZE, new DequantizeReader()),
              Map.entry(BuiltinOperator.FULLY_CONNECTED, new FullyConnectedReader()),
              Map.entry(BuiltinOperator.QUANTIZE, new QuantizeReader())));

  private OperatorTable() {}

  /** Returns the reader of an operator; empty if it is not supported. */
  public static Optional<OperatorReader> reader(BuiltinOperator operator) {
    return Optional.ofNullable(READERS.get(operator));
  }

  /** Returns the names of all supported operators, in alphabetical order. */
  public static String supported() {
    return READERS.keySet().stream()
        .map(BuiltinOperator::name)
        .sorted()
        .collect(Collectors.joining(", "));
  }
}

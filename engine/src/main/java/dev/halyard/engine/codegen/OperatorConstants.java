package dev.halyard.engine.codegen;

import java.util.Map;
import java.util.Set;

/**
 * The constants of one call of a kernel.
 *
 * @param name in UPPER_CASE
 * @param literal a struct of {@code halyard_kernels}
 * @param types the names that the literal uses, by module of {@code halyard_kernels}
 */
record OperatorConstants(
    String name, RustExpression.Struct literal, Map<String, Set<String>> types) {

  /** Copies the map. */
  OperatorConstants {
    types = Map.copyOf(types);
  }
}

package dev.halyard.engine.importer.tflite.schema;

import org.jspecify.annotations.Nullable;

/**
 * Where in a file the verifier is, for its messages: {@code Model.subgraphs[0].operators[3]}.
 *
 * @param parent what it is in; null for the root
 * @param field of the parent
 * @param index in the field's vector, or −1
 */
record Place(@Nullable Place parent, String field, int index) {

  @Override
  public String toString() {
    String own = index < 0 ? field : field + "[" + index + "]";
    return parent == null ? own : parent + "." + own;
  }
}

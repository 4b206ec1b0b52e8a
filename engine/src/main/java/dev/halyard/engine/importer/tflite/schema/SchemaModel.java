package dev.halyard.engine.importer.tflite.schema;

import java.util.List;

/** Table Model: the root of a file. */
public final class SchemaModel extends SchemaTable {
  private static final Field VERSION = new Field(0, "version");
  private static final Field OPERATOR_CODES = new Field(1, "operator_codes");
  private static final Field SUBGRAPHS = new Field(2, "subgraphs");
  private static final Field BUFFERS = new Field(4, "buffers");

  static void verify(TableCheck check) {
    check.scalar(VERSION, 4);
    check.tables(OPERATOR_CODES, Limits.OPERATOR_CODES, SchemaOperatorCode::verify);
    check.tables(SUBGRAPHS, Limits.SUBGRAPHS, SchemaSubGraph::verify);
    check.tables(BUFFERS, Limits.BUFFERS, SchemaBuffer::verify);
  }

  /** Returns the version of the schema. */
  public int version() {
    return int32(VERSION, 0);
  }

  /** Returns the operators that the file uses. */
  public List<SchemaOperatorCode> operatorCodes() {
    return tables(OPERATOR_CODES, SchemaOperatorCode::new);
  }

  /** Returns the graphs. */
  public List<SchemaSubGraph> subgraphs() {
    return tables(SUBGRAPHS, SchemaSubGraph::new);
  }

  /** Returns the data of constants; the first is empty by convention. */
  public List<SchemaBuffer> buffers() {
    return tables(BUFFERS, SchemaBuffer::new);
  }
}

package dev.halyard.engine.importer.tflite.schema;

/**
 * What a file may contain at most: far above any model for a microcontroller, and low enough that a
 * hostile file costs little.
 */
public final class Limits {
  /** Bytes of a file. */
  public static final int FILE_BYTES = 32 << 20;

  /** Bytes of one tensor. */
  public static final int TENSOR_BYTES = 32 << 20;

  /** Dimensions of a tensor. */
  public static final int RANK = 8;

  /** Tensors of a graph. */
  public static final int TENSORS = 1 << 15;

  /** Operators of a graph. */
  public static final int OPERATORS = 1 << 14;

  /** Operator codes, which a file lists once each. */
  public static final int OPERATOR_CODES = 1 << 10;

  /** Buffers of a file. */
  public static final int BUFFERS = 1 << 16;

  /** Subgraphs that are looked at to say that there are too many. */
  public static final int SUBGRAPHS = 1 << 10;

  /** Inputs or outputs of a graph or of one operator. */
  public static final int EDGES = 1 << 10;

  /** Bytes of a name. */
  public static final int NAME_BYTES = 1 << 14;

  /**
   * How often the bytes of a file may be reached by different offsets, on average: a valid file
   * reaches each once; one whose tables overlap without end is refused. What is read from a file so
   * takes no more than a small multiple of its size.
   */
  static final int VISITS_PER_BYTE = 2;

  private Limits() {}
}

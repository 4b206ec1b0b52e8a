package dev.halyard.engine.importer.tflite.schema;

import java.util.List;

/** Table Tensor. */
public final class SchemaTensor extends SchemaTable {
  private static final Field SHAPE = new Field(0, "shape");
  private static final Field TYPE = new Field(1, "type");
  private static final Field BUFFER = new Field(2, "buffer");
  private static final Field NAME = new Field(3, "name");
  private static final Field QUANTIZATION = new Field(4, "quantization");
  private static final Field IS_VARIABLE = new Field(5, "is_variable");
  private static final Field SPARSITY = new Field(6, "sparsity");
  private static final Field SHAPE_SIGNATURE = new Field(7, "shape_signature");
  private static final Field EXTERNAL_BUFFER = new Field(10, "external_buffer");

  static void verify(TableCheck check) {
    check.scalars(SHAPE, 4, Limits.RANK);
    check.scalar(TYPE, 1);
    check.scalar(BUFFER, 4);
    check.string(NAME, Limits.NAME_BYTES);
    check.table(QUANTIZATION, SchemaQuantization::verify);
    check.scalar(IS_VARIABLE, 1);
    check.scalar(SPARSITY, 4);
    check.scalars(SHAPE_SIGNATURE, 4, Limits.RANK);
    check.scalar(EXTERNAL_BUFFER, 4);
  }

  /** Returns the shape; what is dynamic is 1. */
  public List<Integer> shape() {
    return int32s(SHAPE);
  }

  /** Returns the code of the element type. */
  public int type() {
    return int8(TYPE, 0);
  }

  /** Returns the index of the buffer, unsigned; an empty buffer makes it an activation. */
  public int buffer() {
    return int32(BUFFER, 0);
  }

  /** Returns the name, which may be empty or that of another tensor too. */
  public String name() {
    return string(NAME);
  }

  /** Returns the quantization; one without scales where there is none. */
  public SchemaQuantization quantization() {
    return table(QUANTIZATION, new SchemaQuantization());
  }

  /** Tells whether the tensor keeps its value from one inference to the next. */
  public boolean isVariable() {
    return uint8(IS_VARIABLE) != 0;
  }

  /** Tells whether the data is sparse. */
  public boolean isSparse() {
    return has(SPARSITY);
  }

  /** Returns the shape with −1 for what is dynamic; empty where nothing is. */
  public List<Integer> shapeSignature() {
    return int32s(SHAPE_SIGNATURE);
  }

  /** Tells whether the data is in another file. */
  public boolean isExternal() {
    return int32(EXTERNAL_BUFFER, 0) != 0;
  }
}

package dev.halyard.engine.codegen;

import dev.halyard.engine.ir.ElementType;
import java.util.Locale;

/** Element types in Rust. */
final class RustTypes {
  private RustTypes() {}

  /** Returns the primitive type, for example {@code i8}. */
  static String of(ElementType type) {
    return switch (type) {
      case INT8 -> "i8";
      case UINT8 -> "u8";
      case INT16 -> "i16";
      case INT32 -> "i32";
      case INT64 -> "i64";
      case FLOAT32 -> "f32";
    };
  }

  /** Returns the variant of the runtime's {@code ElementType}. */
  static String variant(ElementType type) {
    String text = type.text();
    return "ElementType::" + text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}

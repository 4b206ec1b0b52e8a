package dev.halyard.engine.codegen;

import dev.halyard.engine.ir.ConstantData;
import java.util.List;

/**
 * An array of a model crate's module {@code weights}.
 *
 * @param name of the static
 * @param contents as they lie in flash
 */
public record FlashConstant(String name, ConstantData contents) {

  /** Returns the bytes that some take together. */
  public static long bytes(List<FlashConstant> constants) {
    return constants.stream().mapToLong(constant -> constant.contents.byteCount()).sum();
  }
}

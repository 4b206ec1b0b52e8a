package dev.halyard.harness.firmware;

import dev.halyard.harness.image.Image;
import dev.halyard.targets.InstructionSet;
import org.jspecify.annotations.Nullable;

/** How much flash a firmware takes. */
final class FlashSize {
  private FlashSize() {}

  /** Returns the bytes, null for a board that has no flash of its own. */
  static @Nullable Long of(Image image) {
    return image.board().instructionSet() == InstructionSet.HOST ? null : image.flashBytes();
  }
}

package dev.halyard.harness.image;

import dev.halyard.targets.Board;

/** One thing that every image must keep to. */
interface ImageCheck {

  /** Returns whether images for a board have to keep to it. */
  default boolean appliesTo(Board board) {
    return true;
  }

  /** Looks at an image. */
  Outcome run(Image image);
}

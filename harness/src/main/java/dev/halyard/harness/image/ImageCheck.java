package dev.halyard.harness.image;

/** One thing that every image must keep to. */
interface ImageCheck {

  /** Returns whether an image has to keep to it. */
  default boolean appliesTo(Image image) {
    return true;
  }

  /** Looks at an image. */
  Outcome run(Image image);
}

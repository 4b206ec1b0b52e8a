package dev.halyard.harness.image;

/** One thing that every image must keep to. */
interface ImageCheck {

  /** Looks at an image. */
  Outcome run(Image image);
}

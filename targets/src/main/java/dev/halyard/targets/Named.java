package dev.halyard.targets;

/** A constant that board files write by its own word. */
interface Named {

  /** Returns the word that board files use, for example {@code armv7e-m}. */
  String text();
}

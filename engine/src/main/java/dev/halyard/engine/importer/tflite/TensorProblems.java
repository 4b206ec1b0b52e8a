package dev.halyard.engine.importer.tflite;

import dev.halyard.engine.diagnostic.Diagnostic;
import java.util.function.Consumer;

/** Collects what is wrong with one tensor. */
final class TensorProblems {
  private final String location;
  private final Consumer<Diagnostic> problems;
  private boolean sound = true;

  TensorProblems(String name, Consumer<Diagnostic> problems) {
    this.location = "tensor '" + name + "'";
    this.problems = problems;
  }

  void add(String message) {
    sound = false;
    problems.accept(Diagnostic.error(location, message));
  }

  boolean isSound() {
    return sound;
  }
}

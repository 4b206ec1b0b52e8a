package dev.halyard.harness.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A class of inference tests over models. */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(InferenceExtension.class)
public @interface InferenceSuite {
  /**
   * Returns the models: file names of ours in {@code suites/models}, or ids of public ones; a test
   * runs on each of them.
   */
  String[] model();
}

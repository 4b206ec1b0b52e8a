package dev.halyard.harness.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;

/**
 * A test of an {@link InferenceSuite}, run once per model, board and core count; takes an {@link
 * InferenceRun}.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
public @interface InferenceTest {
  /** Returns names of boards, or {@code emulated}, {@code attached}, {@code all}. */
  String[] boards() default {"emulated"};

  /** Returns core counts; a board with fewer cores skips them. */
  int[] cores() default {1};
}

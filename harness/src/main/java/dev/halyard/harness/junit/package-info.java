/**
 * The JUnit 5 extension: {@code @InferenceSuite} on a class, {@code @InferenceTest} on its methods,
 * one invocation per board and core count.
 *
 * <p>A wrong product is an {@link org.opentest4j.AssertionFailedError}; a bench or model that is
 * not there aborts the test; a broken tool fails with its evidence, and a bench that broke aborts
 * later tests on it with the first cause. Uses {@code run}.
 */
@NullMarked
package dev.halyard.harness.junit;

import org.jspecify.annotations.NullMarked;

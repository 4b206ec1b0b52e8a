/**
 * One run: a model, its cases and a board in, a {@link dev.halyard.harness.record.RunRecord} out.
 *
 * <p>{@link dev.halyard.harness.run.ModelRunner} is the door that the command line and the JUnit
 * extension share. It builds the firmware, opens the probe, talks to the agent, compares, finds the
 * first diverging operator, and appends the record whatever happened.
 */
@NullMarked
package dev.halyard.harness.run;

import org.jspecify.annotations.NullMarked;

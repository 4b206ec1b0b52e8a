/**
 * The command line: one class per command, options in, one sentence per error out.
 *
 * <p>Commands print results on standard output and progress on standard error. They hold no logic
 * of their own; {@code run} does the work.
 */
@NullMarked
package dev.halyard.harness.cli;

import org.jspecify.annotations.NullMarked;

/**
 * The conversation with an agent: MLPerf Tiny's text protocol and our further commands, over any
 * serial link.
 *
 * <p>Every wait has a timeout whose message shows what was expected, the last line seen and where
 * the transcript lies. What a device sends is checked before it is used. Uses {@code probes} for
 * bytes. Judges nothing.
 */
@NullMarked
package dev.halyard.harness.session;

import org.jspecify.annotations.NullMarked;

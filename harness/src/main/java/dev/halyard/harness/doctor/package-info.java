/**
 * What Halyard needs of a computer: tools with their versions, disk space, models, history.
 *
 * <p>{@link dev.halyard.harness.doctor.Doctor} looks and says what it found; it installs and
 * repairs nothing. Uses {@code probes} for the tools that boards need, {@code run} and {@code
 * record} for what lies in the checkout.
 */
@NullMarked
package dev.halyard.harness.doctor;

import org.jspecify.annotations.NullMarked;

/**
 * Shorter ways to requantize an accumulator, with proofs that they equal the reference's double
 * rounding.
 *
 * <p>{@link dev.halyard.engine.requantization.Requantization} is what the reference does to one
 * channel, with the range that the channel's accumulator is proven to have. {@link
 * dev.halyard.engine.requantization.Form} is what a kernel's instructions do instead; {@link
 * dev.halyard.engine.requantization.Proof} compares the two for every accumulator, by the places of
 * all steps of the output. {@link dev.halyard.engine.requantization.RoundingForms} and {@link
 * dev.halyard.engine.requantization.LineSearch} find the constants of forms. Uses {@code ir}; which
 * kernel uses which form is not its concern.
 */
@NullMarked
package dev.halyard.engine.requantization;

import org.jspecify.annotations.NullMarked;

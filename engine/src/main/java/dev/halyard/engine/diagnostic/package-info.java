/**
 * What a user is told when a model cannot be compiled: diagnostics, collected, never the first one
 * only. Uses nothing of ours.
 */
@NullMarked
package dev.halyard.engine.diagnostic;

import org.jspecify.annotations.NullMarked;

/**
 * Reads {@code .tflite} files: {@link dev.halyard.engine.importer.tflite.TfliteImporter} is the
 * door.
 *
 * <p>The structure of a file is verified before anything is trusted, then its indices and order,
 * then tensors and operators; each stage reports all that it finds. What Halyard does not support
 * is told by name, place and what is accepted. May use {@code ir} and {@code diagnostic}.
 */
@NullMarked
package dev.halyard.engine.importer.tflite;

import org.jspecify.annotations.NullMarked;

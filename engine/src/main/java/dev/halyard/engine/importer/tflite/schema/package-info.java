/**
 * The tables of a {@code .tflite} file that Halyard reads, over flatbuffers-java.
 *
 * <p>One class per table of tensorflow/lite/schema/schema.fbs, with the fields used, their ids and
 * the check of their structure beside the accessors. {@link
 * dev.halyard.engine.importer.tflite.schema.FlatbufferVerifier} walks a file through these checks
 * before anything is read; accessors trust what it has passed. Stays inside the importer; uses
 * {@code diagnostic} only.
 */
@NullMarked
package dev.halyard.engine.importer.tflite.schema;

import org.jspecify.annotations.NullMarked;

/**
 * How each TFLite operator becomes one of the graph's: one reader per operator or group of alike
 * ones, and the table that lists them.
 *
 * <p>A reader checks types, quantization, shapes and attributes, reports everything that is not
 * supported, and makes the {@linkplain dev.halyard.engine.ir.op.Operator operator}. To add one:
 * write the reader, add its line to {@link
 * dev.halyard.engine.importer.tflite.operator.OperatorTable}. Uses {@code ir}, {@code diagnostic}
 * and the {@code schema} of the importer.
 */
@NullMarked
package dev.halyard.engine.importer.tflite.operator;

import org.jspecify.annotations.NullMarked;

package dev.halyard.engine.importer.tflite.operator;

/**
 * How a window moves over an image, as the file says it; unchecked.
 *
 * @param padding code of enum Padding
 * @param strideHeight in rows
 * @param strideWidth in columns
 * @param dilationHeight in rows
 * @param dilationWidth in columns
 */
record WindowOptions(
    int padding, int strideHeight, int strideWidth, int dilationHeight, int dilationWidth) {}

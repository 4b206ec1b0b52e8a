package dev.halyard.engine.kernel;

/**
 * What a kernel is predicted to cost for one node.
 *
 * @param instructions of one inference, at least 0
 * @param flashBytes of its arrays: weights, records of channels, tables; exact
 */
public record Cost(long instructions, long flashBytes) {}

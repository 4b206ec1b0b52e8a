package dev.halyard.harness.session;

/**
 * The stack's high-water mark, measured by painting.
 *
 * @param used most bytes ever used since it was painted
 * @param available bytes that it may use
 */
public record StackUse(int used, int available) {}

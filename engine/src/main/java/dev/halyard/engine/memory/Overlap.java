package dev.halyard.engine.memory;

/**
 * A permission: the output may lie over the input.
 *
 * @param output name of a buffer whose first step is the input's last
 * @param input name of the buffer that dies
 * @param rule where the two may lie
 */
public record Overlap(String output, String input, OverlapRule rule) {}

package dev.halyard.probes;

/**
 * Whether something that Halyard needs is there.
 *
 * @param name what was looked for, for example {@code qemu-system-arm}
 * @param usable whether it can be used
 * @param finding its version and place, or what is wrong
 * @param remedy what to do if it cannot be used
 */
public record ToolCheck(String name, boolean usable, String finding, String remedy) {}

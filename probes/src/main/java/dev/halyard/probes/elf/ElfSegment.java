package dev.halyard.probes.elf;

/**
 * A part of the file that is loaded.
 *
 * @param address where it is at run time
 * @param loadAddress where it is stored
 * @param offset of its contents in the file
 * @param fileBytes that the file holds
 * @param memoryBytes that it takes at run time
 */
public record ElfSegment(
    long address, long loadAddress, long offset, long fileBytes, long memoryBytes) {}

package dev.halyard.probes.elf;

/**
 * A function in an ELF file.
 *
 * @param name as the file has it, mangled
 * @param address of its first instruction
 * @param size in bytes
 */
public record ElfSymbol(String name, long address, long size) {}

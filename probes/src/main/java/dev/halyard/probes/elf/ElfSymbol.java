package dev.halyard.probes.elf;

/**
 * A function or object in an ELF file.
 *
 * @param name as the file has it, mangled
 * @param address of its first byte
 * @param size in bytes
 */
public record ElfSymbol(String name, long address, long size) {}

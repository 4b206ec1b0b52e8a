package dev.halyard.probes.elf;

/**
 * A section that takes memory when the program runs.
 *
 * @param name for example {@code .text}
 * @param address of its first byte at run time
 * @param loadAddress where its contents are stored before start-up copies them; the same as {@code
 *     address} where nothing is copied
 * @param size in bytes
 * @param contents what the file holds of it; empty for memory that start-up clears
 * @param executable whether it holds instructions
 * @param writable whether the program may write it
 */
@SuppressWarnings("ArrayRecordComponent") // read only, and never compared
public record ElfSection(
    String name,
    long address,
    long loadAddress,
    long size,
    byte[] contents,
    boolean executable,
    boolean writable) {

  /** Returns the address after the last one. */
  public long end() {
    return address + size;
  }

  /** Returns whether the file holds its contents. */
  public boolean isStored() {
    return contents.length > 0;
  }

  /** Returns whether an address lies in it. */
  public boolean contains(long place) {
    return place >= address && place < end();
  }
}

package dev.halyard.harness.image;

import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/** What a file that one flashes holds for the memory of a board, by address. */
final class StoredBytes {
  private static final byte ERASED = (byte) 0xff;

  private final NavigableMap<Long, byte[]> pieces = new TreeMap<>();

  /**
   * Adds bytes.
   *
   * @throws MalformedImage if there is a byte for one of their addresses already
   */
  StoredBytes add(long address, byte[] bytes) throws MalformedImage {
    Map.Entry<Long, byte[]> before = pieces.lowerEntry(address + bytes.length);
    if (before != null && end(before) > address) {
      throw new MalformedImage(
          "it has bytes for 0x%08x twice".formatted(Math.max(address, before.getKey())));
    }
    if (bytes.length > 0) {
      pieces.put(address, bytes);
    }
    return this;
  }

  /** Returns the first address at which it lacks a byte or has another one than is wanted. */
  OptionalLong firstDifference(long address, byte[] wanted) {
    int at = 0;
    while (at < wanted.length) {
      Map.Entry<Long, byte[]> piece = pieces.floorEntry(address + at);
      if (piece == null || end(piece) <= address + at) {
        return OptionalLong.of(address + at);
      }
      int start = (int) (address + at - piece.getKey());
      int count = Math.min(piece.getValue().length - start, wanted.length - at);
      int differs = Arrays.mismatch(piece.getValue(), start, start + count, wanted, at, at + count);
      if (differs >= 0) {
        return OptionalLong.of(address + at + differs);
      }
      at += count;
    }
    return OptionalLong.empty();
  }

  /** Returns the first address, of those to look at, whose byte does not only fill a gap. */
  OptionalLong firstFilled(LongPredicate lookAt) {
    for (Map.Entry<Long, byte[]> piece : pieces.entrySet()) {
      byte[] bytes = piece.getValue();
      for (int i = 0; i < bytes.length; i++) {
        if (bytes[i] != 0 && bytes[i] != ERASED && lookAt.test(piece.getKey() + i)) {
          return OptionalLong.of(piece.getKey() + i);
        }
      }
    }
    return OptionalLong.empty();
  }

  private static long end(Map.Entry<Long, byte[]> piece) {
    return piece.getKey() + piece.getValue().length;
  }
}

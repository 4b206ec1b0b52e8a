package dev.halyard.harness.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Reads what the ROM of an ESP32 loads: a header, segments with their addresses, a checksum of
 * their data and a hash of it all.
 *
 * <p>Source: Espressif, "Firmware Image Format" in the documentation of esptool.
 */
final class EspImage {
  private static final int MAGIC = 0xe9;
  private static final int HEADER_BYTES = 24;
  private static final int HAS_HASH_AT = 23;
  private static final int SEGMENT_HEADER_BYTES = 8;
  private static final int CHECKSUM_START = 0xef;
  private static final int ALIGNMENT = 16;
  private static final int HASH_BYTES = 32;

  private EspImage() {}

  static StoredBytes read(byte[] file) throws MalformedImage {
    if (file.length < HEADER_BYTES || (file[0] & 0xff) != MAGIC) {
      throw new MalformedImage("it has no header of an ESP32's image");
    }
    ByteBuffer image = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    StoredBytes stored = new StoredBytes();
    int checksum = CHECKSUM_START;
    int at = HEADER_BYTES;
    for (int segment = 0; segment < file[1]; segment++) {
      requireBytes(file, at + SEGMENT_HEADER_BYTES);
      int bytes = image.getInt(at + 4);
      int start = at + SEGMENT_HEADER_BYTES;
      requireBytes(file, bytes < 0 ? Long.MAX_VALUE : (long) start + bytes);
      byte[] data = Arrays.copyOfRange(file, start, start + bytes);
      for (byte value : data) {
        checksum ^= value & 0xff;
      }
      stored.add(Integer.toUnsignedLong(image.getInt(at)), data);
      at = start + bytes;
    }
    int end = (at / ALIGNMENT + 1) * ALIGNMENT;
    requireBytes(file, end + (long) HASH_BYTES);
    if ((file[end - 1] & 0xff) != checksum) {
      throw new MalformedImage("its checksum is not that of its segments");
    }
    if (file[HAS_HASH_AT] != 1 || !Arrays.equals(hash(file, end), hashAt(file, end))) {
      throw new MalformedImage("its hash is not that of its bytes");
    }
    return stored;
  }

  private static void requireBytes(byte[] file, long bytes) throws MalformedImage {
    if (bytes > file.length) {
      throw new MalformedImage(
          "it ends at byte %d, within what it tells of".formatted(file.length));
    }
  }

  private static byte[] hashAt(byte[] file, int at) {
    return Arrays.copyOfRange(file, at, at + HASH_BYTES);
  }

  private static byte[] hash(byte[] file, int end) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(file, 0, end);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

package dev.halyard.harness.image;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Writes files to flash, as their tools do. */
final class ImageFiles {
  private static final int LINE_BYTES = 16;
  private static final int PAGE_BYTES = 256;

  private ImageFiles() {}

  static byte[] hex(long address, byte[] contents) {
    StringBuilder lines = new StringBuilder();
    long upper = -1;
    for (int at = 0; at < contents.length; at += LINE_BYTES) {
      long place = address + at;
      if (place >> 16 != upper) {
        upper = place >> 16;
        lines.append(line(0, 4, new byte[] {(byte) (upper >> 8), (byte) upper}));
      }
      int end = Math.min(contents.length, at + LINE_BYTES);
      lines.append(line((int) place & 0xffff, 0, Arrays.copyOfRange(contents, at, end)));
    }
    return (lines + line(0, 1, new byte[0])).getBytes(StandardCharsets.US_ASCII);
  }

  private static String line(int address, int type, byte[] data) {
    ByteBuffer line = ByteBuffer.allocate(5 + data.length);
    line.put((byte) data.length).putShort((short) address).put((byte) type).put(data);
    byte sum = 0;
    for (byte value : line.array()) {
      sum += value;
    }
    line.put((byte) -sum);
    return ":" + HexFormat.of().withUpperCase().formatHex(line.array()) + "\r\n";
  }

  static byte[] uf2(long address, byte[] contents) {
    int pages = (contents.length + PAGE_BYTES - 1) / PAGE_BYTES;
    ByteBuffer file = ByteBuffer.allocate(pages * 512).order(ByteOrder.LITTLE_ENDIAN);
    for (int page = 0; page < pages; page++) {
      int start = page * PAGE_BYTES;
      int end = Math.min(contents.length, start + PAGE_BYTES);
      file.position(page * 512).putInt(0x0A324655).putInt(0x9E5D5157).putInt(0x2000);
      file.putInt((int) address + start).putInt(PAGE_BYTES).putInt(page).putInt(pages);
      file.putInt(0xE48BFF56).put(contents, start, end - start);
      file.putInt(page * 512 + 508, 0x0AB16F30);
    }
    return file.array();
  }

  static byte[] esp(long address, byte[] contents) {
    byte[] padded = Arrays.copyOf(contents, (contents.length + 3) / 4 * 4);
    ByteBuffer head = ByteBuffer.allocate(32).order(ByteOrder.LITTLE_ENDIAN);
    head.put((byte) 0xe9).put((byte) 1).position(4).putInt((int) address).put(23, (byte) 1);
    head.position(24).putInt((int) address).putInt(padded.length);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(head.array());
    file.writeBytes(padded);
    int checksum = 0xef;
    for (byte value : padded) {
      checksum ^= value & 0xff;
    }
    file.writeBytes(new byte[15 - file.size() % 16]);
    file.write(checksum);
    file.writeBytes(sha256(file.toByteArray()));
    return file.toByteArray();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}

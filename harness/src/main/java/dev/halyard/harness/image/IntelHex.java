package dev.halyard.harness.image;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Reads Intel HEX: lines of a length, an address of 16 bits, a type, data and a checksum.
 *
 * <p>Source: Intel, Hexadecimal Object File Format Specification, revision A.
 */
final class IntelHex {
  private static final int DATA = 0;
  private static final int END = 1;
  private static final int SEGMENT = 2;
  private static final int SEGMENT_START = 3;
  private static final int LINEAR = 4;
  private static final int LINEAR_START = 5;
  private static final int FRAME_BYTES = 5;

  private IntelHex() {}

  static StoredBytes read(List<String> lines) throws MalformedImage {
    StoredBytes stored = new StoredBytes();
    long base = 0;
    for (int number = 1; number <= lines.size(); number++) {
      byte[] line = bytes(lines.get(number - 1), number);
      byte[] data = Arrays.copyOfRange(line, FRAME_BYTES - 1, line.length - 1);
      switch (line[3]) {
        case DATA -> stored.add(base + word(line, 1), data);
        case SEGMENT -> base = (long) word(data, 0) << 4;
        case LINEAR -> base = (long) word(data, 0) << 16;
        case SEGMENT_START, LINEAR_START -> {} // a flash tool has no use for it
        case END -> {
          requireLast(number, lines.size());
          return stored;
        }
        default -> throw new MalformedImage("line %d is of type %d".formatted(number, line[3]));
      }
    }
    throw new MalformedImage("it has no last line");
  }

  private static byte[] bytes(String text, int number) throws MalformedImage {
    byte[] line;
    try {
      line = HexFormat.of().parseHex(text.startsWith(":") ? text.substring(1) : "no");
    } catch (IllegalArgumentException e) {
      throw new MalformedImage("line %d is no Intel HEX: '%s'".formatted(number, text));
    }
    if (line.length < FRAME_BYTES || line.length != FRAME_BYTES + (line[0] & 0xff)) {
      throw new MalformedImage("line %d has %d bytes".formatted(number, line.length));
    }
    byte sum = 0;
    for (byte value : line) {
      sum += value;
    }
    if (sum != 0) {
      throw new MalformedImage("line %d has a wrong checksum".formatted(number));
    }
    boolean isBase = line[3] == SEGMENT || line[3] == LINEAR;
    if (isBase && line.length != FRAME_BYTES + Short.BYTES) {
      throw new MalformedImage("line %d has an address of another size".formatted(number));
    }
    return line;
  }

  private static int word(byte[] bytes, int at) {
    return (bytes[at] & 0xff) << 8 | (bytes[at + 1] & 0xff);
  }

  private static void requireLast(int number, int lines) throws MalformedImage {
    if (number != lines) {
      throw new MalformedImage("line %d of %d says that it is the last".formatted(number, lines));
    }
  }
}

package dev.halyard.harness.session;

import dev.halyard.probes.SerialLink;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.CRC32;

/** Lines and blocks of bytes over a serial link; remembers the last line for messages. */
final class Channel {
  private static final int MAX_LINE_BYTES = 4096;
  private static final int CRC_BYTES = 4;

  /** Longer than any line that a device of ours sends. */
  private static final int MAX_QUOTED = 200;

  private final SerialLink link;
  private final Transcript transcript;
  private final byte[] buffer = new byte[8192];
  private int position;
  private int limit;
  private long sinceCommand;
  private String lastLine = "";

  Channel(SerialLink link, Transcript transcript) {
    this.link = link;
    this.transcript = transcript;
  }

  void sendCommand(String command) {
    sinceCommand = 0;
    transcript.sent(command + "%");
    link.write((command + "%").getBytes(StandardCharsets.US_ASCII));
  }

  /** Ends a block of so many bytes that was begun; a device that waits for a command skips them. */
  void sendLineEnds(int blockBytes) {
    transcript.sent("(line ends)");
    byte[] ends = new byte[blockBytes + CRC_BYTES];
    Arrays.fill(ends, (byte) '\n');
    link.write(ends);
  }

  void sendBlock(byte[] data) {
    transcript.sent("(" + data.length + " bytes)");
    byte[] framed = new byte[data.length + CRC_BYTES];
    System.arraycopy(data, 0, framed, 0, data.length);
    int crc = crc(data);
    for (int i = 0; i < CRC_BYTES; i++) {
      framed[data.length + i] = (byte) (crc >>> (8 * i));
    }
    link.write(framed);
  }

  /** Returns the next line without its end. */
  String line(Deadline deadline, String expected) {
    StringBuilder line = new StringBuilder();
    for (int b = next(deadline, expected); b != '\n'; b = next(deadline, expected)) {
      if (b != '\r' && b != 0) {
        line.append((char) b);
      }
      if (line.length() > MAX_LINE_BYTES) {
        throw failure("the device sent a line above " + MAX_LINE_BYTES + " bytes", expected);
      }
    }
    lastLine = printable(line);
    transcript.received(lastLine);
    return lastLine;
  }

  /** Returns a block of {@code count} bytes after its checksum agreed. */
  byte[] block(int count, Deadline deadline, String expected) {
    byte[] data = new byte[count];
    for (int i = 0; i < count; i++) {
      data[i] = (byte) next(deadline, expected);
    }
    int sent = 0;
    for (int i = 0; i < CRC_BYTES; i++) {
      sent |= next(deadline, expected) << (8 * i);
    }
    transcript.received("(" + count + " bytes)");
    if (sent != crc(data)) {
      throw failure(
          "the checksum of a block of "
              + count
              + " bytes is wrong: the serial line loses or changes bytes",
          expected);
    }
    return data;
  }

  SessionException failure(String what, String expected) {
    return failure(what + "; expected " + expected);
  }

  private SessionException failure(String what) {
    return new SessionException(
        "%s; last line seen: %s; transcript: %s"
            .formatted(what, lastLine.isEmpty() ? "none" : quoted(lastLine), transcript.file()));
  }

  static String quoted(String line) {
    return "'" + shortened(line) + "'";
  }

  /** Returns a line, its end left out if it is long. */
  static String shortened(String line) {
    return line.length() <= MAX_QUOTED
        ? line
        : "%s… (%d more)".formatted(line.substring(0, MAX_QUOTED), line.length() - MAX_QUOTED);
  }

  private int next(Deadline deadline, String expected) {
    if (position == limit) {
      fill(deadline, expected);
    }
    return buffer[position++] & 0xFF;
  }

  private void fill(Deadline deadline, String expected) {
    Duration left = deadline.left();
    position = 0;
    limit = left.isZero() ? 0 : link.read(buffer, left);
    if (limit <= 0) {
      limit = 0;
      throw failure(silence(deadline, expected));
    }
    sinceCommand += limit;
  }

  private String silence(Deadline deadline, String expected) {
    double seconds = deadline.total().toMillis() / 1000.0;
    return sinceCommand == 0
        ? "the device did not answer within %s s; expected %s".formatted(seconds, expected)
        : "the device sent %d bytes within %s s, but not %s"
            .formatted(sinceCommand, seconds, expected);
  }

  private static int crc(byte[] data) {
    CRC32 crc = new CRC32();
    crc.update(data);
    return (int) crc.getValue();
  }

  private static String printable(StringBuilder line) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      text.append(c >= ' ' && c < 127 ? String.valueOf(c) : "\\x%02x".formatted((int) c));
    }
    return text.toString();
  }
}

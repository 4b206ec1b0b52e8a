package dev.halyard.harness.session;

import dev.halyard.probes.SerialLink;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Answers commands with prepared bytes; silent on any other. */
final class FakeDevice implements SerialLink {
  private final Map<String, byte[]> answers = new LinkedHashMap<>();
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private final StringBuilder command = new StringBuilder();
  private int missing;

  FakeDevice answer(String toCommand, String text) {
    answers.put(toCommand, text.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Takes so many bytes for the rest of a block before it hears commands again. */
  FakeDevice waitingFor(int bytes) {
    missing = bytes;
    return this;
  }

  private void takeForBlock() {
    missing--;
    if (missing == 0) {
      pending.writeBytes("e-[CRC mismatch]\r\nm-ready\r\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  @Override
  public String name() {
    return "fake";
  }

  @Override
  public void write(byte[] bytes) {
    for (byte b : bytes) {
      if (missing > 0) {
        takeForBlock();
      } else if (b == '%') {
        pending.writeBytes(answers.getOrDefault(command.toString(), new byte[0]));
        command.setLength(0);
      } else if (b != '\n') {
        command.append((char) b);
      }
    }
  }

  @Override
  public int read(byte[] buffer, Duration timeout) {
    byte[] all = pending.toByteArray();
    int count = Math.min(all.length, buffer.length);
    System.arraycopy(all, 0, buffer, 0, count);
    pending.reset();
    pending.write(all, count, all.length - count);
    return count;
  }

  @Override
  public void close() {}
}

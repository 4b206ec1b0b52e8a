package dev.halyard.probes.serial;

import dev.halyard.probes.SerialLink;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A link made of two streams, for example those of a program. */
public final class StreamLink implements SerialLink {
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_CHUNKS = 1024;
  private static final byte[] END = {};

  private final String name;
  private final InputStream input;
  private final OutputStream output;
  private final Line line;
  private final BoundedWriter writer = new BoundedWriter();
  private final BlockingQueue<byte[]> chunks = new LinkedBlockingQueue<>(MAX_CHUNKS);
  private final Thread reader;
  private byte[] rest = {};
  private boolean ended;

  /**
   * @param name for messages
   * @param input what the board says
   * @param output what the board hears
   * @param line what is known of the other side when a stream fails
   */
  public StreamLink(String name, InputStream input, OutputStream output, Line line) {
    this.name = name;
    this.input = input;
    this.output = output;
    this.line = line;
    this.reader = new Thread(this::pump, "halyard-stream-reader");
    reader.setDaemon(true);
    reader.start();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void write(byte[] bytes) {
    try {
      if (!writer.write(() -> writeAll(bytes), WRITE_TIMEOUT)) {
        throw line.broken(name + " broke while writing");
      }
    } catch (TimeoutException e) {
      throw line.broken(
          "nobody has read from %s for %d s".formatted(name, WRITE_TIMEOUT.toSeconds()));
    }
  }

  private boolean writeAll(byte[] bytes) throws IOException {
    output.write(bytes);
    output.flush();
    return true;
  }

  @Override
  public int read(byte[] buffer, Duration timeout) {
    if (rest.length == 0 && !ended) {
      rest = next(timeout);
    }
    if (ended) {
      throw line.broken(name + " ended while reading");
    }
    int count = Math.min(rest.length, buffer.length);
    System.arraycopy(rest, 0, buffer, 0, count);
    rest = Arrays.copyOfRange(rest, count, rest.length);
    return count;
  }

  private byte[] next(Duration timeout) {
    try {
      byte[] chunk = chunks.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
      ended = chunk == END;
      return chunk == null ? new byte[0] : chunk;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw line.broken("interrupted while reading from " + name);
    }
  }

  private void pump() {
    byte[] buffer = new byte[8192];
    try {
      try {
        for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
          chunks.put(Arrays.copyOf(buffer, count));
        }
      } catch (IOException e) {
        // The other side is gone; the end is told below.
      }
      chunks.put(END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    writer.close();
    reader.interrupt();
    try {
      output.close();
    } catch (IOException e) {
      // Nobody listens any more.
    }
  }
}

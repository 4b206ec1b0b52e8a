package dev.halyard.harness.session;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What both sides said, line by line with seconds since the start, in a file. Binary data appears
 * as its size. A device that says too much does not fill the disk.
 */
public final class Transcript implements AutoCloseable {
  /** Larger than that of any run of ours by far. */
  static final int MAX_BYTES = 1 << 20;

  private final Path file;
  private final BufferedWriter out;
  private final long start = System.nanoTime();
  private int writtenBytes;

  private Transcript(Path file, BufferedWriter out) {
    this.file = file;
    this.out = out;
  }

  /**
   * Starts a transcript.
   *
   * @throws IOException if the file cannot be written
   */
  public static Transcript create(Path file) throws IOException {
    return new Transcript(file, Files.newBufferedWriter(file, StandardCharsets.UTF_8));
  }

  /** Returns the file. */
  public Path file() {
    return file;
  }

  /** Records a remark of the host. */
  public void note(String text) {
    write("# ", text);
  }

  void sent(String text) {
    write("> ", text);
  }

  void received(String text) {
    write("< ", text);
  }

  private void write(String direction, String text) {
    if (writtenBytes >= MAX_BYTES) {
      return;
    }
    String line =
        String.format(
            Locale.ROOT, "%9.3f %s%s%n", (System.nanoTime() - start) / 1e9, direction, text);
    writtenBytes += line.length();
    try {
      out.write(line);
      if (writtenBytes >= MAX_BYTES) {
        out.write(
            "# what was said from here on is left out: %d bytes are enough%n".formatted(MAX_BYTES));
      }
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the transcript '" + file + "'", e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot close the transcript '" + file + "'", e);
    }
  }
}

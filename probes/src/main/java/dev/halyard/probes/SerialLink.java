package dev.halyard.probes;

import java.time.Duration;

/**
 * A stream of bytes to and from a board. The host speaks first: bytes that a board sends before the
 * link is open may be lost. One thread at a time reads, one writes.
 */
public interface SerialLink extends AutoCloseable {

  /** Returns the port's name, for messages. */
  String name();

  /**
   * Sends all bytes, or fails after a bounded time.
   *
   * @throws ProbeException if the line is broken, or nobody takes the bytes
   */
  void write(byte[] bytes);

  /**
   * Waits for at least one byte.
   *
   * @param buffer where bytes are put, from index 0; not empty
   * @param timeout how long to wait; zero or less takes what is there
   * @return how many bytes were read, 0 if there was none in time
   * @throws ProbeException if the line is broken; what had arrived before is read first
   */
  int read(byte[] buffer, Duration timeout);

  /** Closes the port; never fails, and may be done twice. */
  @Override
  void close();
}

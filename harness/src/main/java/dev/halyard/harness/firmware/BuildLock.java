package dev.halyard.harness.firmware;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** Lets one build at a time use what Cargo keeps for a board, across processes and threads. */
final class BuildLock implements AutoCloseable {
  /** Whoever holds the lock builds, checks the image and ends. */
  static final Duration TIMEOUT = CargoBuild.TIMEOUT.plusMinutes(5);

  private static final long POLL_MILLIS = 50;

  private final FileChannel channel;
  private final FileLock lock;

  private BuildLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Waits for the lock.
   *
   * @throws BuildException if another build holds it for longer than a build may take
   * @throws IOException if the file cannot be locked
   */
  static BuildLock acquire(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      return new BuildLock(channel, waitForLock(channel, file));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static FileLock waitForLock(FileChannel channel, Path file) throws IOException {
    long end = System.nanoTime() + TIMEOUT.toNanos();
    while (System.nanoTime() < end) {
      FileLock lock = tryLock(channel);
      if (lock != null) {
        return lock;
      }
      pause();
    }
    throw new BuildException(
        "another build has held '" + file + "' for " + TIMEOUT.toMinutes() + " minutes",
        List.of(),
        "end it, then try again");
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // a thread of this process holds it
    }
  }

  private static void pause() {
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BuildException(
          "interrupted while waiting for another build", List.of(), "try again");
    }
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}

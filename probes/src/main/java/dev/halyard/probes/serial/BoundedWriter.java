package dev.halyard.probes.serial;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs writes that the operating system may block for ever, when nobody takes the bytes, in a
 * thread of their own. A write that has been given up blocks its thread until the other side is
 * ended.
 */
final class BoundedWriter implements AutoCloseable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread writer = new Thread(task, "halyard-serial-writer");
            writer.setDaemon(true);
            return writer;
          });

  /**
   * Runs a write.
   *
   * @param write returns whether all bytes were taken
   * @return whether all bytes were taken in time; false also if the write failed
   * @throws TimeoutException if it did not end in time
   */
  boolean write(Callable<Boolean> write, Duration timeout) throws TimeoutException {
    Future<Boolean> done = thread.submit(write);
    try {
      return done.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}

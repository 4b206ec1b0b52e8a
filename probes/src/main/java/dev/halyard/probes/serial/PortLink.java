package dev.halyard.probes.serial;

import com.fazecast.jSerialComm.SerialPort;
import com.fazecast.jSerialComm.SerialPortInvalidPortException;
import dev.halyard.probes.ProbeException;
import dev.halyard.probes.SerialLink;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** A serial port of the operating system, or the pseudo-terminal of an emulator. */
public final class PortLink implements SerialLink {
  private static final Duration WRITE_TIMEOUT = Duration.ofSeconds(10);
  private static final int POLL_NANOS = 500_000;

  /** The driver's blocking read rounds its timeout up to a tenth of a second. */
  private static final int GRANULE_MILLIS = 100;

  private static final int MAX_BLOCKING_MILLIS = 1000;

  private final SerialPort port;
  private final Line line;
  private final BoundedWriter writer = new BoundedWriter();

  private PortLink(SerialPort port, Line line) {
    this.port = port;
    this.line = line;
  }

  /**
   * Opens a port.
   *
   * @param path for example {@code /dev/ttyACM0}
   * @param baudRate bits per second
   * @param line what is known of the other side when the port fails
   * @throws ProbeException if it does not exist, or is in use
   */
  public static PortLink open(String path, int baudRate, Line line) {
    NativeLibrary.load();
    try {
      SerialPort port = SerialPort.getCommPort(path);
      port.setComPortParameters(baudRate, 8, SerialPort.ONE_STOP_BIT, SerialPort.NO_PARITY);
      port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, GRANULE_MILLIS, 0);
      if (!port.openPort()) {
        throw line.broken(
            "cannot open serial port '%s' (error %d)".formatted(path, port.getLastErrorCode()));
      }
      return new PortLink(port, line);
    } catch (SerialPortInvalidPortException e) {
      throw line.broken("serial port '" + path + "' does not exist");
    }
  }

  @Override
  public String name() {
    return port.getSystemPortPath();
  }

  @Override
  public void write(byte[] bytes) {
    try {
      if (!writer.write(() -> writeAll(bytes), WRITE_TIMEOUT)) {
        throw line.broken("serial port '" + name() + "' broke while writing");
      }
    } catch (TimeoutException e) {
      throw line.broken(
          "nobody has read from serial port '%s' for %d s"
              .formatted(name(), WRITE_TIMEOUT.toSeconds()));
    }
  }

  private boolean writeAll(byte[] bytes) {
    int written = 0;
    while (written < bytes.length) {
      int count = port.writeBytes(bytes, bytes.length - written, written);
      if (count <= 0) {
        return false;
      }
      written += count;
    }
    return true;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Waits in the driver, which returns as soon as a byte arrives, except for the last moments,
   * because the driver's clock is too coarse.
   */
  @Override
  public int read(byte[] buffer, Duration timeout) {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      long leftMillis = (deadline - System.nanoTime()) / 1_000_000;
      int blockingMillis = Math.min(MAX_BLOCKING_MILLIS, (int) Math.min(leftMillis, 60_000));
      int count =
          blockingMillis >= 2 * GRANULE_MILLIS
              ? readBlocking(buffer, blockingMillis - GRANULE_MILLIS)
              : readAvailable(buffer);
      if (count > 0) {
        return count;
      }
      if (count < 0) {
        throw line.broken("serial port '" + name() + "' broke while reading");
      }
      if (System.nanoTime() >= deadline) {
        return 0;
      }
      if (Thread.currentThread().isInterrupted()) {
        throw line.broken("interrupted while reading from serial port '" + name() + "'");
      }
    }
  }

  private int readBlocking(byte[] buffer, int millis) {
    port.setComPortTimeouts(SerialPort.TIMEOUT_READ_SEMI_BLOCKING, millis, 0);
    return port.readBytes(buffer, buffer.length);
  }

  private int readAvailable(byte[] buffer) {
    int available = port.bytesAvailable();
    if (available == 0) {
      LockSupport.parkNanos(POLL_NANOS);
      return 0;
    }
    return available < 0 ? -1 : port.readBytes(buffer, Math.min(available, buffer.length));
  }

  @Override
  public void close() {
    port.closePort();
    writer.close();
  }
}

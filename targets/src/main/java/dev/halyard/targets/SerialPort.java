package dev.halyard.targets;

/**
 * The serial port through which a board's agent speaks.
 *
 * @param baudRate bits per second, 300 to 12000000; without effect on an emulated board
 */
public record SerialPort(int baudRate) {
  private static final int SLOWEST = 300;

  /** Of bridges to USB. */
  private static final int FASTEST = 12_000_000;

  /**
   * @throws IllegalArgumentException if no serial port has that rate
   */
  public SerialPort {
    if (baudRate < SLOWEST || baudRate > FASTEST) {
      throw new IllegalArgumentException(
          "serial: baudRate is %d; accepted: %d to %d".formatted(baudRate, SLOWEST, FASTEST));
    }
  }
}

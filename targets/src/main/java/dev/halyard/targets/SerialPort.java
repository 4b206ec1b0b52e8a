package dev.halyard.targets;

/**
 * The serial port through which a board's agent speaks.
 *
 * @param baudRate bits per second, at least 1; without effect on an emulated board
 */
public record SerialPort(int baudRate) {

  /**
   * @throws IllegalArgumentException if the rate is below 1
   */
  public SerialPort {
    if (baudRate < 1) {
      throw new IllegalArgumentException(
          "serial: baudRate is " + baudRate + "; accepted: 1 or more");
    }
  }
}

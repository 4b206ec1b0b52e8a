package dev.halyard.probes;

import dev.halyard.targets.Board;
import java.util.List;

/** A way to reach a board. Drivers are found by {@link java.util.ServiceLoader}. */
public interface Probe {

  /** Returns the driver's unique id, which board files name: lower-case letters and digits. */
  String driver();

  /**
   * Puts a firmware on a board, starts it and opens its serial port.
   *
   * @param request board, firmware and what to measure
   * @return a session that holds the board until it is closed
   * @throws ProbeException if the board cannot be reached or started; nothing is left running then
   */
  ProbeSession open(ProbeRequest request);

  /** Checks whether everything is there that reaching this board needs; never fails. */
  default List<ToolCheck> check(Board board) {
    return List.of();
  }
}

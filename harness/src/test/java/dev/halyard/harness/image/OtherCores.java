package dev.halyard.harness.image;

import dev.halyard.targets.Board;
import dev.halyard.targets.Core;
import java.util.List;

/** Boards that are others but for their cores, so that a check finds what the cores lack. */
final class OtherCores {
  private OtherCores() {}

  static Board of(Board is, Core... cores) {
    return new Board(
        is.name(),
        is.title(),
        is.state(),
        is.twinName(),
        List.of(cores),
        is.memory(),
        is.reserved(),
        is.serial(),
        is.rust(),
        is.probe(),
        is.firmwareName(),
        is.folder());
  }
}

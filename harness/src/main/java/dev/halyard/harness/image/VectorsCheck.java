package dev.halyard.harness.image;

/** What the core reads first after a reset leads to code. Cores without vectors pass by. */
final class VectorsCheck implements ImageCheck {

  @Override
  public Outcome run(Image image) {
    return switch (image.board().instructionSet()) {
      case ARMV6_M, ARMV7_M, ARMV7E_M, ARMV8_M_MAIN -> CortexMVectors.check(image);
      case AVR -> AvrVectors.check(image);
      default ->
          new Outcome(
              Outcome.State.OK,
              java.util.List.of("none: the core starts at the entry, which sets its own"));
    };
  }
}

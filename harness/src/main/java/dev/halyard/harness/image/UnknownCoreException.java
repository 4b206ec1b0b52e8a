package dev.halyard.harness.image;

/**
 * The disassembler does not know the core that board.yaml names, so it would know it as another.
 */
final class UnknownCoreException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownCoreException(String finding) {
    super(finding + "; correct cpu in board.yaml, a name of LLVM's");
  }
}

package dev.halyard.engine.importer.tflite.operator;

import dev.halyard.engine.ir.op.Activation;

/** Codes of enum ActivationFunctionType. */
final class Activations {
  private static final String[] NAMES = {
    "NONE", "RELU", "RELU_N1_TO_1", "RELU6", "TANH", "SIGN_BIT"
  };

  private Activations() {}

  /** Returns the activation of that code; reports one that is not supported. */
  static Activation read(OperatorCall call, int code) {
    return switch (code) {
      case 0 -> Activation.NONE;
      case 1 -> Activation.RELU;
      case 2 -> Activation.RELU_N1_TO_1;
      case 3 -> Activation.RELU6;
      default -> {
        call.unsupported("fused activation " + name(code), "NONE, RELU, RELU_N1_TO_1, RELU6");
        yield Activation.NONE;
      }
    };
  }

  /** Reports any activation. */
  static void none(OperatorCall call, int code) {
    if (code != 0) {
      call.unsupported("fused activation " + name(code), "NONE");
    }
  }

  private static String name(int code) {
    return code < NAMES.length ? NAMES[code] : String.valueOf(code);
  }
}

package dev.halyard.engine.importer.tflite.operator;

/** What element-wise operators ask of the quantization of an int8 input and an int8 output. */
final class Rules {
  /** Below it the reference kernels cannot bring the input to the fixed point of the function. */
  private static final double SMALLEST_FUNCTION_SCALE = 1.0 / (1 << 27);

  private static final double HARD_SWISH_FRACTION = 128;

  private Rules() {}

  /** RELU: the result is rescaled. */
  static void relu(OperatorCall call) {
    Requirements.factor(
        call, "input scale / output scale", ratio(call), Requirements.LARGEST_FACTOR);
  }

  /** RELU6: the input is clamped as it is. */
  static void relu6(OperatorCall call) {
    Requirements.alike(call, Operand.input(call.input(0)), Operand.output(call.output()));
  }

  /** LOGISTIC: output in [0, 1). */
  static void logistic(OperatorCall call) {
    functionScale(call);
    Requirements.fixedOutput(call, 256, -128);
  }

  /** TANH: output in [−1, 1). */
  static void tanh(OperatorCall call) {
    functionScale(call);
    Requirements.fixedOutput(call, 128, 0);
  }

  /** HARD_SWISH: the reference kernel only shifts right. */
  static void hardSwish(OperatorCall call) {
    Requirements.factor(
        call, "input scale / (128 · output scale)", ratio(call) / HARD_SWISH_FRACTION, 1);
    Requirements.factor(
        call,
        "input scale",
        call.input(0).requireQuantization().scale(),
        Requirements.LARGEST_FACTOR >> 12);
  }

  private static void functionScale(OperatorCall call) {
    float scale = call.input(0).requireQuantization().scale();
    if (scale < SMALLEST_FUNCTION_SCALE) {
      call.unsupported("input scale " + scale, "at least " + SMALLEST_FUNCTION_SCALE);
    }
  }

  private static double ratio(OperatorCall call) {
    return (double) call.input(0).requireQuantization().scale()
        / call.output().requireQuantization().scale();
  }
}

package dev.halyard.engine.ir.arithmetic;

/**
 * How differences of quantized inputs become fixed-point numbers: {@code difference · factor} in
 * Qm.(31 − m), as long as it fits.
 *
 * <p>Source: CalculateInputRadius and PreprocessSoftmaxScaling in
 * tensorflow/lite/kernels/internal/quantization_util.cc; micro/kernels/logistic_common.cc, tanh.cc.
 *
 * @param multiplier {@code factor · 2^(31 − m)}
 * @param radius {@code floor((2^m − 1) · 2^(31 − m) / 2^shift)}: magnitudes above it are saturated
 */
record ScaledInput(QuantizedMultiplier multiplier, int radius) {

  /**
   * Returns the scaling by {@code factor} to {@code integerBits} integer bits; the factor is capped
   * so that the multiplier stays below 2^31.
   */
  static ScaledInput of(double factor, int integerBits) {
    double scaled = Math.min(factor * (1 << (31 - integerBits)), (1L << 31) - 1.0);
    QuantizedMultiplier multiplier = QuantizedMultiplier.of(scaled);
    double largest = (double) ((1 << integerBits) - 1) * (1L << (31 - integerBits));
    return new ScaledInput(multiplier, (int) Math.floor(Math.scalb(largest, -multiplier.shift())));
  }

  /** Returns a difference in fixed point. */
  int apply(int difference) {
    return multiplier.apply(difference);
  }
}

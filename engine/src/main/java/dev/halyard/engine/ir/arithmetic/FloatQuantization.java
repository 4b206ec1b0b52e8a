package dev.halyard.engine.ir.arithmetic;

import dev.halyard.engine.ir.Quantization;

/**
 * Between float32 and int8.
 *
 * <p>Source: reference/quantize.h and reference/dequantize.h of tensorflow/tflite-micro @90b983c.
 * What C leaves undefined there is saturated here: reals beyond int32, and NaN is 0.0.
 */
public final class FloatQuantization {
  private FloatQuantization() {}

  /**
   * Returns {@code clamp(round(real / scale) + zeroPoint)}, divided in float32, half away from 0.
   */
  public static byte quantize(float real, Quantization quantization) {
    long rounded = roundHalfAway(real / quantization.scale());
    long shifted = rounded + quantization.zeroPoint();
    return (byte) Math.max(Byte.MIN_VALUE, Math.min(Byte.MAX_VALUE, shifted));
  }

  /** Returns {@code scale · (value − zeroPoint)} in float32. */
  public static float dequantize(byte value, Quantization quantization) {
    return quantization.scale() * (value - quantization.zeroPoint());
  }

  /** Returns a float rounded to the nearest integer, half away from zero. */
  static int roundHalfAway(float value) {
    return (int) (Math.signum(value) * Math.floor(Math.abs((double) value) + 0.5));
  }
}

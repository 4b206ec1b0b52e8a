package dev.halyard.engine.kernel;

import java.util.Locale;

/**
 * The kernels of the crate {@code halyard-kernels}, one per module of it that has a {@code run}.
 */
public enum Kernel {
  /** Sum of two operands. */
  ADD,
  /** Average over a window. */
  AVERAGE_POOL_2D,
  /** One input to its place among others. */
  CONCATENATION,
  /** Convolution over all channels. */
  CONV_2D,
  /** Convolution over all channels, two output channels at a time. */
  CONV_2D_PAIRED,
  /** Convolution over all channels, two pixels per multiplication. */
  CONV_2D_TWO_PIXELS,
  /** Convolution over all channels with a 3×3 window, tile by tile of transformed inputs. */
  CONV_2D_WINOGRAD,
  /** Convolution over all channels with a 3×3 window, four outputs × four tiles at a time. */
  CONV_2D_WINOGRAD_QUADS,
  /** The same elements elsewhere. */
  COPY,
  /** Convolution of each channel for itself with a dense 3×3 window, for Armv7E-M. */
  DEPTHWISE_3X3,
  /** Convolution of each channel for itself with a 3×3 window, three rows at a time. */
  DEPTHWISE_3X3_STRIPS,
  /** Convolution of each channel for itself. */
  DEPTHWISE_CONV_2D,
  /** int8 to float32. */
  DEQUANTIZE,
  /** Product with a matrix of weights. */
  FULLY_CONNECTED,
  /** Product with a matrix of weights, two outputs at a time. */
  FULLY_CONNECTED_PAIRED,
  /** Product with a matrix of weights, sixteen outputs at a time. */
  FULLY_CONNECTED_WIDE,
  /** Any function of one int8 element. */
  LOOKUP,
  /** Largest of a window. */
  MAX_POOL_2D,
  /** Mean over dimensions; also the average pool over a whole image. */
  MEAN,
  /** Product of two operands. */
  MUL,
  /** Elements around the input. */
  PAD,
  /** float32 to int8. */
  QUANTIZE,
  /** Softmax of each row. */
  SOFTMAX,
  /** Difference of two operands. */
  SUB,
  /** Dimensions in another order. */
  TRANSPOSE,
  /** Sum or difference of two operands, as one line of both. */
  WEIGHTED_SUM;

  /** Returns the name of the kernel's module, for example {@code conv_2d}. */
  public String module() {
    return name().toLowerCase(Locale.ROOT);
  }
}

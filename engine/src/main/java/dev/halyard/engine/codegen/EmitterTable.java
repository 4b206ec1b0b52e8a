package dev.halyard.engine.codegen;

import dev.halyard.engine.kernel.Kernel;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Which emitter writes which kernel. */
final class EmitterTable {
  private static final Map<Kernel, KernelEmitter> EMITTERS = new EnumMap<>(Kernel.class);

  static {
    EMITTERS.put(Kernel.ADD, PairEmitters::add);
    EMITTERS.put(Kernel.AVERAGE_POOL_2D, WindowEmitters::averagePool2d);
    EMITTERS.put(Kernel.CONCATENATION, MovingEmitters::concatenation);
    EMITTERS.put(Kernel.CONV_2D, ConvolutionEmitters::conv2d);
    EMITTERS.put(Kernel.CONV_2D_PAIRED, PairedEmitters::conv2d);
    EMITTERS.put(Kernel.CONV_2D_TWO_PIXELS, TwoPixelsEmitter::conv2d);
    EMITTERS.put(Kernel.CONV_2D_WINOGRAD, WinogradEmitter::emit);
    EMITTERS.put(Kernel.CONV_2D_WINOGRAD_QUADS, WinogradQuadsEmitter::conv2d);
    EMITTERS.put(Kernel.COPY, MovingEmitters::copy);
    EMITTERS.put(Kernel.DEPTHWISE_3X3, Depthwise3x3Emitter::emit);
    EMITTERS.put(Kernel.DEPTHWISE_3X3_STRIPS, StripEmitter::depthwise);
    EMITTERS.put(Kernel.DEPTHWISE_CONV_2D, ConvolutionEmitters::depthwiseConv2d);
    EMITTERS.put(Kernel.DEQUANTIZE, ElementEmitters::dequantize);
    EMITTERS.put(Kernel.FULLY_CONNECTED, ConvolutionEmitters::fullyConnected);
    EMITTERS.put(Kernel.FULLY_CONNECTED_PAIRED, PairedEmitters::fullyConnected);
    EMITTERS.put(Kernel.FULLY_CONNECTED_WIDE, WideFullyConnectedEmitter::emit);
    EMITTERS.put(Kernel.LOOKUP, ElementEmitters::lookup);
    EMITTERS.put(Kernel.MAX_POOL_2D, WindowEmitters::maxPool2d);
    EMITTERS.put(Kernel.MEAN, WindowEmitters::mean);
    EMITTERS.put(Kernel.MUL, PairEmitters::mul);
    EMITTERS.put(Kernel.PAD, MovingEmitters::pad);
    EMITTERS.put(Kernel.QUANTIZE, ElementEmitters::quantize);
    EMITTERS.put(Kernel.SOFTMAX, ElementEmitters::softmax);
    EMITTERS.put(Kernel.SUB, PairEmitters::sub);
    EMITTERS.put(Kernel.TRANSPOSE, MovingEmitters::transpose);
    EMITTERS.put(Kernel.WEIGHTED_SUM, PairEmitters::weightedSum);
  }

  private EmitterTable() {}

  static Map<Kernel, KernelEmitter> emitters() {
    return Collections.unmodifiableMap(EMITTERS);
  }

  /** Returns the code of a node. */
  static NodeCode emit(EmitContext node) {
    return Objects.requireNonNull(EMITTERS.get(node.use().kernel())).emit(node);
  }
}

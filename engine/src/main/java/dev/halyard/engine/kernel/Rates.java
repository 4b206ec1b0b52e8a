package dev.halyard.engine.kernel;

import dev.halyard.targets.InstructionSet;
import java.util.EnumMap;
import java.util.Map;

/**
 * Instructions of each loop of a plain kernel, in the order of {@link Work}: fitted to what was
 * measured node by node.
 */
final class Rates {
  private static final Map<Kernel, double[]> ARM = new EnumMap<>(Kernel.class);

  static {
    ARM.put(Kernel.CONV_2D, new double[] {2, 40, 32, 24, 20, 30, 150});
    ARM.put(Kernel.FULLY_CONNECTED, new double[] {2, 40, 32, 24, 20, 30, 150});
    ARM.put(Kernel.DEPTHWISE_CONV_2D, new double[] {130, 130, 130, 10, 20, 12, 2, 60, 200, 150});
    ARM.put(Kernel.AVERAGE_POOL_2D, new double[] {16, 10, 30, 20, 150});
    ARM.put(Kernel.MAX_POOL_2D, new double[] {16, 10, 30, 20, 150});
    ARM.put(Kernel.MEAN, new double[] {8, 30, 30, 150});
    ARM.put(Kernel.ADD, new double[] {60, 60, 150});
    ARM.put(Kernel.SUB, new double[] {60, 60, 150});
    ARM.put(Kernel.MUL, new double[] {40, 60, 150});
    ARM.put(Kernel.SOFTMAX, new double[] {30, 200, 150});
    ARM.put(Kernel.QUANTIZE, new double[] {20, 40, 100});
    ARM.put(Kernel.DEQUANTIZE, new double[] {10, 40, 100});
    for (Kernel moving :
        new Kernel[] {
          Kernel.CONCATENATION, Kernel.COPY, Kernel.LOOKUP, Kernel.PAD, Kernel.TRANSPOSE
        }) {
      ARM.put(moving, new double[] {6, 40, 100});
    }
  }

  private Rates() {}

  /** Returns the instructions of each loop; those of Armv7E-M where no others are known. */
  static double[] of(Kernel kernel, InstructionSet instructionSet) {
    double[] rates = ARM.get(kernel);
    if (rates == null) {
      throw new IllegalArgumentException("the kernel " + kernel.module() + " is not a plain one");
    }
    return rates;
  }
}

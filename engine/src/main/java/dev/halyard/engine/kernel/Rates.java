package dev.halyard.engine.kernel;

import dev.halyard.targets.InstructionSet;
import java.util.EnumMap;
import java.util.Map;

/**
 * Instructions of each loop of a plain kernel, in the order of {@link Work}: fitted to what was
 * counted node by node. Loops that always go round together share what they take among them.
 */
final class Rates {
  private static final Map<Kernel, double[]> ARM = new EnumMap<>(Kernel.class);
  private static final Map<Kernel, double[]> RISCV = new EnumMap<>(Kernel.class);

  static {
    ARM.put(Kernel.ADD, new double[] {79.1, 0, 0});
    ARM.put(Kernel.AVERAGE_POOL_2D, new double[] {16, 20, 60, 30, 0});
    ARM.put(Kernel.CONCATENATION, new double[] {8, 40, 60});
    ARM.put(Kernel.CONV_2D, new double[] {16.5, 23.3, 70.2, 44.4, 25.3, 53.5, 0, 21});
    ARM.put(Kernel.COPY, new double[] {4, 40, 60});
    ARM.put(Kernel.DEPTHWISE_CONV_2D, new double[] {324, 397, 180, 20, 30, 0, 15, 180, 293, 0});
    ARM.put(Kernel.DEQUANTIZE, new double[] {15, 40, 60});
    ARM.put(Kernel.FULLY_CONNECTED, new double[] {10.7, 85.5, 82.4, 44.4, 23.9, 22.3, 117, 0});
    ARM.put(Kernel.LOOKUP, new double[] {5, 40, 60});
    ARM.put(Kernel.MAX_POOL_2D, new double[] {20, 30, 60, 25, 0});
    ARM.put(Kernel.MEAN, new double[] {2.39, 37.3, 0, 0});
    ARM.put(Kernel.MUL, new double[] {30, 40, 60});
    ARM.put(Kernel.PAD, new double[] {6, 60, 60});
    ARM.put(Kernel.QUANTIZE, new double[] {20, 40, 60});
    ARM.put(Kernel.SOFTMAX, new double[] {39.1, 134, 0});
    ARM.put(Kernel.SUB, new double[] {79.1, 0, 0});
    ARM.put(Kernel.TRANSPOSE, new double[] {8.8, 40, 60});
  }

  static {
    RISCV.putAll(ARM);
    RISCV.put(Kernel.ADD, new double[] {74.3, 0, 0});
    RISCV.put(Kernel.CONV_2D, new double[] {16, 26.2, 58.1, 97.9, 56.6, 47.7, 0, 84.7});
    RISCV.put(Kernel.DEPTHWISE_CONV_2D, new double[] {477, 556, 180, 20, 45, 0, 22.5, 147, 360, 0});
    RISCV.put(Kernel.DEQUANTIZE, new double[] {95, 40, 60});
    RISCV.put(Kernel.FULLY_CONNECTED, new double[] {12, 68, 122, 97.9, 56.3, 22, 83.7, 0});
    RISCV.put(Kernel.MEAN, new double[] {4.505, 38.2, 0, 43});
    RISCV.put(Kernel.QUANTIZE, new double[] {365, 40, 60});
    RISCV.put(Kernel.SOFTMAX, new double[] {52.3, 171, 0});
    RISCV.put(Kernel.SUB, new double[] {74.3, 0, 0});
  }

  private Rates() {}

  /** Returns the instructions of each loop; on cores not counted, those of RV32IMAC. */
  static double[] of(Kernel kernel, InstructionSet instructionSet) {
    double[] rates = (instructionSet == InstructionSet.ARMV7E_M ? ARM : RISCV).get(kernel);
    if (rates == null) {
      throw new IllegalArgumentException("the kernel " + kernel.module() + " is not a plain one");
    }
    return rates;
  }
}

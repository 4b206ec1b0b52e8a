package dev.halyard.harness.golden;

import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Tensor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Seeded random inputs: all values of an integer type, float32 from −1 to 1. The same seed gives
 * the same bytes on every machine.
 */
public final class RandomInputs {
  private static final String ALGORITHM = "L64X128MixRandom";

  private RandomInputs() {}

  /**
   * Returns {@code count} inferences.
   *
   * @param inputs the model's input tensors
   */
  public static Sequence of(List<Tensor> inputs, int count, long seed) {
    RandomGenerator random = RandomGeneratorFactory.of(ALGORITHM).create(seed);
    List<List<byte[]>> inferences = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      inferences.add(inputs.stream().map(tensor -> bytes(tensor, random)).toList());
    }
    return new Sequence(inferences);
  }

  private static byte[] bytes(Tensor tensor, RandomGenerator random) {
    byte[] data = new byte[tensor.byteCount()];
    if (tensor.type() != ElementType.FLOAT32) {
      random.nextBytes(data);
      return data;
    }
    ByteBuffer buffer = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    while (buffer.hasRemaining()) {
      buffer.putFloat(random.nextFloat(-1f, 1f));
    }
    return data;
  }
}

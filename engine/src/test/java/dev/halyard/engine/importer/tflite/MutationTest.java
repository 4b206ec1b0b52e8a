package dev.halyard.engine.importer.tflite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.management.ThreadMXBean;
import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphVerifier;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Damaged files end in a valid graph or in a diagnostic: never in another exception, nor in a long
 * time or much memory.
 */
class MutationTest {
  private static final int ROUNDS_OF_OWN_MODEL = 31;
  private static final int ROUNDS_OF_BUILT_MODEL = 100;
  private static final Duration LONGEST = Duration.ofSeconds(1);
  private static final long MOST_BYTES = 32 << 20;
  private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int[] EXTREMES = {
    0,
    1,
    2,
    4,
    -1,
    -4,
    0x7f,
    0x80,
    0xff,
    0x7fff,
    0x8000,
    0xffff,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    0x3fffffff,
    0x7ffffffc
  };

  @Test
  void survivesMutationsOfBuiltModels() {
    for (OperatorModels.Case operator : OperatorModels.all()) {
      mutate(operator.title(), operator.model().build(), ROUNDS_OF_BUILT_MODEL);
    }
  }

  @Test
  void survivesTenThousandMutationsOfOwnModels() {
    int survived = 0;
    for (OwnModels.Model model : OwnModels.all()) {
      survived += mutate(model.path(), model.bytes(), ROUNDS_OF_OWN_MODEL);
    }
    assertThat(survived).isGreaterThanOrEqualTo(10_000);
  }

  @ParameterizedTest
  @CsvSource({
    "microflow/sine.tflite, 2000",
    "tflm/trained_lstm_int8.tflite, 1000",
    "microflow/speech.tflite, 1000",
    "mlperf-tiny/kws_ref_model.tflite, 300",
    "oneliner/lenet5_quantized.tflite, 300",
    "mlperf-tiny/pretrainedResnet_quant.tflite, 200",
    "mlperf-tiny/vww_96_int8.tflite, 100",
  })
  void survivesMutationsOfPublicModels(String file, int rounds) {
    assertThat(mutate(file, PublicModels.read(file), rounds)).isEqualTo(rounds);
  }

  private static int mutate(String title, byte[] original, int rounds) {
    Random random = new Random(title.hashCode());
    for (int round = 0; round < rounds; round++) {
      byte[] mutant = mutant(original, random);
      // The thread's own time and memory: those of other work on the machine do not count.
      long start = THREAD.getCurrentThreadCpuTime();
      long before = THREAD.getCurrentThreadAllocatedBytes();
      String outcome = outcome(mutant);
      Duration taken = Duration.ofNanos(THREAD.getCurrentThreadCpuTime() - start);
      long allocated = THREAD.getCurrentThreadAllocatedBytes() - before;
      if (!outcome.isEmpty() || taken.compareTo(LONGEST) > 0 || allocated > MOST_BYTES) {
        fail("mutation %d of %s took %s and %d bytes: %s", round, title, taken, allocated, outcome);
      }
    }
    return rounds;
  }

  /** Returns what is wrong with how the importer took a file; empty if nothing is. */
  private static String outcome(byte[] mutant) {
    try {
      Graph graph = TfliteImporter.read(mutant, "mutant");
      return String.join("\n", GraphVerifier.problems(graph));
    } catch (CompileException e) {
      return e.getMessage().length() < 1 << 20 ? "" : "message of a megabyte";
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      return e + "\n" + Arrays.toString(e.getStackTrace());
    }
  }

  private static byte[] mutant(byte[] original, Random random) {
    byte[] bytes = original.clone();
    int changes = 1 + random.nextInt(3);
    for (int change = 0; change < changes; change++) {
      bytes = changed(bytes, random);
    }
    return bytes;
  }

  private static byte[] changed(byte[] bytes, Random random) {
    if (bytes.length < 16) {
      return bytes;
    }
    return switch (random.nextInt(6)) {
      case 0 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 1 -> splice(bytes, random);
      case 2, 3 -> extreme(bytes, random);
      default -> flip(bytes, random);
    };
  }

  private static byte[] flip(byte[] bytes, Random random) {
    bytes[place(bytes, random)] ^= (byte) (1 << random.nextInt(8));
    return bytes;
  }

  private static byte[] splice(byte[] bytes, Random random) {
    int length = 1 + random.nextInt(Math.min(64, bytes.length / 2));
    int from = random.nextInt(bytes.length - length);
    int to = random.nextInt(bytes.length - length);
    System.arraycopy(bytes, from, bytes, to, length);
    return bytes;
  }

  private static byte[] extreme(byte[] bytes, Random random) {
    int place = Math.min(place(bytes, random) & ~3, bytes.length - 4);
    int value = EXTREMES[random.nextInt(EXTREMES.length)];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(place, value);
    return bytes;
  }

  /** Prefers both ends of a file, where writers put tables, to the weights in between. */
  private static int place(byte[] bytes, Random random) {
    int end = Math.min(bytes.length, 2048);
    return switch (random.nextInt(3)) {
      case 0 -> random.nextInt(end);
      case 1 -> bytes.length - 1 - random.nextInt(end);
      default -> random.nextInt(bytes.length);
    };
  }
}

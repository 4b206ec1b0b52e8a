package dev.halyard.engine.ir.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.ir.Quantization;
import dev.halyard.engine.ir.op.HardSwish;
import dev.halyard.engine.ir.op.LeakyRelu;
import dev.halyard.engine.ir.op.Logistic;
import dev.halyard.engine.ir.op.Operator;
import dev.halyard.engine.ir.op.Quantize;
import dev.halyard.engine.ir.op.Relu;
import dev.halyard.engine.ir.op.Relu6;
import dev.halyard.engine.ir.op.Tanh;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class LookupTableTest {
  private static final Quantization INPUT = Quantization.perTensor(0.06f, 11);
  private static final Quantization OUTPUT = Quantization.perTensor(0.05f, -20);

  @Test
  void tablesAreWithinOneStepOfTheRealFunctions() {
    check(new Relu(), OUTPUT, x -> Math.max(0, x));
    check(new Relu6(), INPUT, x -> Math.min(Math.max(0, x), 6));
    check(new LeakyRelu(0.2f), OUTPUT, x -> x < 0 ? 0.2 * x : x);
    check(new LeakyRelu(-1.5f), OUTPUT, x -> x < 0 ? -1.5 * x : x);
    check(new Quantize(), OUTPUT, x -> x);
    check(new Logistic(), Quantization.perTensor(1f / 256, -128), x -> 1 / (1 + Math.exp(-x)));
    check(new Tanh(), Quantization.perTensor(1f / 128, 0), Math::tanh);
    check(new HardSwish(), OUTPUT, x -> x * Math.min(Math.max(0, x + 3), 6) / 6);
  }

  private static void check(Operator operator, Quantization output, DoubleUnaryOperator function) {
    byte[] table = LookupTable.of(operator, INPUT, output);
    for (int value = -128; value <= 127; value++) {
      double real = function.applyAsDouble((value - 11) * 0.06);
      double quantized = real / output.scale() + output.zeroPoint();
      double expected = Math.max(-128, Math.min(127, quantized));
      assertThat(Math.abs(table[value + 128] - expected))
          .as("%s of %d", operator.builtinName(), value)
          .isLessThan(1.01);
    }
  }

  @Test
  void logisticAndTanhSaturateBeyondTheirRadius() {
    Quantization coarse = Quantization.perTensor(1f, 0);
    byte[] logistic = LookupTable.of(new Logistic(), coarse, OUTPUT);
    byte[] tanh = LookupTable.of(new Tanh(), coarse, OUTPUT);
    // Scale 1 in Q4.27 is 2^27 = 0.5 · 2^28: the radius is floor(15 · 2^27 / 2^28) = 7.
    assertThat(logistic[128 + 7]).isEqualTo((byte) 127);
    assertThat(logistic[128 - 7]).isEqualTo((byte) -128);
    assertThat(logistic[128]).isEqualTo((byte) 0);
    assertThat(tanh[128 + 7]).isEqualTo((byte) 127);
    assertThat(tanh[128 - 7]).isEqualTo((byte) -128);
    assertThat(tanh[128 + 1]).isEqualTo((byte) Math.round(128 * Math.tanh(1)));
  }

  @Test
  void relu6ClampsTheInputsOwnUnits() {
    byte[] table = LookupTable.of(new Relu6(), INPUT, INPUT);
    assertThat(table[0]).isEqualTo((byte) 11);
    assertThat(table[128 + 50]).isEqualTo((byte) 50);
    assertThat(table[255]).isEqualTo((byte) 111);
  }

  @Test
  void hardSwishToAVeryCoarseScaleIsOneStepOffAsInTheReferenceKernel() {
    byte[] table =
        LookupTable.of(
            new HardSwish(), Quantization.perTensor(0.01f, 0), Quantization.perTensor(6f, 0));
    assertThat(table[0]).isEqualTo((byte) -1);
    assertThat(table[128]).isEqualTo((byte) 1);
    assertThat(table[255]).isEqualTo((byte) 1);
  }
}

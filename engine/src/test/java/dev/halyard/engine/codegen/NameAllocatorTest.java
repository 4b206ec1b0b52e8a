package dev.halyard.engine.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameAllocatorTest {

  @ParameterizedTest
  @CsvSource({
    "conv1, conv1",
    "sequential/conv2d/Relu;bn, sequential_conv2d_relu_bn",
    "StatefulPartitionedCall:0, stateful_partitioned_call_0",
    "__init__, init",
    "a--b__c, a_b_c",
    "1conv, node_1conv",
    "fn, fn_node",
    "Self, self_node",
    "日本, node",
    "'', node",
    "🦀 crab, crab",
    "straße, stra_e",
  })
  void makesAnIdentifier(String wanted, String identifier) {
    assertThat(NameAllocator.identifier(wanted, "node")).isEqualTo(identifier);
  }

  @ParameterizedTest
  @CsvSource({
    "MobilenetV1/MobilenetV1/Conv2d_1_depthwise/Relu6, v1_conv2d_1_depthwise_relu6",
    "functional_1/pointwise_1/BiasAdd, pointwise_1_bias_add",
    "model/a_word_of_exactly_the_longest_le, a_word_of_exactly_the_longest_le",
    "averyveryverylongsinglewordwithoutend, veryverylongsinglewordwithoutend",
  })
  void keepsTheLastWordsOfAnOverLongPath(String path, String identifier) {
    assertThat(NameAllocator.identifier(path, "node")).isEqualTo(identifier);
  }

  @Test
  void numbersNamesThatBecomeTheSame() {
    NameAllocator names = new NameAllocator(Set.of("input"));
    assertThat(names.snakeCase("conv 1", "node")).isEqualTo("conv_1");
    assertThat(names.snakeCase("conv-1", "node")).isEqualTo("conv_1_2");
    assertThat(names.snakeCase("conv_1_2", "node")).isEqualTo("conv_1_2_2");
    assertThat(names.snakeCase("Input", "node")).isEqualTo("input_2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\n}\nfn evil() {}", "*/", "x\"; panic!(); \"", "\u202e\u0000\\", "`"})
  void leavesNothingThatIsNoIdentifier(String hostile) {
    assertThat(NameAllocator.identifier(hostile, "node")).matches("[a-z][a-z0-9_]*");
  }
}

package dev.halyard.engine.importer.tflite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

  @ParameterizedTest
  @CsvSource({
    "model/conv1/Conv2D, conv1",
    "model/activation_3/Relu;model/batch_normalization_3/FusedBatchNormV3;model/conv2d_2/Conv2D,"
        + " conv2d_2",
    "functional_1/activation/Relu;functional_1/dense/BiasAdd, dense",
    "model/conv2d/BiasAdd/ReadVariableOp/resource, conv2d",
    "model/activation_2/Relu, activation_2",
    "functional_1/add_1/add, add_1",
    "MobilenetV1/MobilenetV1/Conv2d_0/Relu6, conv2d_0",
    "StatefulPartitionedCall:0, softmax_7",
    "Identity_int8, softmax_7",
    "Relu, softmax_7",
    "'', softmax_7",
    "';;', softmax_7",
    "model/3x3/Conv2D, n3x3",
    "'Ünïcode and spaces', n_code_and_spaces",
  })
  void namesNodesAfterTheLayerOfTheirOutput(String tensor, String node) {
    assertThat(Names.node("SOFTMAX", 7, tensor)).isEqualTo(node);
  }

  @ParameterizedTest
  @CsvSource({
    "serving_default_input:0, serving_default_input:0",
    "a/Relu;b/BiasAdd, a/Relu",
    "'', tensor_4",
    "'a \"b\" \\', a__b___",
  })
  void keepsTheFirstPartOfATensorsName(String fileName, String name) {
    assertThat(Names.tensor(fileName, 4)).isEqualTo(name);
  }

  @Test
  void makesNamesUnique() {
    Names names = new Names();

    assertThat(names.unique("a")).isEqualTo("a");
    assertThat(names.unique("a_2")).isEqualTo("a_2");
    assertThat(names.unique("a")).isEqualTo("a_3");
    assertThat(names.unique("a")).isEqualTo("a_4");
  }
}

package dev.halyard.engine.importer.tflite;

import static dev.halyard.engine.importer.tflite.ModelBuilder.reads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.engine.importer.tflite.schema.BuiltinOperator;
import dev.halyard.engine.importer.tflite.schema.Limits;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StructureTest {
  private static final OptionsSpec NO_OPTIONS = OptionsSpec.none();

  private final ModelBuilder model = new ModelBuilder();

  @Test
  void rejectsWhatIsNoTfliteFile() {
    assertThatThrownBy(() -> TfliteImporter.read(new byte[0], "empty"))
        .isInstanceOf(CompileException.class)
        .hasMessage(
            "model 'empty': not a TFLite model: the identifier TFL3 is missing at byte 4;"
                + " supported: .tflite files of schema version 3");
  }

  @Test
  void rejectsATruncatedFile() {
    byte[] bytes = relu().build();

    assertThatThrownBy(() -> TfliteImporter.read(Arrays.copyOf(bytes, bytes.length - 40), "cut"))
        .isInstanceOf(CompileException.class)
        .hasMessageStartingWith("model 'cut': damaged at Model.")
        .hasMessageEndingWith("; the file may be truncated");
  }

  @Test
  void rejectsARootOutsideTheFile() {
    byte[] bytes = relu().build();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(0, -4);

    assertThatThrownBy(() -> TfliteImporter.read(bytes, "wild"))
        .isInstanceOf(CompileException.class)
        .hasMessage(
            "model 'wild': damaged at Model: bytes 4294967292 to 4294967296 are outside the %d"
                    .formatted(bytes.length)
                + " bytes of the file; the file may be truncated");
  }

  @Test
  void rejectsAFileThatIsTooLarge() {
    byte[] bytes = Arrays.copyOf(relu().build(), Limits.FILE_BYTES + 1);

    assertThatThrownBy(() -> TfliteImporter.read(bytes, "huge"))
        .isInstanceOf(CompileException.class)
        .hasMessage("model 'huge': 33554433 bytes are too many; supported: up to 33554432");
  }

  @Test
  void rejectsTooManyEdges() {
    int input = model.input(TensorSpec.int8("input", 1, 1));
    int[] many = new int[Limits.EDGES + 1];
    Arrays.fill(many, input);
    model.operator(
        BuiltinOperator.CONCATENATION,
        OptionsSpec.of(10),
        reads(many),
        model.output(TensorSpec.int8("output", 1, 1025)));

    assertThatThrownBy(model::read)
        .isInstanceOf(CompileException.class)
        .hasMessage(
            "model 'model': Model.subgraphs[0].operators[0].inputs has 1025 elements; supported: up"
                + " to 1024");
  }

  @Test
  void rejectsOtherVersionsAndSeveralSubgraphs() {
    assertThatThrownBy(() -> relu().version(2).read())
        .hasMessage("model 'model': schema version 2 is not supported; supported: 3");
    assertThatThrownBy(() -> new StructureTest().relu().subgraphs(2).read())
        .hasMessage(
            "model 'model': 2 subgraphs are not supported; supported: 1, without control flow");
  }

  @Test
  void refusesTablesThatOverlapWithoutEnd() {
    assertThatThrownBy(() -> relu().subgraphs(1000).read())
        .isInstanceOf(CompileException.class)
        .hasMessageContaining("tables and vectors overlap too often");
  }

  @Test
  void listsEveryIndexThatPointsToNothing() {
    int input = model.input(TensorSpec.int8("input", 1));
    int output = model.output(TensorSpec.int8("output", 1));
    model.operator(BuiltinOperator.RELU, NO_OPTIONS, reads(7), output);
    model.operator(BuiltinOperator.RELU, NO_OPTIONS, reads(input), -2);
    model.readAgain(output);

    assertThatThrownBy(model::read)
        .hasMessage(
            """
            operator RELU 0: has input tensor 7 of 2; the file is damaged
            operator RELU 1: has output tensor -2 of 2; the file is damaged
            model 'model': has the same tensor as two outputs; supported: one""");
  }

  @Test
  void rejectsCyclesAndSecondProducers() {
    int input = model.input(TensorSpec.int8("input", 1));
    int one = model.tensor(TensorSpec.int8("one", 1));
    int other = model.output(TensorSpec.int8("other", 1));
    model.operator(BuiltinOperator.RELU, NO_OPTIONS, reads(other), one);
    model.operator(BuiltinOperator.RELU, NO_OPTIONS, reads(one), other);
    model.operator(BuiltinOperator.RELU, NO_OPTIONS, reads(input), other);

    assertThatThrownBy(model::read)
        .hasMessage(
            """
            operator RELU 'one': its input 'other' is made by no operator before it; the file is \
            damaged
            operator RELU 'other_2': its output 'other' is a constant, an input or made before; \
            the file is damaged""");
  }

  @Test
  void leavesOutWhatNoOutputNeeds() {
    int input = model.input(TensorSpec.int8("input", 1, 6));
    int shape = model.tensor(TensorSpec.int8("shape", 2).type(TensorSpec.INT32).unquantized());
    int output = model.output(TensorSpec.int8("net/flatten/Reshape", 2, 3));
    int unused = model.tensor(TensorSpec.int8("unused", 1, 6));
    model.operator(BuiltinOperator.SHAPE, NO_OPTIONS, reads(input), shape);
    model.operator(BuiltinOperator.RESHAPE, NO_OPTIONS, reads(input, shape), output);
    model.operator(BuiltinOperator.GATHER, NO_OPTIONS, reads(input), unused);

    Graph graph = model.read();

    assertThat(graph.nodes()).extracting(Node::name).containsExactly("flatten");
    assertThat(graph.tensors()).containsOnlyKeys("input", "net/flatten/Reshape");
  }

  @Test
  void readsBranchesWithSeveralInputsAndOutputs() {
    int one = model.input(TensorSpec.int8("one", 1, 2));
    int other = model.input(TensorSpec.int8("other", 1, 2));
    int sum = model.output(TensorSpec.int8("sum", 1, 2));
    int difference = model.output(TensorSpec.int8("difference", 1, 2));
    model.operator(BuiltinOperator.ADD, NO_OPTIONS, reads(one, other), sum);
    model.operator(BuiltinOperator.SUB, NO_OPTIONS, reads(sum, other), difference);

    Graph graph = model.read();

    assertThat(graph.inputs()).containsExactly("one", "other");
    assertThat(graph.outputs()).containsExactly("sum", "difference");
    assertThat(graph.nodes()).hasSize(2);
  }

  private ModelBuilder relu() {
    int input = model.input(TensorSpec.int8("input", 1, 4));
    int output = model.output(TensorSpec.int8("output", 1, 4));
    return model.operator(BuiltinOperator.RELU, NO_OPTIONS, reads(input), output);
  }
}

package dev.halyard.engine.importer.tflite;

import static dev.halyard.engine.importer.tflite.ModelBuilder.reads;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.engine.diagnostic.Diagnostic;
import dev.halyard.engine.importer.tflite.operator.OperatorTable;
import dev.halyard.engine.importer.tflite.schema.BuiltinOperator;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The exact words of what a user reads. */
class MessagesTest {
  private static final OptionsSpec NO_OPTIONS = OptionsSpec.none();

  private final ModelBuilder model = new ModelBuilder();

  @Test
  void listsEveryUnsupportedOperatorAndAttributeAtOnce() {
    int input = model.input(TensorSpec.int8("input", 1, 4, 4, 1));
    int gathered = model.tensor(TensorSpec.int8("net/gather/GatherV2", 1, 4, 4, 1));
    int detected = model.tensor(TensorSpec.int8("", 1, 4, 4, 1));
    int weights = model.tensor(TensorSpec.weights("weights", 1, 3, 3, 2));
    int output = model.output(TensorSpec.int8("net/conv1/BiasAdd", 1, 4, 4, 1));
    model.operator(BuiltinOperator.GATHER, NO_OPTIONS, reads(input), gathered);
    model.custom("Detect\n'Post'", reads(gathered), detected);
    model.operator(
        BuiltinOperator.CONV_2D,
        OptionsSpec.conv2d(0, 0, 1).with8(3, 4),
        reads(detected, weights),
        output);

    assertThat(messages())
        .containsExactly(
            "operator GATHER 'gatherv2': is not supported; supported: " + OperatorTable.supported(),
            "operator CUSTOM 'Detect__Post_' 'custom_detect_post_1': is not supported;"
                + " supported: the operators listed above",
            "operator CONV_2D 'conv1': weights of 2 channels over an input of 1 (grouped"
                + " convolution) is not supported; supported: weights of as many channels as the"
                + " input",
            "operator CONV_2D 'conv1': fused activation TANH is not supported; supported: NONE,"
                + " RELU, RELU_N1_TO_1, RELU6",
            "operator CONV_2D 'conv1': stride 0x1 is not supported; supported: 1x1 to"
                + " 32767x32767");
  }

  @Test
  void listsEachFloatOperatorWithTheRemedy() {
    int input = model.input(TensorSpec.float32("input", 1, 4));
    int weights = model.tensor(TensorSpec.float32("weights", 1, 4).data(new byte[16]));
    int hidden = model.tensor(TensorSpec.float32("net/dense/MatMul", 1, 1));
    int output = model.output(TensorSpec.float32("net/softmax/Softmax", 1, 1));
    model.operator(
        BuiltinOperator.FULLY_CONNECTED, OptionsSpec.of(8), reads(input, weights), hidden);
    model.operator(
        BuiltinOperator.SOFTMAX, OptionsSpec.of(9).withFloat(0, 1), reads(hidden), output);

    assertThat(messages())
        .containsExactly(
            "operator FULLY_CONNECTED 'dense': input float32, weights float32, output float32 is"
                + " not supported; supported: int8; quantize the model to int8 (full integer)",
            "operator SOFTMAX 'softmax': input float32, output float32 is not supported;"
                + " supported: int8; quantize the model to int8 (full integer)");
  }

  @Test
  void namesOperatorsThatAreNewerThanTheSchema() {
    int input = model.input(TensorSpec.int8("input", 1));
    model.operator(300, NO_OPTIONS, reads(input), model.output(TensorSpec.int8("output", 1)));

    assertThat(messages())
        .containsExactly(
            "operator BUILTIN 300 'output': is not supported; supported: "
                + OperatorTable.supported());
  }

  @Test
  void rejectsDynamicShapesButNotADynamicBatch() {
    int one = model.input(TensorSpec.int8("fixed", 1, 4).signature(-1, 4));
    int other = model.input(TensorSpec.int8("dynamic", 1, 1).signature(-1, -1));
    int output = model.output(TensorSpec.int8("output", 1, 4));
    model.operator(BuiltinOperator.ADD, OptionsSpec.of(11), reads(one, other), output);

    assertThat(messages())
        .containsExactly(
            "input 'dynamic': dynamic shape [-1,-1] is not supported; supported: fixed dimensions"
                + " after the batch; convert the model with a fixed input shape");
  }

  @Test
  void rejectsABatchOfImages() {
    int input = model.input(TensorSpec.int8("input", 2, 4, 4, 1));
    int output = model.output(TensorSpec.int8("output", 2, 2, 2, 1));
    model.operator(
        BuiltinOperator.MAX_POOL_2D, OptionsSpec.pool2d(1, 2, 2, 2), reads(input), output);

    assertThat(messages())
        .containsExactly(
            "operator MAX_POOL_2D 'output': input of shape [2,4,4,1] with batch 2 is not"
                + " supported; supported: batch 1");
  }

  @Test
  void rejectsQuantizationThatOperatorsDoNotHave() {
    int input = model.input(TensorSpec.int8("input", 1, 4));
    int clamped = model.tensor(TensorSpec.int8("clamped", 1, 4).quantized(0.25f, 0));
    int output = model.output(TensorSpec.int8("output", 1, 4));
    model.operator(BuiltinOperator.RELU6, NO_OPTIONS, reads(input), clamped);
    model.operator(BuiltinOperator.LOGISTIC, NO_OPTIONS, reads(clamped), output);

    assertThat(messages())
        .containsExactly(
            "operator RELU6 'clamped': input scale 0.5 zero point -3 with output scale 0.25 zero"
                + " point 0 is not supported; supported: the same quantization on both sides",
            "operator LOGISTIC 'output': output scale 0.5 zero point -3 is not supported;"
                + " supported: scale 1/256 and zero point -128");
  }

  @Test
  void rejectsBiasesAndWeightsThatTheKernelsDoNotTake() {
    int input = model.input(TensorSpec.int8("input", 1, 4));
    int weights = model.tensor(TensorSpec.weights("weights", 2, 4).quantized(1, 1));
    int bias = model.tensor(TensorSpec.int8("bias", 2).type(TensorSpec.INT64).data(new byte[16]));
    int output = model.output(TensorSpec.int8("output", 1, 2));
    model.operator(
        BuiltinOperator.FULLY_CONNECTED,
        OptionsSpec.of(8).with8(1, 1),
        reads(input, weights, bias),
        output);

    assertThat(messages())
        .containsExactly(
            "operator FULLY_CONNECTED 'output': weights with a zero point other than 0 is not"
                + " supported; supported: zero point 0",
            "operator FULLY_CONNECTED 'output': bias int64 is not supported; supported: int32");
  }

  @Test
  void rejectsAnOutputThatTheOperatorDoesNotMake() {
    int input = model.input(TensorSpec.int8("input", 1, 4));
    int output = model.output(TensorSpec.int8("output", 1, 5).quantized(1f / 128, 0));
    model.operator(BuiltinOperator.TANH, NO_OPTIONS, reads(input), output);

    assertThat(messages())
        .containsExactly(
            "operator TANH 'output': its output is declared as [1,5], but the operator makes"
                + " [1,4]");
  }

  @Test
  void rejectsAttributesThatAreComputed() {
    int input = model.input(TensorSpec.int8("input", 1, 4));
    int axes = model.input(TensorSpec.int8("axes", 1).type(TensorSpec.INT32).unquantized());
    int output = model.output(TensorSpec.int8("output", 1, 1));
    model.operator(
        BuiltinOperator.MEAN, OptionsSpec.of(27).with8(0, 1), reads(input, axes), output);

    assertThat(messages())
        .containsExactly(
            "operator MEAN 'output': axes 'axes' computed at run time is not supported;"
                + " supported: a constant");
  }

  @Test
  void rejectsTensorsThatCannotBeRepresented() {
    int input = model.input(TensorSpec.int8("half", 1, 4).type(1));
    int state = model.tensor(TensorSpec.int8("state", 1, 4).variable());
    int constant = model.tensor(TensorSpec.int8("short", 1, 4).data((byte) 1));
    int output = model.output(TensorSpec.int8("bad", 1, 4).quantized(Float.NaN, 0));
    model.operator(
        BuiltinOperator.CONCATENATION, OptionsSpec.of(10), reads(input, state, constant), output);

    assertThat(messages())
        .containsExactly(
            "tensor 'half': element type FLOAT16 is not supported; supported: INT8, INT32, FLOAT32",
            "tensor 'state': state kept between inferences is not supported; supported: stateless"
                + " models",
            "tensor 'short': its shape and type need 4 bytes of data, but the file has 1",
            "tensor 'bad': scale NaN is not supported; supported: finite and positive");
  }

  @Test
  void rejectsOptionsOfAnotherOperator() {
    int input = model.input(TensorSpec.int8("input", 1, 4));
    int output = model.output(TensorSpec.int8("output", 1, 4).quantized(1f / 256, -128));
    model.operator(BuiltinOperator.SOFTMAX, OptionsSpec.of(11), reads(input), output);

    assertThat(messages())
        .containsExactly(
            "operator SOFTMAX 'output': its options are those of another operator; the file is"
                + " damaged");
  }

  private List<String> messages() {
    CompileException thrown = catchThrowableOfType(CompileException.class, model::read);
    return thrown.diagnostics().stream().map(Diagnostic::toString).toList();
  }
}

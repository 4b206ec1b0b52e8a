package dev.halyard.engine.codegen;

import dev.halyard.engine.codegen.RustExpression.Field;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Quantization;
import dev.halyard.engine.ir.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Writes {@code description.rs}: what the model says about itself. */
final class DescriptionWriter {
  /** The MLPerf Tiny benchmark whose outputs are compared with the features of its input. */
  private static final String JUDGED_BY_FEATURES = "ad01";

  private final CrateRequest request;
  private final List<StepCode> steps;
  private final RustWriter rust = new RustWriter();

  private DescriptionWriter(CrateRequest request, List<StepCode> steps) {
    this.request = request;
    this.steps = steps;
  }

  static String write(CrateRequest request, List<StepCode> steps) {
    DescriptionWriter writer = new DescriptionWriter(request, steps);
    writer.writeAll();
    return writer.rust.toString();
  }

  private void writeAll() {
    rust.comment(request.banner());
    rust.moduleDoc("What the model says about itself.");
    rust.blank();
    rust.line(
        "use halyard_runtime::{ElementType, ModelDescription, NodeDescription,"
            + " TensorDescription};");
    boolean hasNodes = !steps.isEmpty(); // their function takes both
    rust.line(
        hasNodes
            ? "use halyard_tensor::{FlashSlice, FlashStr, flash, flash_slice, flash_str};"
            : "use halyard_tensor::{flash, flash_slice, flash_str};");
    rust.blank();
    writeModel();
    List<Tensor> inputs = request.plan().graph().inputTensors();
    List<Tensor> outputs = request.plan().graph().outputTensors();
    for (int i = 0; i < inputs.size(); i++) {
      writeTensor("INPUT_" + i, inputs.get(i));
    }
    for (int i = 0; i < outputs.size(); i++) {
      writeTensor("OUTPUT_" + i, outputs.get(i));
    }
    writeNodes();
    writeFeatureBytes();
  }

  private void writeModel() {
    RustExpression.Struct model =
        RustExpression.struct(
            "ModelDescription",
            List.of(
                Field.of("name", text(request.plan().graph().name())),
                Field.of("sha256", text(request.sha256())),
                Field.of(
                    "mlperf_id",
                    request.mlperfId().map(id -> "Some(" + text(id) + ")").orElse("None")),
                Field.of("inputs_kept", String.valueOf(request.inputsKept())),
                Field.of("inputs", tensors("INPUT_", request.plan().graph().inputs().size())),
                Field.of("outputs", tensors("OUTPUT_", request.plan().graph().outputs().size())),
                Field.of("nodes", "NODES.slice()")));
    rust.block(
        "flash!",
        () -> {
          rust.doc("Name, origin, tensors and nodes of the model.");
          rust.expression("pub static DESCRIPTION: ModelDescription = ", model, ";");
        });
  }

  private static String text(String value) {
    return "flash_str!(" + RustText.literal(value) + ")";
  }

  private static String shape(Tensor tensor) {
    return slice("u32", tensor.shape().dimensions());
  }

  private static String slice(String type, List<?> values) {
    String joined = values.stream().map(Object::toString).collect(Collectors.joining(", "));
    return "flash_slice![" + type + ":" + (joined.isEmpty() ? "" : " " + joined) + "]";
  }

  private static String tensors(String prefix, int count) {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      names.add(prefix + i);
    }
    return slice("TensorDescription", names);
  }

  private void writeTensor(String constant, Tensor tensor) {
    Quantization quantization = tensor.quantization();
    RustExpression.Struct literal =
        RustExpression.struct(
            "TensorDescription",
            List.of(
                Field.of("name", text(tensor.name())),
                Field.of("element_type", RustTypes.variant(tensor.type())),
                Field.of("shape", shape(tensor)),
                Field.of(
                    "scale", quantization == null ? "1.0" : RustText.float32(quantization.scale())),
                Field.of("zero_point", quantization == null ? 0 : quantization.zeroPoint())));
    rust.blank();
    rust.expression("const " + constant + ": TensorDescription = ", literal, ";");
  }

  private void writeNodes() {
    List<RustExpression> nodes =
        steps.stream()
            .map(step -> node(step, request.plan().graph().output(step.step().node())))
            .toList();
    rust.blank();
    rust.block(
        "flash!",
        () ->
            rust.expression(
                "static NODES: [NodeDescription; " + nodes.size() + "] = ",
                RustExpression.array(nodes),
                ";"));
    if (!nodes.isEmpty()) {
      writeNodeFunction();
    }
  }

  private static RustExpression node(StepCode step, Tensor output) {
    return RustExpression.call(
        "node",
        text(step.function()),
        text(step.step().node().operator().builtinName()),
        RustTypes.variant(output.type()),
        shape(output));
  }

  private void writeNodeFunction() {
    rust.blank();
    List<String> parameters =
        List.of(
            "name: FlashStr",
            "operator: FlashStr",
            "element_type: ElementType",
            "shape: FlashSlice<u32>");
    List<Field> fields =
        List.of(
            Field.of("name", "name"),
            Field.of("operator", "operator"),
            Field.of("element_type", "element_type"),
            Field.of("shape", "shape"));
    rust.function(
        "const fn node",
        parameters,
        "NodeDescription",
        () -> rust.expression("", RustExpression.struct("NodeDescription", fields), ""));
  }

  private void writeFeatureBytes() {
    Graph graph = request.plan().graph();
    boolean hasFeatures = request.mlperfId().filter(JUDGED_BY_FEATURES::equals).isPresent();
    long bytes = hasFeatures ? 4L * graph.inputTensors().get(0).shape().elementCount() : 0;
    rust.blank();
    rust.doc(
        "Bytes of the float32 features that the model is given and then judged against; 0 if it is"
            + " not.");
    rust.line("pub const FEATURE_BYTES: usize = " + bytes + ";");
  }
}

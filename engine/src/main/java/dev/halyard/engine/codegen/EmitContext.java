package dev.halyard.engine.codegen;

import dev.halyard.engine.ir.ConstantData;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Quantization;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.Tensor;
import dev.halyard.engine.kernel.KernelUse;
import dev.halyard.engine.kernel.RowShape;
import dev.halyard.engine.schedule.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** One node on its way to Rust: its tensors, and names for its constants. */
final class EmitContext {
  private final Graph graph;
  private final Plan.Step step;
  private final String function;
  private final NameAllocator constants;
  private final List<FlashArray> operandArrays = new ArrayList<>();

  /**
   * @param function name of the node's function
   * @param constants names of the module of constants
   */
  EmitContext(Graph graph, Plan.Step step, String function, NameAllocator constants) {
    this.graph = graph;
    this.step = step;
    this.function = function;
    this.constants = constants;
  }

  Graph graph() {
    return graph;
  }

  Node node() {
    return step.node();
  }

  KernelUse use() {
    return step.use();
  }

  Tensor input(int index) {
    return graph.input(node(), index);
  }

  Tensor output() {
    return graph.output(node());
  }

  Shape inputShape(int index) {
    return input(index).shape();
  }

  Shape outputShape() {
    return output().shape();
  }

  Quantization inputQuantization(int index) {
    return input(index).requireQuantization();
  }

  Quantization outputQuantization() {
    return output().requireQuantization();
  }

  /** Returns a new name for a constant of this node; the suffix may be empty. */
  String constantName(String suffix) {
    String name = suffix.isEmpty() ? function : function + "_" + suffix;
    return NameAllocator.upperCase(constants.snakeCase(name, "constant"));
  }

  /** Returns an input as a view; the kernel takes nothing else. */
  Operand.View view(String variable, int index, RowShape rows) {
    return new Operand.View(variable, input(index).name(), rows, false);
  }

  /** Returns an input as a view or a constant, as it is. */
  Operand operand(String variable, int index, RowShape rows) {
    Tensor tensor = input(index);
    if (!tensor.isConstant()) {
      return new Operand.View(variable, tensor.name(), rows, true);
    }
    String doc = RustText.code(tensor.name()) + ", " + tensor.shape() + ".";
    FlashArray array = array(constantName(variable), doc, tensor, rows.length());
    operandArrays.add(array);
    return new Operand.Constant(variable, array.name(), rows.length());
  }

  /** Returns the arrays of operands that are constant. */
  List<FlashArray> operandArrays() {
    return List.copyOf(operandArrays);
  }

  /** Returns the output as a view. */
  Operand.View outputView(RowShape rows) {
    return new Operand.View("output", output().name(), rows, false);
  }

  private static FlashArray array(String name, String doc, Tensor tensor, int perLine) {
    ConstantData data = tensor.requireConstant();
    int count = tensor.shape().elementCount();
    return switch (tensor.type()) {
      case INT8 -> FlashArray.ofInt8(name, doc, data.toBytes(), perLine);
      case INT32 ->
          new FlashArray(name, doc, "i32", count, data, lines(count, i -> "" + data.int32(i)));
      case FLOAT32 ->
          new FlashArray(
              name, doc, "f32", count, data, lines(count, i -> RustText.float32(data.float32(i))));
      default ->
          throw new IllegalArgumentException(
              "tensor '" + tensor.name() + "': constant operands are not " + tensor.type().text());
    };
  }

  private static List<String> lines(int count, IntFunction<String> element) {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      lines.add(element.apply(i) + ",");
    }
    return lines;
  }
}

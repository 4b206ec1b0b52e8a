package dev.halyard.engine.codegen;

import dev.halyard.engine.codegen.RustExpression.Field;
import dev.halyard.engine.ir.Quantization;
import dev.halyard.engine.ir.arithmetic.LookupTable;
import dev.halyard.engine.ir.arithmetic.SoftmaxTable;
import dev.halyard.engine.ir.op.LeakyRelu;
import dev.halyard.engine.ir.op.Softmax;
import dev.halyard.engine.kernel.RowShape;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Kernels that compute each element, or each row, for itself. */
final class ElementEmitters {
  private static final int PER_LINE = 16;

  private ElementEmitters() {}

  static NodeCode lookup(EmitContext node) {
    byte[] table =
        LookupTable.of(
            node.node().operator(), node.inputQuantization(0), node.outputQuantization());
    FlashArray array =
        FlashArray.ofInt8(
            node.constantName("table"), "Results, that of -128 first.", table, PER_LINE);
    String attributes =
        node.node().operator() instanceof LeakyRelu leaky ? "alpha " + leaky.alpha() : "";
    return code(
        node,
        attributes,
        List.of(array),
        RustExpression.struct("Lookup", List.of(Field.of("table", array.reference()))),
        RowShape.of(node.outputShape()));
  }

  static NodeCode softmax(EmitContext node) {
    Softmax operator = (Softmax) node.node().operator();
    int[] table = SoftmaxTable.of(operator, node.inputQuantization(0)).toArray();
    FlashArray array =
        FlashArray.ofInt32(
            node.constantName("exponentials"),
            "Exponentials in Q0.31, by how far an element is below its row's largest.",
            table,
            PER_LINE / 2);
    return code(
        node,
        operator.beta() == 1 ? "" : "beta " + operator.beta(),
        List.of(array),
        RustExpression.struct("Softmax", List.of(Field.of("exponentials", array.reference()))),
        RowShape.innermost(node.outputShape()));
  }

  static NodeCode quantize(EmitContext node) {
    return affine(node, "Quantize", node.outputQuantization());
  }

  static NodeCode dequantize(EmitContext node) {
    return affine(node, "Dequantize", node.inputQuantization(0));
  }

  private static NodeCode affine(EmitContext node, String type, Quantization quantization) {
    RustExpression.Struct literal =
        RustExpression.struct(
            type,
            List.of(
                Field.of("scale", RustText.float32(quantization.scale())),
                Field.of("zero_point", quantization.zeroPoint())));
    return code(node, "", List.of(), literal, RowShape.of(node.outputShape()));
  }

  private static NodeCode code(
      EmitContext node,
      String attributes,
      List<FlashArray> arrays,
      RustExpression.Struct literal,
      RowShape rows) {
    OperatorConstants constants =
        new OperatorConstants(
            node.constantName(""),
            literal,
            Map.of(node.use().kernel().module(), Set.of(literal.type())));
    KernelCall call =
        new KernelCall(
            constants.name(),
            List.of(node.view("input", 0, rows)),
            node.outputView(rows),
            node.use().tiles());
    return NodeCode.of(attributes, arrays, constants, call);
  }
}

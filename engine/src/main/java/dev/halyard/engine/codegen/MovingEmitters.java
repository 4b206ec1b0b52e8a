package dev.halyard.engine.codegen;

import dev.halyard.engine.codegen.RustExpression.Field;
import dev.halyard.engine.ir.op.Concatenation;
import dev.halyard.engine.ir.op.Pad;
import dev.halyard.engine.ir.op.Transpose;
import dev.halyard.engine.kernel.ConcatenationPart;
import dev.halyard.engine.kernel.Geometry;
import dev.halyard.engine.kernel.RowShape;
import dev.halyard.engine.kernel.StridedShape;
import dev.halyard.engine.kernel.TileSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Kernels that move elements: {@code concatenation}, {@code copy}, {@code pad}, {@code transpose}.
 */
final class MovingEmitters {
  private MovingEmitters() {}

  static NodeCode copy(EmitContext node) {
    RowShape rows = RowShape.flat(node.outputShape());
    KernelCall call =
        new KernelCall(
            "", List.of(node.operand("input", 0, rows)), node.outputView(rows), node.use().tiles());
    return new NodeCode("", node.operandArrays(), List.of(), List.of(call));
  }

  /** One call for each input. */
  static NodeCode concatenation(EmitContext node) {
    Concatenation operator = (Concatenation) node.node().operator();
    List<OperatorConstants> constants = new ArrayList<>();
    List<KernelCall> calls = new ArrayList<>();
    for (int i = 0; i < node.node().inputs().size(); i++) {
      ConcatenationPart part = ConcatenationPart.of(node.graph(), node.node(), operator, i);
      OperatorConstants own =
          new OperatorConstants(
              node.constantName("input_" + i),
              literal(part),
              Map.of("concatenation", Set.of("Concatenation")));
      constants.add(own);
      calls.add(
          new KernelCall(
              own.name(),
              List.of(node.operand("input_" + i, i, part.inputRows())),
              node.outputView(part.outputShape()),
              TileSpace.ofRows(part.inputRows().rows())));
    }
    return new NodeCode("axis " + operator.axis(), node.operandArrays(), constants, calls);
  }

  private static RustExpression.Struct literal(ConcatenationPart part) {
    return RustExpression.struct(
        "Concatenation",
        List.of(
            Field.of("rows", part.rows()),
            Field.of("output_rows", part.outputRows()),
            Field.of("first_row", part.firstRow()),
            Field.of("run", part.run()),
            Field.of("output_run", part.outputRun()),
            Field.of("first", part.first())));
  }

  static NodeCode pad(EmitContext node) {
    Pad operator = (Pad) node.node().operator();
    List<Integer> input = Geometry.leading(node.inputShape(0).dimensions(), 1);
    List<Integer> output = Geometry.leading(node.outputShape().dimensions(), 1);
    RustExpression.Struct literal =
        RustExpression.struct(
            "Pad",
            List.of(
                Field.of("input", Literals.array(input)),
                Field.of("before", Literals.array(Geometry.leading(operator.before(), 0))),
                Field.of("output", Literals.array(output)),
                Field.of("value", operator.value())));
    String attributes = "before " + operator.before() + " after " + operator.after();
    return code(node, attributes, literal, rows(input), rows(output));
  }

  static NodeCode transpose(EmitContext node) {
    Transpose operator = (Transpose) node.node().operator();
    StridedShape shape = Geometry.transpose(node.graph(), node.node(), operator);
    RustExpression.Struct literal =
        RustExpression.struct(
            "Transpose",
            List.of(
                Field.of("shape", Literals.array(shape.shape())),
                Field.of("strides", Literals.array(shape.strides().get(0)))));
    return code(
        node,
        "permutation " + operator.permutation(),
        literal,
        RowShape.flat(node.inputShape(0)),
        new RowShape(shape.rows(), shape.rowLength()));
  }

  private static RowShape rows(List<Integer> dimensions) {
    return new RowShape(
        dimensions.get(0) * dimensions.get(1), dimensions.get(2) * dimensions.get(3));
  }

  private static NodeCode code(
      EmitContext node,
      String attributes,
      RustExpression.Struct literal,
      RowShape input,
      RowShape output) {
    OperatorConstants constants =
        new OperatorConstants(
            node.constantName(""),
            literal,
            Map.of(node.use().kernel().module(), Set.of(literal.type())));
    KernelCall call =
        new KernelCall(
            constants.name(),
            List.of(node.operand("input", 0, input)),
            node.outputView(output),
            node.use().tiles());
    return NodeCode.of(attributes, node.operandArrays(), constants, call);
  }
}

package dev.halyard.engine.codegen;

import dev.halyard.engine.codegen.RustExpression.Field;
import dev.halyard.engine.ir.arithmetic.AdditionParameters;
import dev.halyard.engine.ir.arithmetic.MultiplicationParameters;
import dev.halyard.engine.ir.arithmetic.QuantizedMultiplier;
import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.Add;
import dev.halyard.engine.ir.op.Mul;
import dev.halyard.engine.ir.op.Sub;
import dev.halyard.engine.kernel.Geometry;
import dev.halyard.engine.kernel.RowShape;
import dev.halyard.engine.kernel.StridedShape;
import dev.halyard.engine.kernel.SumLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Kernels on pairs of elements: {@code add}, {@code sub}, {@code mul}. */
final class PairEmitters {
  private PairEmitters() {}

  static NodeCode add(EmitContext node) {
    return sum(node, "Add", ((Add) node.node().operator()).activation());
  }

  static NodeCode sub(EmitContext node) {
    return sum(node, "Sub", ((Sub) node.node().operator()).activation());
  }

  static NodeCode mul(EmitContext node) {
    Mul operator = (Mul) node.node().operator();
    QuantizedMultiplier output = MultiplicationParameters.of(node.graph(), node.node()).output();
    List<Field> fields =
        List.of(
            Field.of("left_zero_point", node.inputQuantization(0).zeroPoint()),
            Field.of("right_zero_point", node.inputQuantization(1).zeroPoint()),
            Field.of("output", Literals.scale("Scale", output)),
            Field.of("range", Literals.range(operator.activation(), node.outputQuantization())));
    Map<String, Set<String>> types =
        Map.of(
            "mul",
            Set.of("Mul"),
            "add",
            Set.of("Scale"),
            "arithmetic",
            Set.of("OutputRange"),
            "elementwise",
            Set.of("Broadcast"));
    return code(node, "Mul", fields, operator.activation(), types);
  }

  static NodeCode weightedSum(EmitContext node) {
    SumLine line = node.use().channels(SumLine.class);
    List<Field> fields =
        List.of(
            Field.of("left", line.left()),
            Field.of("right", line.right()),
            Field.of("offset", line.offset()),
            Field.of("minimum", line.range().minimum()),
            Field.of("maximum", line.range().maximum()));
    Map<String, Set<String>> types =
        Map.of("weighted_sum", Set.of("WeightedSum"), "elementwise", Set.of("Broadcast"));
    String type = "WeightedSum<%d>".formatted(line.shift());
    return code(node, type, fields, SumLine.activation(node.node()), types);
  }

  private static NodeCode sum(EmitContext node, String type, Activation activation) {
    AdditionParameters parameters = AdditionParameters.of(node.graph(), node.node());
    List<Field> fields =
        List.of(
            Field.of("left", term(node, 0, parameters.a())),
            Field.of("right", term(node, 1, parameters.b())),
            Field.of("output", Literals.scale("Scale", parameters.output())),
            Field.of("range", Literals.range(activation, node.outputQuantization())));
    Map<String, Set<String>> types =
        Map.of(
            "add",
            type.equals("Add") ? Set.of("Add", "Scale", "Term") : Set.of("Scale", "Term"),
            "sub",
            type.equals("Sub") ? Set.of("Sub") : Set.of(),
            "arithmetic",
            Set.of("OutputRange"),
            "elementwise",
            Set.of("Broadcast"));
    return code(node, type, fields, activation, types);
  }

  private static RustExpression term(EmitContext node, int input, QuantizedMultiplier multiplier) {
    return RustExpression.struct(
        "Term",
        List.of(
            Field.of("zero_point", node.inputQuantization(input).zeroPoint()),
            new Field(
                "multiplier",
                RustExpression.of(multiplier.multiplier()),
                WeightPacking.meaning(multiplier)),
            Field.of("shift", multiplier.shift())));
  }

  private static NodeCode code(
      EmitContext node,
      String type,
      List<Field> arithmetic,
      Activation activation,
      Map<String, Set<String>> types) {
    StridedShape shape = Geometry.broadcast(node.graph(), node.node());
    RowShape left = operandRows(node, 0);
    RowShape right = operandRows(node, 1);
    List<Field> fields = new ArrayList<>();
    fields.add(
        Field.of(
            "broadcast",
            RustExpression.struct(
                "Broadcast",
                List.of(
                    Field.of("shape", Literals.array(shape.shape())),
                    Field.of("left", steps(shape.strides().get(0), left)),
                    Field.of("right", steps(shape.strides().get(1), right))))));
    fields.addAll(arithmetic);
    OperatorConstants constants =
        new OperatorConstants(node.constantName(""), RustExpression.struct(type, fields), types);
    KernelCall call =
        new KernelCall(
            constants.name(),
            List.of(node.operand("left", 0, left), node.operand("right", 1, right)),
            node.outputView(new RowShape(shape.rows(), shape.rowLength())),
            node.use().tiles());
    return NodeCode.of(Attributes.activation(activation), node.operandArrays(), constants, call);
  }

  /** Returns an operand as rows that hold as many of its dimensions as the output's rows do. */
  private static RowShape operandRows(EmitContext node, int index) {
    return Geometry.operandRows(node.inputShape(index), node.outputShape());
  }

  /**
   * Returns steps in rows of the operand for the outer two dimensions, in elements within a row.
   */
  private static RustExpression steps(List<Integer> strides, RowShape rows) {
    return Literals.array(
        List.of(
            strides.get(0) / rows.length(),
            strides.get(1) / rows.length(),
            strides.get(2),
            strides.get(3)));
  }
}

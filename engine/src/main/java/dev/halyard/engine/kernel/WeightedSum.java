package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.op.Operator;
import dev.halyard.targets.InstructionSet;
import java.util.Optional;

/** The kernel {@code weighted_sum}: ADD and SUB without rounding in between, on every core. */
final class WeightedSum {
  /** Instructions of an element whose operands lie side by side, counted: Armv7E-M and others. */
  private static final double ARM_ELEMENT = 6.75;

  private static final double ELEMENT = 11.6;

  /** Instructions of an element of which an operand is repeated or a constant, counted. */
  private static final double READ_ELEMENT = 25;

  private static final long ROW = 25;
  private static final long CALL = 220;

  private WeightedSum() {}

  /** Offers the kernel where a line has the bits of the reference. */
  static Optional<KernelUse> offer(Graph graph, Node node, Operator operator, KernelTarget target) {
    return SumLine.of(graph, node)
        .map(
            line ->
                ElementKernels.pairs(Kernel.WEIGHTED_SUM, graph, node)
                    .withCost(cost(graph, node, target))
                    .withChannels(line));
  }

  private static Cost cost(Graph graph, Node node, KernelTarget target) {
    StridedShape shape = Geometry.broadcast(graph, node);
    boolean isSideBySide = true;
    for (int i = 0; i < 2; i++) {
      isSideBySide &= !graph.input(node, i).isConstant() && shape.strides().get(i).get(3) == 1;
    }
    long elements = graph.output(node).shape().elementCount();
    boolean isArm = target.instructionSet() == InstructionSet.ARMV7E_M;
    double ofElement = !isSideBySide ? READ_ELEMENT : isArm ? ARM_ELEMENT : ELEMENT;
    long instructions = CALL + shape.rows() * ROW + Math.round(elements * ofElement);
    return new Cost(instructions, FlashBytes.of(graph, node, Kernel.WEIGHTED_SUM));
  }
}

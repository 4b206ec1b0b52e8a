package dev.halyard.engine.kernel;

import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.engine.diagnostic.Diagnostic;
import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.op.Add;
import dev.halyard.engine.ir.op.AveragePool2d;
import dev.halyard.engine.ir.op.Concatenation;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.engine.ir.op.DepthwiseConv2d;
import dev.halyard.engine.ir.op.Dequantize;
import dev.halyard.engine.ir.op.FullyConnected;
import dev.halyard.engine.ir.op.HardSwish;
import dev.halyard.engine.ir.op.LeakyRelu;
import dev.halyard.engine.ir.op.Logistic;
import dev.halyard.engine.ir.op.MaxPool2d;
import dev.halyard.engine.ir.op.Mean;
import dev.halyard.engine.ir.op.Mul;
import dev.halyard.engine.ir.op.Operator;
import dev.halyard.engine.ir.op.Pad;
import dev.halyard.engine.ir.op.Quantize;
import dev.halyard.engine.ir.op.Relu;
import dev.halyard.engine.ir.op.Relu6;
import dev.halyard.engine.ir.op.Reshape;
import dev.halyard.engine.ir.op.Softmax;
import dev.halyard.engine.ir.op.Sub;
import dev.halyard.engine.ir.op.Tanh;
import dev.halyard.engine.ir.op.Transpose;
import dev.halyard.targets.InstructionSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which kernel computes which operator: a plain one for each, which runs on every core; {@link
 * Candidates} has those that compete with it.
 */
public final class KernelTable {

  /** Chooses a kernel for a node with one kind of operator. */
  @FunctionalInterface
  private interface Choice<T extends Operator> {
    KernelUse choose(Graph graph, Node node, T operator);
  }

  private static final Map<Class<? extends Operator>, Choice<Operator>> CHOICES = new HashMap<>();

  static {
    register(Add.class, (graph, node, add) -> ElementKernels.pairs(Kernel.ADD, graph, node));
    register(AveragePool2d.class, WindowKernels::averagePool2d);
    register(Concatenation.class, MovingKernels::concatenation);
    register(Conv2d.class, ConvolutionKernels::conv2d);
    register(DepthwiseConv2d.class, ConvolutionKernels::depthwiseConv2d);
    register(Dequantize.class, (graph, node, op) -> ElementKernels.dequantize(graph, node));
    register(FullyConnected.class, ConvolutionKernels::fullyConnected);
    register(HardSwish.class, (graph, node, op) -> ElementKernels.lookup(graph, node));
    register(LeakyRelu.class, (graph, node, op) -> ElementKernels.lookup(graph, node));
    register(Logistic.class, (graph, node, op) -> ElementKernels.lookup(graph, node));
    register(MaxPool2d.class, WindowKernels::maxPool2d);
    register(Mean.class, WindowKernels::mean);
    register(Mul.class, (graph, node, mul) -> ElementKernels.pairs(Kernel.MUL, graph, node));
    register(Pad.class, MovingKernels::pad);
    register(Quantize.class, (graph, node, op) -> ElementKernels.quantize(graph, node));
    register(Relu.class, (graph, node, op) -> ElementKernels.lookup(graph, node));
    register(Relu6.class, (graph, node, op) -> ElementKernels.lookup(graph, node));
    register(Reshape.class, (graph, node, op) -> MovingKernels.reshape(graph, node));
    register(Softmax.class, ElementKernels::softmax);
    register(Sub.class, (graph, node, sub) -> ElementKernels.pairs(Kernel.SUB, graph, node));
    register(Tanh.class, (graph, node, op) -> ElementKernels.lookup(graph, node));
    register(Transpose.class, MovingKernels::transpose);
  }

  private static final Set<Kernel> TAKE_CONSTANTS =
      EnumSet.of(
          Kernel.ADD,
          Kernel.CONCATENATION,
          Kernel.COPY,
          Kernel.MUL,
          Kernel.PAD,
          Kernel.SUB,
          Kernel.TRANSPOSE);

  private static final Set<Kernel> OF_OTHER_TYPES =
      EnumSet.of(Kernel.COPY, Kernel.DEQUANTIZE, Kernel.QUANTIZE);

  private KernelTable() {}

  /** Returns the operators that have a kernel. */
  static Set<Class<? extends Operator>> operators() {
    return Set.copyOf(CHOICES.keySet());
  }

  /**
   * Returns a kernel for every node: that of its candidates which is predicted to cost least.
   *
   * @throws CompileException if some nodes cannot be computed, with a diagnostic for each
   */
  public static List<KernelUse> choose(Graph graph, KernelTarget target) {
    Comparator<KernelUse> cheapest = Comparator.comparingLong(use -> use.cost().instructions());
    return candidates(graph, target).stream().map(uses -> Collections.min(uses, cheapest)).toList();
  }

  /**
   * Returns for every node the kernels that can compute it on a core, the plain one first.
   *
   * @throws CompileException if some nodes cannot be computed, with a diagnostic for each
   */
  public static List<List<KernelUse>> candidates(Graph graph, KernelTarget target) {
    return candidates(graph, target, Candidates.ALL);
  }

  static List<List<KernelUse>> candidates(
      Graph graph, KernelTarget target, Candidates competitors) {
    List<List<KernelUse>> candidates = new ArrayList<>();
    List<Diagnostic> diagnostics = new ArrayList<>();
    for (Node node : graph.nodes()) {
      try {
        List<KernelUse> uses = new ArrayList<>(List.of(plain(graph, node, target)));
        uses.addAll(competitors.offered(graph, node, target));
        candidates.add(List.copyOf(uses));
      } catch (UnsupportedNodeException e) {
        String location = "operator " + node.operator().builtinName() + " '" + node.name() + "'";
        diagnostics.add(Diagnostic.error(location, e.getMessage()));
      }
    }
    if (!diagnostics.isEmpty()) {
      throw new CompileException(diagnostics);
    }
    return candidates;
  }

  private static KernelUse plain(Graph graph, Node node, KernelTarget target) {
    Choice<Operator> choice = CHOICES.get(node.operator().getClass());
    if (choice == null) {
      throw new UnsupportedNodeException("the operator has no kernel");
    }
    KernelUse use = choice.choose(graph, node, node.operator());
    requireActivation(graph, node, use.kernel());
    requireInt8(graph, node, use.kernel());
    boolean isNarrow = target.instructionSet() == InstructionSet.AVR;
    KernelUse fitted = isNarrow ? ConvolutionKernels.onNarrowCore(use) : use;
    return fitted.withCost(PlainCosts.of(graph, node, fitted, target));
  }

  private static void requireActivation(Graph graph, Node node, Kernel kernel) {
    if (graph.input(node, 0).isConstant() && !TAKE_CONSTANTS.contains(kernel)) {
      throw new UnsupportedNodeException(
          "input '%s' that is constant is not supported; supported: a computed one, as constants"
                  .formatted(node.inputs().get(0))
              + " are folded by the compiler");
    }
  }

  private static void requireInt8(Graph graph, Node node, Kernel kernel) {
    ElementType input = graph.input(node, 0).type();
    ElementType output = graph.output(node).type();
    boolean isInt8 = input == ElementType.INT8 && output == ElementType.INT8;
    if (!isInt8 && !OF_OTHER_TYPES.contains(kernel)) {
      throw new UnsupportedNodeException(
          "%s to %s is not supported; supported: int8".formatted(input.text(), output.text()));
    }
  }

  private static <T extends Operator> void register(Class<T> operator, Choice<T> choice) {
    CHOICES.put(operator, (graph, node, value) -> choice.choose(graph, node, operator.cast(value)));
  }
}

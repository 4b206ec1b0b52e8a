package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.AveragePool2d;
import dev.halyard.engine.ir.op.Concatenation;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.engine.ir.op.DepthwiseConv2d;
import dev.halyard.engine.ir.op.MaxPool2d;
import dev.halyard.engine.ir.op.Mean;
import dev.halyard.engine.ir.op.Operator;
import dev.halyard.engine.ir.op.Pad;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which kernels can be called row by row, and what they read for a row. */
public final class RowFlows {

  @FunctionalInterface
  private interface Rule {
    Optional<RowFlow> of(Graph graph, Node node, KernelUse use);
  }

  /** Instructions of a call: its function, views, set-up of the kernel. */
  private static final long CALL = 430;

  /** Instructions of a call for each block of channels, where a kernel prepares one. */
  private static final long BLOCK = 313;

  /** Instructions of a call for each channel, where strips are computed channel by channel. */
  private static final long STRIP_CHANNEL = 60;

  /** Instructions for a byte of input that a call reads again. */
  private static final long REFILL = 8;

  private static final Map<Kernel, Rule> RULES = new EnumMap<>(Kernel.class);

  static {
    RULES.put(Kernel.ADD, (graph, node, use) -> pairs(graph, node));
    RULES.put(Kernel.AVERAGE_POOL_2D, RowFlows::averagePool2d);
    RULES.put(Kernel.CONCATENATION, (graph, node, use) -> concatenation(graph, node));
    RULES.put(Kernel.CONV_2D, RowFlows::conv2d);
    RULES.put(Kernel.CONV_2D_PAIRED, RowFlows::conv2d);
    RULES.put(Kernel.CONV_2D_TWO_PIXELS, RowFlows::conv2d);
    RULES.put(Kernel.CONV_2D_WINOGRAD, (graph, node, use) -> Optional.empty());
    RULES.put(Kernel.CONV_2D_WINOGRAD_QUADS, RowFlows::winogradQuads);
    RULES.put(Kernel.COPY, (graph, node, use) -> Optional.empty());
    RULES.put(Kernel.DEPTHWISE_3X3, RowFlows::depthwise3x3);
    RULES.put(Kernel.DEPTHWISE_3X3_STRIPS, RowFlows::depthwiseStrips);
    RULES.put(Kernel.DEPTHWISE_CONV_2D, RowFlows::depthwiseConv2d);
    RULES.put(Kernel.DEQUANTIZE, (graph, node, use) -> elements(graph, node));
    RULES.put(Kernel.FULLY_CONNECTED, RowFlows::fullyConnected);
    RULES.put(Kernel.FULLY_CONNECTED_PAIRED, RowFlows::fullyConnected);
    RULES.put(Kernel.FULLY_CONNECTED_WIDE, RowFlows::fullyConnected);
    RULES.put(Kernel.LOOKUP, (graph, node, use) -> elements(graph, node));
    RULES.put(Kernel.MAX_POOL_2D, RowFlows::maxPool2d);
    RULES.put(Kernel.MEAN, RowFlows::mean);
    RULES.put(Kernel.MUL, (graph, node, use) -> pairs(graph, node));
    RULES.put(Kernel.PAD, (graph, node, use) -> pad(graph, node));
    RULES.put(Kernel.QUANTIZE, (graph, node, use) -> elements(graph, node));
    RULES.put(Kernel.SOFTMAX, (graph, node, use) -> softmax(graph, node));
    RULES.put(Kernel.SUB, (graph, node, use) -> pairs(graph, node));
    RULES.put(Kernel.TRANSPOSE, (graph, node, use) -> Optional.empty());
    RULES.put(Kernel.WEIGHTED_SUM, (graph, node, use) -> pairs(graph, node));
  }

  private RowFlows() {}

  /** Returns the kernels that there is a rule for. */
  static Set<Kernel> kernels() {
    return RULES.keySet();
  }

  /** Returns how a node can be called row by row; empty if its kernel needs whole inputs. */
  public static Optional<RowFlow> of(Graph graph, Node node, KernelUse use) {
    return RULES.get(use.kernel()).of(graph, node, use);
  }

  private static Optional<RowFlow> conv2d(Graph graph, Node node, KernelUse use) {
    Conv2d operator = (Conv2d) node.operator();
    int height = graph.input(node, 1).shape().dimension(1);
    int span = (height - 1) * operator.dilation().height() + 1;
    return window(graph, node, operator.stride().height(), operator.padding().top(), span, CALL);
  }

  /** A call computes whole rows of tiles, and transforms weights. */
  private static Optional<RowFlow> winogradQuads(Graph graph, Node node, KernelUse use) {
    Conv2d operator = (Conv2d) node.operator();
    long ofRows = use.cost().instructions() / Math.max(1, use.tiles().rows() / 4);
    return window(graph, node, 1, operator.padding().top(), 3, CALL + ofRows);
  }

  private static Optional<RowFlow> depthwiseConv2d(Graph graph, Node node, KernelUse use) {
    DepthwiseConv2d operator = (DepthwiseConv2d) node.operator();
    int height = graph.input(node, 1).shape().dimension(1);
    int span = (height - 1) * operator.dilation().height() + 1;
    int stride = operator.stride().height();
    // What a call finds in its scratch memory is worthless: rows that two calls see are filled in
    // twice.
    long refilled = use.scratch().bytes() / span * Math.max(0, span - stride);
    long call = CALL + use.tiles().blocks() * (BLOCK + refilled * REFILL);
    return window(graph, node, stride, operator.padding().top(), span, call);
  }

  private static Optional<RowFlow> depthwise3x3(Graph graph, Node node, KernelUse use) {
    DepthwiseConv2d operator = (DepthwiseConv2d) node.operator();
    int stride = operator.stride().height();
    long refilled = (3L - stride) * graph.input(node, 0).shape().dimension(2);
    long call = CALL + use.tiles().blocks() * (Depthwise3x3.SET_UP + refilled * Depthwise3x3.FILL);
    return window(graph, node, stride, operator.padding().top(), 3, call);
  }

  private static Optional<RowFlow> depthwiseStrips(Graph graph, Node node, KernelUse use) {
    DepthwiseConv2d operator = (DepthwiseConv2d) node.operator();
    int height = graph.input(node, 1).shape().dimension(1);
    long call =
        CALL + use.scratch().bytes() + STRIP_CHANNEL * graph.output(node).shape().dimension(3);
    return window(graph, node, operator.stride().height(), operator.padding().top(), height, call);
  }

  private static Optional<RowFlow> averagePool2d(Graph graph, Node node, KernelUse use) {
    AveragePool2d pool = (AveragePool2d) node.operator();
    int top = pool.padding().top();
    return window(graph, node, pool.stride().height(), top, pool.window().height(), CALL);
  }

  private static Optional<RowFlow> maxPool2d(Graph graph, Node node, KernelUse use) {
    MaxPool2d pool = (MaxPool2d) node.operator();
    int top = pool.padding().top();
    return window(graph, node, pool.stride().height(), top, pool.window().height(), CALL);
  }

  private static Optional<RowFlow> window(
      Graph graph, Node node, int stride, int before, int span, long call) {
    RowShape output = RowShape.of(graph.output(node).shape());
    RowReach reach = new RowReach(RowShape.of(graph.input(node, 0).shape()), stride, before, span);
    return Optional.of(new RowFlow(output.rows(), output, false, Map.of(0, reach), call));
  }

  private static Optional<RowFlow> fullyConnected(Graph graph, Node node, KernelUse use) {
    Shape weights = graph.input(node, 1).shape();
    int batches = use.tiles().rows();
    RowReach reach = RowReach.same(new RowShape(batches, weights.dimension(1)));
    RowShape output = new RowShape(batches, weights.dimension(0));
    return Optional.of(new RowFlow(batches, output, false, Map.of(0, reach), CALL));
  }

  private static Optional<RowFlow> elements(Graph graph, Node node) {
    return unary(RowShape.of(graph.output(node).shape()));
  }

  private static Optional<RowFlow> softmax(Graph graph, Node node) {
    return unary(RowShape.innermost(graph.output(node).shape()));
  }

  private static Optional<RowFlow> unary(RowShape rows) {
    return Optional.of(new RowFlow(rows.rows(), rows, false, Map.of(0, RowReach.same(rows)), CALL));
  }

  private static Optional<RowFlow> pairs(Graph graph, Node node) {
    StridedShape shape = Geometry.broadcast(graph, node);
    Map<Integer, RowReach> reads = new HashMap<>();
    for (int i = 0; i < 2; i++) {
      if (!graph.input(node, i).isConstant()) {
        RowShape rows =
            Geometry.operandRows(graph.input(node, i).shape(), graph.output(node).shape());
        reads.put(i, reach(shape, shape.strides().get(i), rows));
      }
    }
    RowShape output = new RowShape(shape.rows(), shape.rowLength());
    return Optional.of(new RowFlow(output.rows(), output, false, reads, CALL));
  }

  private static RowReach reach(StridedShape shape, List<Integer> strides, RowShape operand) {
    boolean isSame =
        operand.rows() == shape.rows()
            && (shape.shape().get(1) == 1 || strides.get(1) == operand.length())
            && (shape.shape().get(0) == 1
                || strides.get(0) == operand.length() * shape.shape().get(1));
    return isSame ? RowReach.same(operand) : RowReach.all(operand);
  }

  /** Along rows each input makes rows of its own, which is no streaming. */
  private static Optional<RowFlow> concatenation(Graph graph, Node node) {
    Concatenation operator = (Concatenation) node.operator();
    Map<Integer, RowReach> reads = new HashMap<>();
    RowShape output = RowShape.of(graph.output(node).shape());
    for (int i = 0; i < node.inputs().size(); i++) {
      ConcatenationPart part = ConcatenationPart.of(graph, node, operator, i);
      if (part.inputRows().rows() != output.rows()) {
        return Optional.empty();
      }
      if (!graph.input(node, i).isConstant()) {
        reads.put(i, RowReach.same(part.inputRows()));
      }
    }
    return Optional.of(new RowFlow(output.rows(), output, false, reads, CALL));
  }

  private static Optional<RowFlow> pad(Graph graph, Node node) {
    Pad operator = (Pad) node.operator();
    List<Integer> output = Geometry.leading(graph.output(node).shape().dimensions(), 1);
    List<Integer> input = Geometry.leading(graph.input(node, 0).shape().dimensions(), 1);
    if (output.get(0) != 1) {
      return Optional.empty();
    }
    RowShape from = new RowShape(input.get(1), input.get(2) * input.get(3));
    RowShape to = new RowShape(output.get(1), output.get(2) * output.get(3));
    int before = Geometry.leading(operator.before(), 0).get(1);
    Map<Integer, RowReach> reads =
        graph.input(node, 0).isConstant() ? Map.of() : Map.of(0, new RowReach(from, 1, before, 1));
    return Optional.of(new RowFlow(to.rows(), to, false, reads, CALL));
  }

  private static Optional<RowFlow> mean(Graph graph, Node node, KernelUse use) {
    Operator operator = node.operator();
    Mean mean = operator instanceof Mean found ? found : new Mean(List.of(1, 2), true);
    StridedShape shape = Geometry.mean(graph, node, mean);
    RowShape rows = new RowShape(shape.rows(), shape.rowLength());
    RowShape output = RowShape.flat(graph.output(node).shape());
    return Optional.of(
        new RowFlow(rows.rows(), output, true, Map.of(0, RowReach.same(rows)), CALL));
  }
}

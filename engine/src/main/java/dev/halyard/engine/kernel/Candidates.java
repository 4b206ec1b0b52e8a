package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.op.Add;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.engine.ir.op.DepthwiseConv2d;
import dev.halyard.engine.ir.op.FullyConnected;
import dev.halyard.engine.ir.op.Operator;
import dev.halyard.engine.ir.op.Sub;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The kernels that compete with plain ones, by operator. */
final class Candidates {
  /** All that there are; a line for each kernel. */
  static final Candidates ALL =
      new Candidates(Map.of())
          .with(Add.class, WeightedSum::offer)
          .with(Sub.class, WeightedSum::offer)
          .withEach(Conv2d.class, PairedKernels::conv2d)
          .with(Conv2d.class, TwoPixelsConvolution::offer)
          .withEach(Conv2d.class, WinogradQuads::offers)
          .withEach(Conv2d.class, WinogradConvolution::offers)
          .withEach(DepthwiseConv2d.class, Depthwise3x3::offers)
          .with(DepthwiseConv2d.class, StripConvolution::offer)
          .with(FullyConnected.class, PairedKernels::fullyConnected)
          .with(FullyConnected.class, WideFullyConnected::offer);

  /** Offers the ways in which a kernel can compute a node: there may be several. */
  @FunctionalInterface
  interface Offers<T extends Operator> {
    List<KernelUse> offer(Graph graph, Node node, T operator, KernelTarget target);
  }

  private final Map<Class<? extends Operator>, List<Offers<Operator>>> offers;

  private Candidates(Map<Class<? extends Operator>, List<Offers<Operator>>> offers) {
    this.offers = Map.copyOf(offers);
  }

  /** Returns these candidates and one more. */
  <T extends Operator> Candidates with(Class<T> operator, Candidate<T> candidate) {
    return withEach(
        operator,
        (graph, node, value, target) ->
            candidate.offer(graph, node, value, target).stream().toList());
  }

  /** Returns these candidates and one more, which may be used in several ways. */
  <T extends Operator> Candidates withEach(Class<T> operator, Offers<T> candidate) {
    Map<Class<? extends Operator>, List<Offers<Operator>>> more = new HashMap<>(offers);
    List<Offers<Operator>> ofOperator = new ArrayList<>(offers.getOrDefault(operator, List.of()));
    ofOperator.add(
        (graph, node, value, target) -> candidate.offer(graph, node, operator.cast(value), target));
    more.put(operator, List.copyOf(ofOperator));
    return new Candidates(more);
  }

  /** Returns the kernels that are offered for a node that a plain kernel can compute. */
  List<KernelUse> offered(Graph graph, Node node, KernelTarget target) {
    return offers.getOrDefault(node.operator().getClass(), List.of()).stream()
        .flatMap(c -> c.offer(graph, node, node.operator(), target).stream())
        .toList();
  }
}

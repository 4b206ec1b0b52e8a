package dev.halyard.engine.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The tensors of one node, and what is found to be wrong with them. */
final class Operands {

  /** Ends the check of a node whose further rules make no sense. */
  static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private Stop() {
      super(null, null, false, false);
    }
  }

  private final Graph graph;
  private final Node node;
  private final List<String> problems = new ArrayList<>();

  Operands(Graph graph, Node node) {
    this.graph = graph;
    this.node = node;
  }

  List<String> problems() {
    return problems;
  }

  /** Demands a number of inputs, and one output. */
  void counts(int minimum, int maximum) {
    int inputs = node.inputs().size();
    if (inputs < minimum || inputs > maximum) {
      String accepted =
          minimum == maximum
              ? "" + minimum
              : maximum == Integer.MAX_VALUE ? "at least " + minimum : minimum + " to " + maximum;
      throw fatal("has %d inputs; accepted: %s", inputs, accepted);
    }
    if (node.outputs().size() != 1) {
      throw fatal("has %d outputs; accepted: 1", node.outputs().size());
    }
  }

  int inputCount() {
    return node.inputs().size();
  }

  Tensor input(int index) {
    return graph.input(node, index);
  }

  Tensor output() {
    return graph.output(node);
  }

  /** Demands an element type. */
  void type(Tensor tensor, ElementType accepted) {
    if (tensor.type() != accepted) {
      throw fatal("%s is %s; accepted: %s", quoted(tensor), tensor.type().text(), accepted.text());
    }
  }

  /** Demands int8 with one scale. */
  void quantizedInt8(Tensor tensor) {
    type(tensor, ElementType.INT8);
    if (tensor.quantization() == null || !tensor.quantization().isPerTensor()) {
      throw fatal("%s needs one scale and zero point", quoted(tensor));
    }
  }

  /** Demands int8 with zero point 0 and scales for the whole tensor or along an axis. */
  void weights(Tensor tensor, int axis) {
    type(tensor, ElementType.INT8);
    Quantization quantization = tensor.quantization();
    if (quantization == null) {
      throw fatal("%s has no quantization", quoted(tensor));
    }
    if (!quantization.isPerTensor() && quantization.axis() != axis) {
      throw fatal(
          "%s has scales along axis %d; accepted: %d", quoted(tensor), quantization.axis(), axis);
    }
    if (quantization.zeroPoints().stream().anyMatch(zeroPoint -> zeroPoint != 0)) {
      report("%s has a zero point that is not 0", quoted(tensor));
    }
  }

  /** Demands input {@code index} to be an int32 bias of so many channels, where it is given. */
  void bias(int index, int channels) {
    if (index < inputCount()) {
      type(input(index), ElementType.INT32);
      shape(input(index), Shape.of(channels));
    }
  }

  void rank(Tensor tensor, int accepted) {
    if (tensor.shape().rank() != accepted) {
      throw fatal(
          "%s has rank %d; accepted: %d", described(tensor), tensor.shape().rank(), accepted);
    }
  }

  void shape(Tensor tensor, Shape accepted) {
    if (!tensor.shape().equals(accepted)) {
      throw fatal("%s is %s; its shape must be %s", quoted(tensor), tensor.shape(), accepted);
    }
  }

  /** Demands the same element type and quantization of input and output. */
  void sameElements(Tensor input) {
    if (input.type() != output().type()) {
      report(
          "%s is %s but %s is %s",
          quoted(input), input.type().text(), quoted(output()), output().type().text());
    }
    if (!Objects.equals(input.quantization(), output().quantization())) {
      report("%s and %s differ in quantization", quoted(input), quoted(output()));
    }
  }

  /** Demands the one output quantization that an operator has. */
  void outputQuantization(Quantization accepted) {
    if (!accepted.equals(output().quantization())) {
      report(
          "%s has another quantization than scale %s, zero point %d",
          quoted(output()), accepted.scale(), accepted.zeroPoint());
    }
  }

  String described(Tensor tensor) {
    return quoted(tensor) + " " + tensor.shape();
  }

  static String quoted(Tensor tensor) {
    return "'" + tensor.name() + "'";
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation would be a dependency
  void report(String format, Object... arguments) {
    problems.add(
        "node '%s' (%s): %s"
            .formatted(node.name(), node.operator().builtinName(), format.formatted(arguments)));
  }

  @SuppressWarnings("AnnotateFormatMethod")
  Stop fatal(String format, Object... arguments) {
    report(format, arguments);
    return new Stop();
  }
}

package dev.halyard.engine.ir;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rule of every operator. */
final class OperatorRules {
  private static final Map<Class<?>, OperatorRule<?>> RULES = new LinkedHashMap<>();

  static {
    register(Add.class, ElementwiseRules::binary);
    register(AveragePool2d.class, WindowRules::averagePool2d);
    register(Concatenation.class, MovementRules::concatenation);
    register(Conv2d.class, WindowRules::conv2d);
    register(DepthwiseConv2d.class, WindowRules::depthwiseConv2d);
    register(Dequantize.class, ElementwiseRules::dequantize);
    register(FullyConnected.class, ReductionRules::fullyConnected);
    register(HardSwish.class, ElementwiseRules::unary);
    register(LeakyRelu.class, ElementwiseRules::unary);
    register(Logistic.class, ElementwiseRules::logistic);
    register(MaxPool2d.class, WindowRules::maxPool2d);
    register(Mean.class, ReductionRules::mean);
    register(Mul.class, ElementwiseRules::binary);
    register(Pad.class, MovementRules::pad);
    register(Quantize.class, ElementwiseRules::quantize);
    register(Relu.class, ElementwiseRules::unary);
    register(Relu6.class, ElementwiseRules::relu6);
    register(Reshape.class, MovementRules::reshape);
    register(Softmax.class, ReductionRules::softmax);
    register(Sub.class, ElementwiseRules::binary);
    register(Tanh.class, ElementwiseRules::tanh);
    register(Transpose.class, MovementRules::transpose);
  }

  private OperatorRules() {}

  private static <T extends Operator> void register(Class<T> type, OperatorRule<? super T> rule) {
    OperatorRule<T> typed = rule::check;
    RULES.put(type, typed);
  }

  /** Returns the operators that have a rule. */
  static Set<Class<?>> operators() {
    return RULES.keySet();
  }

  /** Returns what is wrong with a node whose edges are right. */
  static List<String> problems(Graph graph, Node node) {
    return check(graph, node, node.operator());
  }

  @SuppressWarnings("unchecked") // register() pairs a class with a rule of that class
  private static <T extends Operator> List<String> check(Graph graph, Node node, T operator) {
    Operands operands = new Operands(graph, node);
    try {
      ((OperatorRule<T>) RULES.get(operator.getClass())).check(operator, operands);
    } catch (Operands.Stop stop) {
      // What could not be looked at depends on what is reported already.
    }
    return operands.problems();
  }
}

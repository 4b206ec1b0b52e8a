package dev.halyard.engine.interpret;

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
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The evaluator of every operator. */
final class Evaluators {
  private static final Map<Class<?>, Evaluator<?>> EVALUATORS = new HashMap<>();

  static {
    register(Add.class, AddEvaluator::evaluate);
    register(AveragePool2d.class, AveragePool2dEvaluator::evaluate);
    register(Concatenation.class, ConcatenationEvaluator::evaluate);
    register(Conv2d.class, Conv2dEvaluator::evaluate);
    register(DepthwiseConv2d.class, DepthwiseConv2dEvaluator::evaluate);
    register(Dequantize.class, DequantizeEvaluator::evaluate);
    register(FullyConnected.class, FullyConnectedEvaluator::evaluate);
    register(HardSwish.class, LookupEvaluator::evaluate);
    register(LeakyRelu.class, LookupEvaluator::evaluate);
    register(Logistic.class, LookupEvaluator::evaluate);
    register(MaxPool2d.class, MaxPool2dEvaluator::evaluate);
    register(Mean.class, MeanEvaluator::evaluate);
    register(Mul.class, MulEvaluator::evaluate);
    register(Pad.class, PadEvaluator::evaluate);
    register(Quantize.class, QuantizeEvaluator::evaluate);
    register(Relu.class, LookupEvaluator::evaluate);
    register(Relu6.class, LookupEvaluator::evaluate);
    register(Reshape.class, ReshapeEvaluator::evaluate);
    register(Softmax.class, SoftmaxEvaluator::evaluate);
    register(Sub.class, SubEvaluator::evaluate);
    register(Tanh.class, LookupEvaluator::evaluate);
    register(Transpose.class, TransposeEvaluator::evaluate);
  }

  private Evaluators() {}

  private static <T extends Operator> void register(Class<T> type, Evaluator<? super T> evaluator) {
    EVALUATORS.put(type, evaluator);
  }

  /** Returns the operators that can be evaluated. */
  static Set<Class<?>> operators() {
    return EVALUATORS.keySet();
  }

  /** Returns the output of a node. */
  static TensorValue evaluate(Evaluation evaluation) {
    return evaluate(evaluation.node().operator(), evaluation);
  }

  @SuppressWarnings("unchecked") // register() pairs a class with an evaluator of that class
  private static <T extends Operator> TensorValue evaluate(T operator, Evaluation evaluation) {
    return ((Evaluator<T>) EVALUATORS.get(operator.getClass())).evaluate(operator, evaluation);
  }
}

package dev.halyard.engine.ir;

import dev.halyard.engine.ir.op.Activation;
import dev.halyard.engine.ir.op.Add;
import dev.halyard.engine.ir.op.AveragePool2d;
import dev.halyard.engine.ir.op.Concatenation;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.engine.ir.op.DepthwiseConv2d;
import dev.halyard.engine.ir.op.Dequantize;
import dev.halyard.engine.ir.op.Extent2d;
import dev.halyard.engine.ir.op.FullyConnected;
import dev.halyard.engine.ir.op.HardSwish;
import dev.halyard.engine.ir.op.LeakyRelu;
import dev.halyard.engine.ir.op.Logistic;
import dev.halyard.engine.ir.op.MaxPool2d;
import dev.halyard.engine.ir.op.Mean;
import dev.halyard.engine.ir.op.Mul;
import dev.halyard.engine.ir.op.Operator;
import dev.halyard.engine.ir.op.Pad;
import dev.halyard.engine.ir.op.Padding;
import dev.halyard.engine.ir.op.Quantize;
import dev.halyard.engine.ir.op.Relu;
import dev.halyard.engine.ir.op.Relu6;
import dev.halyard.engine.ir.op.Reshape;
import dev.halyard.engine.ir.op.Softmax;
import dev.halyard.engine.ir.op.Sub;
import dev.halyard.engine.ir.op.Tanh;
import dev.halyard.engine.ir.op.Transpose;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operators by name, and their attributes: the components of their records. */
final class OperatorText {
  private static final Map<String, Class<? extends Operator>> OPERATORS =
      Map.ofEntries(
          Map.entry("ADD", Add.class),
          Map.entry("AVERAGE_POOL_2D", AveragePool2d.class),
          Map.entry("CONCATENATION", Concatenation.class),
          Map.entry("CONV_2D", Conv2d.class),
          Map.entry("DEPTHWISE_CONV_2D", DepthwiseConv2d.class),
          Map.entry("DEQUANTIZE", Dequantize.class),
          Map.entry("FULLY_CONNECTED", FullyConnected.class),
          Map.entry("HARD_SWISH", HardSwish.class),
          Map.entry("LEAKY_RELU", LeakyRelu.class),
          Map.entry("LOGISTIC", Logistic.class),
          Map.entry("MAX_POOL_2D", MaxPool2d.class),
          Map.entry("MEAN", Mean.class),
          Map.entry("MUL", Mul.class),
          Map.entry("PAD", Pad.class),
          Map.entry("QUANTIZE", Quantize.class),
          Map.entry("RELU", Relu.class),
          Map.entry("RELU6", Relu6.class),
          Map.entry("RESHAPE", Reshape.class),
          Map.entry("SOFTMAX", Softmax.class),
          Map.entry("SUB", Sub.class),
          Map.entry("TANH", Tanh.class),
          Map.entry("TRANSPOSE", Transpose.class));

  /** What an attribute that is left out is, by the type of its component. */
  private static final Map<Class<?>, Object> DEFAULTS =
      Map.of(
          Activation.class, Activation.NONE,
          Padding.class, Padding.NONE,
          boolean.class, false);

  private static final Object UNDILATED = new Extent2d(1, 1);

  private OperatorText() {}

  /** Returns the operators that have a text form, by name. */
  static Map<String, Class<? extends Operator>> operators() {
    return OPERATORS;
  }

  /** Returns the attributes that are not as they would be if left out, by name. */
  static Map<String, String> attributes(Operator operator) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (RecordComponent component : operator.getClass().getRecordComponents()) {
      Object value = invoke(component, operator);
      if (!value.equals(defaultOf(component))) {
        attributes.put(component.getName(), AttributeText.print(value));
      }
    }
    return attributes;
  }

  private static Object invoke(RecordComponent component, Operator operator) {
    try {
      return component.getAccessor().invoke(operator);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object defaultOf(RecordComponent component) {
    return component.getName().equals("dilation") ? UNDILATED : DEFAULTS.get(component.getType());
  }

  /**
   * Returns an operator.
   *
   * @param attributes their texts, a list's elements one by one
   * @throws IllegalArgumentException if the name or an attribute is unknown or missing, or a value
   *     is not accepted
   */
  static Operator parse(String name, Map<String, List<String>> attributes) {
    Class<? extends Operator> type = OPERATORS.get(name);
    if (type == null) {
      throw new IllegalArgumentException("unknown operator '" + name + "'");
    }
    RecordComponent[] components = type.getRecordComponents();
    rejectUnknown(name, components, attributes);
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : components) {
      values.add(value(name, component, attributes.get(component.getName())));
    }
    return construct(type, components, values);
  }

  private static void rejectUnknown(
      String name, RecordComponent[] components, Map<String, List<String>> attributes) {
    List<String> known = Arrays.stream(components).map(RecordComponent::getName).toList();
    for (String attribute : attributes.keySet()) {
      if (!known.contains(attribute)) {
        throw new IllegalArgumentException(
            "%s has no attribute '%s'; it has %s".formatted(name, attribute, known));
      }
    }
  }

  private static Object value(String name, RecordComponent component, @Nullable List<String> text) {
    Object value = text == null ? defaultOf(component) : AttributeText.parse(component, text);
    if (value == null) {
      throw new IllegalArgumentException(
          "%s needs attribute '%s'".formatted(name, component.getName()));
    }
    return value;
  }

  private static Operator construct(
      Class<? extends Operator> type, RecordComponent[] components, List<Object> values) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      return type.getDeclaredConstructor(types).newInstance(values.toArray());
    } catch (InvocationTargetException e) {
      throw new IllegalArgumentException(e.getCause().getMessage(), e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}

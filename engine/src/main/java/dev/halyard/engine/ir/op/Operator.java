package dev.halyard.engine.ir.op;

/** What a node computes: one record per operator, its components the attributes. */
public sealed interface Operator
    permits Add,
        AveragePool2d,
        Concatenation,
        Conv2d,
        DepthwiseConv2d,
        Dequantize,
        FullyConnected,
        HardSwish,
        LeakyRelu,
        Logistic,
        MaxPool2d,
        Mean,
        Mul,
        Pad,
        Quantize,
        Relu,
        Relu6,
        Reshape,
        Softmax,
        Sub,
        Tanh,
        Transpose {

  /** Returns the name of TFLite's builtin operator, for example {@code CONV_2D}. */
  String builtinName();
}

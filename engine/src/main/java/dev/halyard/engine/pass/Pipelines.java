package dev.halyard.engine.pass;

import java.util.List;

/** The passes of each stage, in their order. */
public final class Pipelines {

  /** From what files say to one small set of operators. */
  public static final List<Pass> CANONICALIZE =
      List.of(
          new FoldConstants(),
          new ResolveQuantizeDequantize(),
          // What was resolved to a quantization with equal parameters is a no-op now.
          new RemoveNoOps(),
          // A dead reader would keep the next two from firing.
          new RemoveDeadNodes(),
          new FoldPadIntoConv(),
          new FuseActivation());

  /** From canonical operators to those that have the best kernel. */
  public static final List<Pass> LOWER = List.of(new DepthwiseToConv());

  private Pipelines() {}
}

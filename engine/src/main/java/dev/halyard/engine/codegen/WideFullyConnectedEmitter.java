package dev.halyard.engine.codegen;

import dev.halyard.engine.codegen.RustExpression.Field;
import dev.halyard.engine.ir.op.FullyConnected;
import dev.halyard.engine.kernel.Rescale;
import dev.halyard.engine.kernel.TileSpace;
import dev.halyard.engine.kernel.WideFullyConnected;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The kernel {@code fully_connected_wide}. */
final class WideFullyConnectedEmitter {
  private WideFullyConnectedEmitter() {}

  static NodeCode emit(EmitContext node) {
    FullyConnected operator = (FullyConnected) node.node().operator();
    int outputs = node.inputShape(1).dimension(0);
    int depth = node.inputShape(1).dimension(1);
    byte[] weights = ConvolutionEmitters.weights(node);
    List<Rescale> records = Rescale.of(node.graph(), node.node()).orElseThrow();
    FlashArray packed =
        FlashArray.ofInt8(
            node.constantName("weights"),
            "Weights, `[%d outputs / 16][%d inputs][16 outputs]`, the rest by 4, zeroes outside."
                .formatted(outputs, depth),
            pack(weights, outputs),
            WideFullyConnected.WIDE);
    FlashArray channels =
        RescaleRecords.of(node.constantName("channels"), records, WideFullyConnected.NARROW);
    OperatorConstants constants =
        new OperatorConstants(
            node.constantName(""),
            RustExpression.struct(
                "FullyConnectedWide",
                List.of(
                    Field.of("depth", depth),
                    Field.of("outputs", outputs),
                    Field.of("weights", packed.slice()),
                    Field.of("channels", channels.slice()),
                    Field.of(
                        "range",
                        Literals.range(operator.activation(), node.outputQuantization())))),
            Map.of(
                node.use().kernel().module(),
                Set.of("FullyConnectedWide"),
                "arithmetic",
                Set.of("OutputRange", "Rescale")));
    return ConvolutionEmitters.product(node, constants, List.of(packed, channels));
  }

  /**
   * Returns {@code [outputs/16][depth][16 outputs]}, then {@code [outputs/4][depth][4 outputs]} of
   * those left over, of {@code [outputs][depth]}, with zeroes outside.
   */
  static byte[] pack(byte[] weights, int outputs) {
    int depth = weights.length / outputs;
    byte[] packed = new byte[TileSpace.roundUp(outputs) * depth];
    for (int first = 0; first < outputs; ) {
      int width =
          outputs - first < WideFullyConnected.WIDE
              ? WideFullyConnected.NARROW
              : WideFullyConnected.WIDE;
      for (int o = first; o < Math.min(first + width, outputs); o++) {
        for (int k = 0; k < depth; k++) {
          packed[first * depth + k * width + o - first] = weights[o * depth + k];
        }
      }
      first += width;
    }
    return packed;
  }
}

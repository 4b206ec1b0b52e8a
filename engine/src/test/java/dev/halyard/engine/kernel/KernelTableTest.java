package dev.halyard.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.engine.diagnostic.CompileException;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import dev.halyard.engine.ir.op.Operator;
import dev.halyard.engine.ir.op.Relu;
import dev.halyard.targets.InstructionSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KernelTableTest {

  @Test
  void everyOperatorHasAKernel() {
    assertThat(KernelTable.operators())
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(Operator.class.getPermittedSubclasses())
                .map(type -> (Class<? extends Operator>) type.asSubclass(Operator.class))
                .collect(Collectors.toSet()));
  }

  @Test
  void everyKernelIsAModuleOfTheRustCrate() {
    for (Kernel kernel : Kernel.values()) {
      assertThat(Path.of("kernels", "src", kernel.module() + ".rs")).matches(Files::isRegularFile);
    }
  }

  @Test
  void aPoolOverTheWholeImageIsAMean() {
    Graph graph =
        GraphText.parse(
            """
            graph g(x: int8[1,4,6,5] scale=0.5 zp=1) -> (y)
              y: int8[1,1,1,5] scale=0.5 zp=1 = AVERAGE_POOL_2D(x) window=4x6 stride=4x6
            """);
    assertThat(KernelTable.choose(graph, KernelTarget.HOST))
        .extracting(use -> use.withCost(KernelUse.UNKNOWN))
        .containsExactly(
            new KernelUse(
                Kernel.MEAN,
                new TileSpace(4, 2),
                new Scratch(20, 4, true),
                Map.of(0, new AccessOrder.Forward(-120)),
                0,
                KernelUse.UNKNOWN));
  }

  @Test
  void kernelsWithWeightsTakeAQuarterOfTheScratchMemoryOn8BitCores() {
    Graph graph =
        GraphText.parse(
            """
            graph g(x: int8[1,6] scale=0.5 zp=1) -> (z)
              w: int8[2,6] scale=0.5 zp=0 = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
              b: int32[2] scale=0.25 zp=0 = [7, -8]
              y: int8[1,2] scale=0.5 zp=1 = FULLY_CONNECTED(x, w, b)
              z: int8[1,2] scale=0.00390625 zp=-128 = SOFTMAX(y) beta=1.0
            """);
    assertThat(KernelTable.choose(graph, new KernelTarget(InstructionSet.ARMV7E_M, Set.of())))
        .extracting(KernelUse::scratch)
        .containsExactly(new Scratch(32, 2, false), Scratch.NONE);
    assertThat(KernelTable.choose(graph, new KernelTarget(InstructionSet.AVR, Set.of())))
        .extracting(KernelUse::scratch)
        .containsExactly(new Scratch(8, 1, false), Scratch.NONE);
  }

  @Test
  void competitorsComeAfterThePlainKernelAndOnlyWhereTheyAreOffered() {
    Graph graph =
        GraphText.parse(
            """
            graph g(x: int8[1,6] scale=0.5 zp=1) -> (z)
              y: int8[1,6] scale=0.00390625 zp=-128 = SOFTMAX(x) beta=1.0
              z: int8[1,6] scale=0.5 zp=1 = RELU(y)
            """);
    Candidates copying =
        Candidates.ALL.with(
            Relu.class,
            (g, node, relu, target) ->
                target.has("fast")
                    ? Optional.of(KernelUse.of(Kernel.COPY, TileSpace.ofRows(1), Map.of()))
                    : Optional.empty());
    KernelTarget fast = new KernelTarget(InstructionSet.ARMV7E_M, Set.of("fast"));
    assertThat(KernelTable.candidates(graph, fast, copying))
        .extracting(uses -> uses.stream().map(KernelUse::kernel).toList())
        .containsExactly(List.of(Kernel.SOFTMAX), List.of(Kernel.LOOKUP, Kernel.COPY));
    assertThat(KernelTable.candidates(graph, KernelTarget.HOST, copying))
        .extracting(List::size)
        .containsExactly(1, 1);
  }

  @Test
  void tellsEveryNodeThatHasNoKernel() {
    Graph graph =
        GraphText.parse(
            """
            graph g(x: int8[1,5000] scale=0.5 zp=1) -> (y, z)
              y: int8[1,5000] scale=0.00390625 zp=-128 = SOFTMAX(x) beta=1.0
              z: int8[1,5000] scale=0.00390625 zp=-128 = SOFTMAX(x) beta=2.0
            """);
    assertThatThrownBy(() -> KernelTable.choose(graph, KernelTarget.HOST))
        .isInstanceOf(CompileException.class)
        .hasMessage(
            "operator SOFTMAX 'y': rows of 5000 elements are not supported; supported: up to"
                + " 4095\n"
                + "operator SOFTMAX 'z': rows of 5000 elements are not supported; supported: up to"
                + " 4095");
  }

  @Test
  void dimensionsThatCanBeWalkedAsOneAreMerged() {
    StridedShape shape =
        StridedShape.of(List.of(1, 4, 3, 5), List.of(List.of(60, 15, 5, 1), List.of(0, 0, 0, 1)));
    assertThat(shape.shape()).containsExactly(1, 4, 3, 5);
    StridedShape same =
        StridedShape.of(List.of(1, 4, 3, 5), List.of(List.of(60, 15, 5, 1), List.of(60, 15, 5, 1)));
    assertThat(same.shape()).containsExactly(1, 4, 1, 15);
    assertThat(same.strides()).containsExactly(List.of(0, 15, 0, 1), List.of(0, 15, 0, 1));
  }

  @Test
  void fiveDimensionsThatDoNotMergeAreRefused() {
    List<List<Integer>> strides = List.of(List.of(1, 2, 6, 24, 120));
    assertThatThrownBy(() -> StridedShape.of(List.of(2, 3, 4, 5, 6), strides))
        .isInstanceOf(UnsupportedNodeException.class);
  }

  @Test
  void accessOrdersSayHowFarBehindAnOutputMustBe() {
    assertThat(AccessOrder.byUnits(10, 4, 1)).isEqualTo(new AccessOrder.Forward(30));
    assertThat(AccessOrder.byUnits(10, 1, 4)).isEqualTo(new AccessOrder.Forward(-3));
    assertThat(AccessOrder.byRows(4, 8, 8, y -> y - 1)).isEqualTo(new AccessOrder.Forward(16));
    assertThat(Set.of(AccessOrder.readsWhole(7))).containsExactly(new AccessOrder.Forward(-7));
  }
}

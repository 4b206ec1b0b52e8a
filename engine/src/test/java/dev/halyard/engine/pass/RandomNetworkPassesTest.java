package dev.halyard.engine.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.interpret.Interpreter;
import dev.halyard.engine.interpret.TensorValue;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All passes together, and each alone, on networks that nobody thought of. */
class RandomNetworkPassesTest {
  private static final List<Pass> PASSES =
      Stream.concat(Pipelines.CANONICALIZE.stream(), Pipelines.LOWER.stream()).toList();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void changeNoBitAndAreIdempotent(int group) {
    for (int i = 0; i < 50; i++) {
      Graph before = RandomNetworks.of(group * 50L + i);
      Graph after = new PassPipeline(PASSES).run(before);
      String text = GraphText.print(before);
      assertThat(new PassPipeline(PASSES).run(after)).as(text).isSameAs(after);
      for (int seed = 0; seed < 8; seed++) {
        Map<String, TensorValue> inputs = RandomInputs.of(before, seed);
        assertThat(Interpreter.run(after, inputs))
            .as(text)
            .isEqualTo(Interpreter.run(before, inputs));
      }
      for (Pass pass : PASSES) {
        Graph once = pass.run(before);
        assertThat(pass.run(once)).as("%s on %s", pass.name(), text).isSameAs(once);
      }
    }
  }

  @Test
  void givesEveryPassSomethingToDo() {
    Set<String> fired = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      Graph graph = RandomNetworks.of(i);
      for (Pass pass : PASSES) {
        Graph next = pass.run(graph);
        if (!next.equals(graph)) {
          fired.add(pass.name());
        }
        graph = next;
      }
    }
    assertThat(fired).containsAll(PASSES.stream().map(Pass::name).toList());
  }
}

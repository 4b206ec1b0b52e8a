package dev.halyard.engine.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.interpret.Interpreter;
import dev.halyard.engine.interpret.TensorValue;
import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.GraphText;
import dev.halyard.engine.ir.GraphVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every {@code pass/<pass>/<case>.graph}: an input, and what the pass makes of it. */
class PassCasesTest {
  private static final Path CASES = Path.of("src/test/resources/pass");

  private static final Map<String, Pass> PASSES =
      Stream.concat(Pipelines.CANONICALIZE.stream(), Pipelines.LOWER.stream())
          .collect(Collectors.toMap(Pass::name, Function.identity(), (a, b) -> a));

  private record Case(Path file, Pass pass, Graph input, Graph expected) {

    static Case of(Path file) {
      try {
        String[] sections = Files.readString(file).split("--- (?:input|expected)\n", -1);
        Graph input = GraphText.parse(sections[1]);
        boolean unchanged = sections[2].strip().equals("unchanged");
        Graph expected = unchanged ? input : GraphText.parse(sections[2]);
        Pass pass = PASSES.get(file.getParent().getFileName().toString());
        return new Case(CASES.relativize(file), pass, input, expected);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    boolean fires() {
      return !input.equals(expected);
    }

    @Override
    public String toString() {
      return file.toString();
    }
  }

  static List<Case> cases() throws IOException {
    try (Stream<Path> files = Files.walk(CASES)) {
      return files.filter(f -> f.toString().endsWith(".graph")).sorted().map(Case::of).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void makesWhatIsExpectedOnceAndForAll(Case example) {
    GraphVerifier.verify(example.input());
    Graph output = example.pass().run(example.input());
    GraphVerifier.verify(output);
    assertThat(output).as(GraphText.print(output)).isEqualTo(example.expected());
    assertThat(example.pass().run(output)).isSameAs(output);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void changesNoBit(Case example) {
    Graph output = example.pass().run(example.input());
    for (int seed = 0; seed < 16; seed++) {
      Map<String, TensorValue> inputs = RandomInputs.of(example.input(), seed);
      assertThat(Interpreter.run(output, inputs))
          .isEqualTo(Interpreter.run(example.input(), inputs));
    }
  }

  @Test
  void everyPassHasACaseThatFiresAndOneThatDoesNot() throws IOException {
    for (boolean fires : new boolean[] {true, false}) {
      assertThat(cases().stream().filter(c -> c.fires() == fires).map(c -> c.pass().name()))
          .containsAll(PASSES.keySet());
    }
  }
}

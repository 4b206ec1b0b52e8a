package dev.halyard.harness.run;

import dev.halyard.engine.ir.Graph;
import dev.halyard.harness.golden.GoldenOutput;
import dev.halyard.harness.golden.Sequence;
import dev.halyard.harness.record.Judge;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run feeds a model, and what is expected of it.
 *
 * @param sequences inputs and, where known, outputs; the model is reset before each
 * @param judge what outputs are compared with
 * @param madeBy what made the golden outputs, null if none judge
 * @param seed of random inputs, null if inputs were given
 */
public record Cases(
    List<Case> sequences, Judge judge, @Nullable String madeBy, @Nullable Long seed) {

  /** Copies the list. */
  public Cases {
    sequences = List.copyOf(sequences);
  }

  /**
   * One sequence.
   *
   * @param name for reports
   * @param inputs at least one inference
   * @param expected outputs; null if the interpreter has yet to make them
   * @param labels the right class of each inference, empty if not known
   */
  public record Case(
      String name, Sequence inputs, @Nullable Sequence expected, List<Integer> labels) {

    /** Copies the list. */
    public Case {
      labels = List.copyOf(labels);
    }
  }

  /** Returns one sequence that the interpreter judges. */
  public static Cases of(String name, Sequence inputs, @Nullable Long seed) {
    return new Cases(
        List.of(new Case(name, inputs, null, List.of())), Judge.INTERPRETER, null, seed);
  }

  /**
   * Returns the cases of golden outputs.
   *
   * @throws IOException if one does not fit the model
   */
  public static Cases of(List<GoldenOutput> goldens, Graph graph) throws IOException {
    List<Case> cases = new ArrayList<>();
    for (GoldenOutput golden : goldens) {
      Sequence inputs = golden.inputSequence(graph.inputTensors());
      Sequence expected = golden.expectedSequence(graph.outputTensors());
      if (inputs.size() != expected.size()) {
        throw new IOException(
            "golden output '%s' has %d inputs but %d expected outputs"
                .formatted(golden.name(), inputs.size(), expected.size()));
      }
      int labels = golden.labels().size();
      if (labels > 0 && labels != inputs.size()) {
        throw new IOException(
            "golden output '%s' has %d inputs but %d labels"
                .formatted(golden.name(), inputs.size(), labels));
      }
      cases.add(new Case(golden.name(), inputs, expected, golden.labels()));
    }
    return new Cases(cases, Judge.GOLDEN, goldens.get(0).provenance().producer(), null);
  }

  /** Returns what made the golden outputs, if they judge. */
  public Optional<String> producer() {
    return Optional.ofNullable(madeBy);
  }

  /** Returns the number of inferences of all sequences. */
  public int inferences() {
    return sequences.stream().mapToInt(sequence -> sequence.inputs().size()).sum();
  }
}

package dev.halyard.harness.run;

import dev.halyard.engine.ir.Graph;
import dev.halyard.harness.firmware.ModelFile;
import dev.halyard.harness.golden.GoldenOutput;
import dev.halyard.harness.golden.GoldenStore;
import dev.halyard.harness.golden.InputFile;
import dev.halyard.harness.golden.RandomInputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a run's inputs and expected outputs come from: a user's file, a user's golden folder, the
 * goldens recorded for the model, or else seeded random inputs.
 *
 * @param store goldens recorded for models; null to feed random inputs whatever is recorded
 * @param golden a folder with a case, or with case folders; null to look in the store
 * @param input a user's input file; null for none
 * @param seed of random inputs
 * @param count number of random inferences
 */
public record CaseSource(
    @Nullable GoldenStore store,
    @Nullable Path golden,
    @Nullable Path input,
    long seed,
    int count) {
  /** The seed of random inputs where none is asked for. */
  public static final long SEED = 1;

  /** The number of random inputs where none is asked for. */
  public static final int RANDOM_INFERENCES = 8;

  /**
   * Returns the goldens recorded for a model, or else eight random inputs that are always the same.
   */
  public static CaseSource recorded(Workspace workspace) {
    GoldenStore store = new GoldenStore(workspace.goldens());
    return new CaseSource(store, null, null, SEED, RANDOM_INFERENCES);
  }

  /** Returns random inputs, even if goldens are recorded for the model. */
  public static CaseSource random(long seed, int count) {
    return new CaseSource(null, null, null, seed, count);
  }

  /**
   * Returns the cases for a model.
   *
   * @throws IOException if a file cannot be read or does not fit the model
   */
  public Cases cases(ModelFile model, Graph graph) throws IOException {
    if (input != null) {
      return Cases.of(
          input.getFileName().toString(), InputFile.read(input, graph.inputTensors()), null);
    }
    if (golden != null) {
      return Cases.of(load(golden, model), graph);
    }
    List<GoldenOutput> recorded =
        store == null ? List.of() : store.cases(model.stem(), model.sha256());
    return recorded.isEmpty()
        ? Cases.of("random", RandomInputs.of(graph.inputTensors(), count, seed), seed)
        : Cases.of(recorded, graph);
  }

  private static List<GoldenOutput> load(Path folder, ModelFile model) throws IOException {
    List<Path> folders = GoldenStore.folders(folder);
    if (folders.isEmpty()) {
      throw new IOException(
          "'"
              + folder
              + "' holds no golden output; accepted: a folder with input.npy, expected.npy and"
              + " provenance.yaml, or a folder of such folders");
    }
    List<GoldenOutput> goldens = new ArrayList<>();
    for (Path each : folders) {
      GoldenOutput loaded = GoldenOutput.load(each);
      requireMadeOf(model, each, loaded);
      goldens.add(loaded);
    }
    return goldens;
  }

  private static void requireMadeOf(ModelFile model, Path folder, GoldenOutput golden)
      throws IOException {
    if (!golden.provenance().modelSha256().equals(model.sha256())) {
      throw new IOException(
          "golden output '%s' was made of another model than '%s': its provenance.yaml says modelSha256 %s, the file has %s; make it anew from this model"
              .formatted(folder, model.name(), golden.provenance().modelSha256(), model.sha256()));
    }
  }
}

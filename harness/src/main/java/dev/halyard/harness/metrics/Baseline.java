package dev.halyard.harness.metrics;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The figures that a model had on a board when somebody last accepted them: {@code
 * golden-outputs/<model>/baselines/<board>.yaml}.
 *
 * @param modelSha256 of the model file
 * @param toolchain compiler's version line; figures of another toolchain are not compared
 * @param instructions of the first inference; null on a board that does not count them
 * @param cycles of the first inference; null on a board that does not count them
 * @param operators instructions or cycles by node, in execution order
 * @param flashBytes all of the firmware
 * @param arenaBytes tensors and scratch
 * @param stackBytes high-water mark
 * @param updatedBy who accepted them
 * @param why they were accepted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Baseline(
    String modelSha256,
    String toolchain,
    @Nullable Long instructions,
    @Nullable Long cycles,
    Map<String, Long> operators,
    @Nullable Long flashBytes,
    @Nullable Long arenaBytes,
    @Nullable Long stackBytes,
    String updatedBy,
    String why) {
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));

  /** Keeps the order of the operators. */
  public Baseline {
    operators =
        operators == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(operators));
  }

  /** Returns the baseline of measured figures. */
  public static Baseline of(
      String modelSha256, String toolchain, Measured measured, Acceptance acceptance) {
    Map<String, Long> operators = new LinkedHashMap<>();
    for (OperatorProfile operator : measured.speed().operators()) {
      if (operator.count() != null) {
        operators.put(operator.name(), operator.count());
      }
    }
    Footprint bytes = measured.footprint();
    return new Baseline(
        modelSha256,
        toolchain,
        measured.speed().instructions(),
        measured.speed().cycles(),
        operators,
        bytes.flashBytes(),
        bytes.arenaBytes(),
        bytes.stackBytes(),
        acceptance.who(),
        acceptance.why());
  }

  /**
   * What was measured.
   *
   * @param speed instructions or cycles
   * @param footprint bytes
   */
  public record Measured(Speed speed, Footprint footprint) {}

  /**
   * Who accepts figures.
   *
   * @param who a name
   * @param why one sentence
   */
  public record Acceptance(String who, String why) {}

  /**
   * Loads a baseline.
   *
   * @return empty if the file does not exist
   * @throws IOException if it cannot be read; the message names it
   */
  public static Optional<Baseline> load(Path file) throws IOException {
    return Files.isRegularFile(file)
        ? Optional.of(YAML.readValue(file.toFile(), Baseline.class))
        : Optional.empty();
  }

  /**
   * Writes this baseline.
   *
   * @throws IOException if it cannot be written
   */
  public void save(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    YAML.writeValue(file.toFile(), this);
  }

  /**
   * Returns every figure that is worse than this baseline, or that it has and the measurement has
   * not; the total's explained by the nodes that grew.
   *
   * @param measured on an emulated board, where figures are exact
   * @param tolerance accepted growth as a share, for example 0.001
   */
  public List<Regression> regressions(Measured measured, double tolerance) {
    Footprint bytes = measured.footprint();
    List<Regression> regressions = new ArrayList<>();
    compare("instructions", instructions, measured.speed().instructions(), tolerance)
        .ifPresent(r -> regressions.add(r.because(grown(measured.speed(), tolerance))));
    compare("cycles", cycles, measured.speed().cycles(), tolerance)
        .ifPresent(r -> regressions.add(r.because(grown(measured.speed(), tolerance))));
    compare("flashBytes", flashBytes, bytes.flashBytes(), tolerance).ifPresent(regressions::add);
    compare("arenaBytes", arenaBytes, bytes.arenaBytes(), tolerance).ifPresent(regressions::add);
    compare("stackBytes", stackBytes, bytes.stackBytes(), tolerance).ifPresent(regressions::add);
    return regressions;
  }

  private List<Regression> grown(Speed speed, double tolerance) {
    List<Regression> grown = new ArrayList<>();
    for (OperatorProfile operator : speed.operators()) {
      compare(
              "node '" + operator.name() + "'",
              operators.get(operator.name()),
              operator.count(),
              tolerance)
          .ifPresent(grown::add);
    }
    return grown;
  }

  private static Optional<Regression> compare(
      String figure, @Nullable Long before, @Nullable Long now, double tolerance) {
    if (before == null || (now != null && now <= before * (1 + tolerance))) {
      return Optional.empty();
    }
    return Optional.of(new Regression(figure, before, now, List.of()));
  }
}

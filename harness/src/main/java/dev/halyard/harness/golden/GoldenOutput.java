package dev.halyard.harness.golden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.halyard.engine.ir.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A case folder: {@code input.npy} and {@code expected.npy} (or {@code input_0.npy}, … and {@code
 * expected_0.npy}, …) with {@code provenance.yaml}.
 *
 * @param name of the case, the folder's name
 * @param inputs one array per input tensor
 * @param expected one array per output tensor
 * @param labels the right class of each inference, from {@code labels.npy}; empty if there is none
 * @param provenance where they come from
 */
public record GoldenOutput(
    String name,
    List<NpyArray> inputs,
    List<NpyArray> expected,
    List<Integer> labels,
    Provenance provenance) {
  private static final ObjectMapper YAML =
      new ObjectMapper(new YAMLFactory())
          .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);

  /** Copies the lists. */
  public GoldenOutput {
    inputs = List.copyOf(inputs);
    expected = List.copyOf(expected);
    labels = List.copyOf(labels);
  }

  /** Tells whether a folder holds a case. */
  public static boolean isCase(Path folder) {
    return Stream.of("provenance.yaml", "input.npy", "input_0.npy", "expected.npy")
        .anyMatch(file -> Files.isRegularFile(folder.resolve(file)));
  }

  /**
   * Loads a case.
   *
   * @throws IOException if a file is missing or cannot be read; the message names it
   */
  public static GoldenOutput load(Path folder) throws IOException {
    Provenance provenance = provenance(folder);
    return new GoldenOutput(
        folder.getFileName().toString(),
        arrays(folder, "input"),
        arrays(folder, "expected"),
        labels(folder),
        provenance);
  }

  /**
   * Reads where a case comes from, without its arrays.
   *
   * @throws IOException if the file is missing or cannot be read; the message names it
   */
  public static Provenance provenance(Path folder) throws IOException {
    Path file = folder.resolve("provenance.yaml");
    if (!Files.isRegularFile(file)) {
      throw new IOException(
          "golden output '"
              + folder
              + "' has no provenance.yaml, so nobody knows what made it; record it with: halyard golden update");
    }
    try {
      Provenance provenance = YAML.readValue(file.toFile(), Provenance.class);
      if (provenance.producer() != null && provenance.modelSha256() != null) {
        return provenance;
      }
    } catch (JsonProcessingException e) {
      throw new IOException(
          "'" + file + "' cannot be read: " + e.getOriginalMessage().replaceAll("\\s+", " "), e);
    }
    throw new IOException("'" + file + "' names no producer or no modelSha256; both are needed");
  }

  private static List<Integer> labels(Path folder) throws IOException {
    Path file = folder.resolve("labels.npy");
    return Files.isRegularFile(file) ? NpyArray.read(file).toIntegers() : List.of();
  }

  private static List<NpyArray> arrays(Path folder, String stem) throws IOException {
    if (Files.isRegularFile(folder.resolve(stem + ".npy"))) {
      return List.of(NpyArray.read(folder.resolve(stem + ".npy")));
    }
    List<NpyArray> arrays = new ArrayList<>();
    while (Files.isRegularFile(folder.resolve(stem + "_" + arrays.size() + ".npy"))) {
      arrays.add(NpyArray.read(folder.resolve(stem + "_" + arrays.size() + ".npy")));
    }
    if (arrays.isEmpty()) {
      throw new IOException(
          "golden output '" + folder + "' has neither " + stem + ".npy nor " + stem + "_0.npy");
    }
    return arrays;
  }

  /**
   * Returns the inputs as a sequence.
   *
   * @throws IOException if they do not fit the model
   */
  public Sequence inputSequence(List<Tensor> tensors) throws IOException {
    return Sequence.of(inputs, tensors, name + "/input");
  }

  /**
   * Returns the expected outputs as a sequence.
   *
   * @throws IOException if they do not fit the model
   */
  public Sequence expectedSequence(List<Tensor> tensors) throws IOException {
    return Sequence.of(expected, tensors, name + "/expected");
  }
}

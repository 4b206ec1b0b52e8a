package dev.halyard.harness.firmware;

import static dev.halyard.engine.diagnostic.Numbers.grouped;

import dev.halyard.engine.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A model file in memory.
 *
 * @param name of the file, without its folder
 * @param bytes its contents
 * @param sha256 of the contents, 64 hexadecimal digits
 */
@SuppressWarnings(
    "ArrayRecordComponent") // equality goes by the hash; the bytes are read by the compiler only
public record ModelFile(String name, byte[] bytes, String sha256) {
  private static final long MAX_BYTES = 32L << 20;
  private static final byte[] IDENTIFIER = "TFL3".getBytes(StandardCharsets.US_ASCII);
  private static final int IDENTIFIER_OFFSET = 4;

  /**
   * Reads a model file.
   *
   * @throws IOException if it is not a readable file, no TensorFlow Lite model, or above 32 MiB
   */
  public static ModelFile read(Path path) throws IOException {
    if (!Files.isRegularFile(path)) {
      throw new IOException("model '" + path + "' is not a file; give the path of a .tflite file");
    }
    if (Files.size(path) > MAX_BYTES) {
      throw new IOException(
          "model '"
              + path
              + "' has "
              + grouped(Files.size(path))
              + " bytes; accepted: up to "
              + grouped(MAX_BYTES));
    }
    byte[] bytes = Files.readAllBytes(path);
    if (!isTflite(bytes)) {
      throw new IOException(
          "'%s' is no TensorFlow Lite model: the identifier TFL3 is missing at byte 4; give the path of a .tflite file"
              .formatted(path));
    }
    return new ModelFile(path.getFileName().toString(), bytes, Sha256.of(bytes));
  }

  private static boolean isTflite(byte[] bytes) {
    int end = IDENTIFIER_OFFSET + IDENTIFIER.length;
    return bytes.length >= end
        && Arrays.equals(bytes, IDENTIFIER_OFFSET, end, IDENTIFIER, 0, IDENTIFIER.length);
  }

  /** Returns the name without its ending, which is how goldens and crates are named. */
  public String stem() {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ModelFile file && name.equals(file.name) && sha256.equals(file.sha256);
  }

  @Override
  public int hashCode() {
    return sha256.hashCode();
  }
}

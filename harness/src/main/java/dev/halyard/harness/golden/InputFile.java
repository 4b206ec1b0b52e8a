package dev.halyard.harness.golden;

import dev.halyard.engine.ir.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads a user's inputs from {@code .npy}, {@code .npz} or a raw file. */
public final class InputFile {
  private static final int MAX_UNPACKED_BYTES = 1 << 30;

  private InputFile() {}

  /**
   * Reads inputs.
   *
   * @param file {@code .npy} for a model with one input; {@code .npz} with an array per input, by
   *     tensor name or {@code input_0}, {@code input_1}, …; any other ending: raw little-endian
   *     bytes of one input, one inference after the other
   * @param inputs the model's input tensors
   * @throws IOException if the file cannot be read or does not fit; the message says what is
   *     accepted
   */
  public static Sequence read(Path file, List<Tensor> inputs) throws IOException {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    if (!Files.isRegularFile(file)) {
      throw new IOException("input '" + file + "' is not a file; give a .npy, .npz or raw file");
    }
    if (name.endsWith(".npz")) {
      return readZip(file, inputs);
    }
    if (inputs.size() != 1) {
      throw new IOException(
          "the model has %d inputs; give '%s' as .npz with the arrays input_0 … input_%d"
              .formatted(inputs.size(), file, inputs.size() - 1));
    }
    NpyArray array = name.endsWith(".npy") ? NpyArray.read(file) : raw(file, inputs.get(0));
    return Sequence.of(List.of(array), inputs, file.toString());
  }

  private static NpyArray raw(Path file, Tensor input) throws IOException {
    byte[] data = Files.readAllBytes(file);
    if (data.length == 0 || data.length % input.byteCount() != 0) {
      throw new IOException(
          "'%s' has %d bytes; accepted: a multiple of %d, the size of input '%s' %s%s"
              .formatted(
                  file,
                  data.length,
                  input.byteCount(),
                  input.name(),
                  input.type().text(),
                  input.shape()));
    }
    List<Integer> shape = new ArrayList<>(List.of(data.length / input.byteCount()));
    shape.addAll(input.shape().dimensions());
    return new NpyArray(input.type(), shape, data);
  }

  private static Sequence readZip(Path file, List<Tensor> inputs) throws IOException {
    Map<String, NpyArray> entries = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      long left = MAX_UNPACKED_BYTES;
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName().replaceFirst("\\.npy$", "");
        byte[] bytes = readEntry(zip, (int) left, file);
        left -= bytes.length;
        entries.put(name, NpyArray.parse(bytes, file + "/" + entry.getName()));
      }
    } catch (IllegalArgumentException e) {
      throw new IOException("'" + file + "' is not a sound .npz file: " + e.getMessage(), e);
    }
    List<NpyArray> arrays = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      NpyArray array = entries.getOrDefault(inputs.get(i).name(), entries.get("input_" + i));
      if (array == null) {
        throw new IOException(
            "'%s' has no array '%s' or 'input_%d'; it has %s"
                .formatted(
                    file, inputs.get(i).name(), i, entries.keySet().stream().sorted().toList()));
      }
      arrays.add(array);
    }
    return Sequence.of(arrays, inputs, file.toString());
  }

  private static byte[] readEntry(InputStream zip, int most, Path file) throws IOException {
    byte[] bytes = zip.readNBytes(most);
    if (bytes.length == most) {
      throw new IOException("'" + file + "' holds 1 GiB of arrays, or more");
    }
    return bytes;
  }
}

package dev.halyard.harness.golden;

import dev.halyard.engine.ir.ElementType;
import dev.halyard.engine.ir.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Inferences in order, from a reset model: for each of them the bytes of each tensor.
 *
 * @param inferences outer: inference, inner: tensor in the model's order, little-endian
 */
public record Sequence(List<List<byte[]>> inferences) {

  /** Copies the lists. */
  public Sequence {
    inferences = inferences.stream().map(List::copyOf).toList();
  }

  /** Returns the number of inferences. */
  public int size() {
    return inferences.size();
  }

  /**
   * Returns the inferences that arrays hold.
   *
   * @param arrays one per tensor: of the tensor's shape, or with one more, leading axis of N
   *     inferences
   * @param tensors what the model has
   * @param name of the source, for messages
   * @throws IOException if type or shape do not fit, or the arrays hold different numbers of
   *     inferences
   */
  public static Sequence of(List<NpyArray> arrays, List<Tensor> tensors, String name)
      throws IOException {
    if (arrays.size() != tensors.size()) {
      throw new IOException(
          "'%s' holds %d arrays; the model has %d".formatted(name, arrays.size(), tensors.size()));
    }
    List<List<byte[]>> byTensor = new ArrayList<>();
    for (int i = 0; i < arrays.size(); i++) {
      byTensor.add(split(arrays.get(i), tensors.get(i), name));
    }
    int count = byTensor.get(0).size();
    if (byTensor.stream().anyMatch(list -> list.size() != count)) {
      throw new IOException(
          "'%s' holds arrays of different numbers of inferences: %s"
              .formatted(name, byTensor.stream().map(List::size).toList()));
    }
    List<List<byte[]>> inferences = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      int inference = n;
      inferences.add(byTensor.stream().map(list -> list.get(inference)).toList());
    }
    return new Sequence(inferences);
  }

  private static List<byte[]> split(NpyArray array, Tensor tensor, String name) throws IOException {
    List<Integer> shape = array.shape();
    List<Integer> expected = tensor.shape().dimensions();
    boolean single = shape.equals(expected);
    boolean many =
        shape.size() == expected.size() + 1 && shape.subList(1, shape.size()).equals(expected);
    if (array.type() != tensor.type() || !(single || many)) {
      throw new IOException(
          "'%s' holds %s; tensor '%s' is %s%s, accepted: that, or with a leading axis of N inferences"
              .formatted(name, array, tensor.name(), tensor.type().text(), expected));
    }
    if (many && shape.get(0) == 0) {
      throw new IOException("'" + name + "' holds no inference: its leading axis is 0");
    }
    List<byte[]> parts = new ArrayList<>();
    for (int offset = 0; offset < array.data().length; offset += tensor.byteCount()) {
      parts.add(Arrays.copyOfRange(array.data(), offset, offset + tensor.byteCount()));
    }
    return parts;
  }

  /** Returns one array per tensor, each with a leading axis of inferences. */
  public List<NpyArray> toArrays(List<Tensor> tensors) {
    List<NpyArray> arrays = new ArrayList<>();
    for (int i = 0; i < tensors.size(); i++) {
      arrays.add(array(i, tensors.get(i)));
    }
    return arrays;
  }

  private NpyArray array(int index, Tensor tensor) {
    ElementType type = tensor.type();
    byte[] data = new byte[size() * tensor.byteCount()];
    for (int n = 0; n < size(); n++) {
      System.arraycopy(
          inferences.get(n).get(index), 0, data, n * tensor.byteCount(), tensor.byteCount());
    }
    List<Integer> shape = new ArrayList<>(List.of(size()));
    shape.addAll(tensor.shape().dimensions());
    return new NpyArray(type, shape, data);
  }
}

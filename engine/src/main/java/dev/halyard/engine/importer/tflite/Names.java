package dev.halyard.engine.importer.tflite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of tensors and nodes: from the file's own, short, printable and unique.
 *
 * <p>TFLite names a fused operator by all that went into it, {@code a;b;c}. A tensor keeps the
 * first part. A node takes the layer in the first part that names one: {@code
 * model/relu/Relu;model/conv1/ BiasAdd} is {@code conv1}.
 */
final class Names {
  private static final int LONGEST_TENSOR = 96;
  private static final int LONGEST_NODE = 40;

  /** Path elements that converters add. */
  private static final Pattern BOILERPLATE =
      Pattern.compile(
          "(stateful)?partitionedcall|identity(_.*)?|serving_default.*|tfl_.*|onnx_tf_prefix|main"
              + "|readvariableop(_\\d+)?|resource"
              + "|(model|functional|sequential)(_\\d+)?");

  /** Path elements that name what is computed, not the layer. */
  private static final Pattern OPERATION =
      Pattern.compile(
          "(relu6?|leakyrelu|biasadd|conv2d|conv|convolution|matmul|fusedbatchnormv3|depthwise"
              + "|softmax|sigmoid|tanh|reshape|spatialsqueeze|avgpool|maxpool|maxpool2d|mean|add"
              + "|addv2|sub|mul|pad|concat|transpose|quantize|dequantize|squeeze|const)(_\\d+)?");

  /** Layers that are fused into the one that the node is known by. */
  private static final Pattern SECONDARY =
      Pattern.compile("(activation|batch_normalization|bn|re_lu|relu|dropout)(_?\\d+)?");

  private static final Pattern OUTPUT_NUMBER = Pattern.compile(":\\d+$");
  private static final Pattern SEPARATOR = Pattern.compile("[^a-z0-9]+");

  private final Set<String> taken = new HashSet<>();
  private final Map<String, Integer> suffixes = new HashMap<>();

  /** Returns {@code wanted}, with a number behind it if it has been returned before. */
  String unique(String wanted) {
    String name = wanted;
    while (!taken.add(name)) {
      name = wanted + "_" + suffixes.merge(wanted, 2, (next, two) -> next + 1);
    }
    return name;
  }

  /** Returns a tensor's name before it is made unique. */
  static String tensor(String fileName, int index) {
    String first = fileName.split(";", 2)[0].strip();
    return first.isEmpty() ? "tensor_" + index : printable(first);
  }

  /**
   * Returns a node's name before it is made unique.
   *
   * @param title of the operator, used where the name of its output says nothing
   */
  static String node(String title, int index, String outputName) {
    List<String> layers = Arrays.stream(outputName.split(";", -1)).map(Names::layer).toList();
    String layer =
        layers.stream()
            .filter(name -> !name.isEmpty() && !SECONDARY.matcher(name).matches())
            .findFirst()
            .or(() -> layers.stream().filter(name -> !name.isEmpty()).findFirst())
            .orElseGet(() -> identifier(title) + "_" + index);
    return Character.isDigit(layer.charAt(0)) ? "n" + layer : layer;
  }

  /** Returns text that is safe to show: control and other unprintable characters replaced. */
  static String printable(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_TENSOR)
        .map(point -> isPrintable(point) ? point : '_')
        .forEach(shown::appendCodePoint);
    return shown.toString();
  }

  private static boolean isPrintable(int point) {
    return point > ' ' && point < 0x7f && point != '\'' && point != '"' && point != '\\';
  }

  private static String layer(String part) {
    List<String> path = new ArrayList<>();
    for (String element : part.split("/", -1)) {
      String name = identifier(OUTPUT_NUMBER.matcher(element.strip()).replaceFirst(""));
      if (!name.isEmpty() && !BOILERPLATE.matcher(name).matches()) {
        path.add(name);
      }
    }
    boolean inLayer = path.size() > 1 && OPERATION.matcher(path.get(path.size() - 1)).matches();
    if (inLayer) {
      path.remove(path.size() - 1);
    }
    boolean says =
        !path.isEmpty() && (inLayer || !OPERATION.matcher(path.get(path.size() - 1)).matches());
    return says ? path.get(path.size() - 1) : "";
  }

  private static String identifier(String text) {
    String shortened = text.substring(0, Math.min(text.length(), LONGEST_NODE));
    String words = SEPARATOR.matcher(shortened.toLowerCase(Locale.ROOT)).replaceAll("_");
    int first = words.startsWith("_") ? 1 : 0;
    int last = words.length() > first && words.endsWith("_") ? words.length() - 1 : words.length();
    return words.substring(first, last);
  }
}

package dev.halyard.engine.ir;

import dev.halyard.engine.ir.GraphLexer.Kind;
import dev.halyard.engine.ir.GraphLexer.Token;
import dev.halyard.engine.ir.op.Operator;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads graph text; the grammar is in {@link GraphText}. */
final class GraphParser {
  private final GraphTokens tokens;
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Map<String, Integer> lines = new LinkedHashMap<>();
  private final Map<String, Tensor> withoutData = new LinkedHashMap<>();
  private final List<Node> nodes = new ArrayList<>();

  GraphParser(List<Token> tokens) {
    this.tokens = new GraphTokens(tokens);
  }

  Graph parse() {
    tokens.expectWord("graph");
    final String name = tokens.expectName("the graph's name");
    List<String> inputs = tokens.list("(", ")", () -> add(declaration()));
    tokens.expect("->");
    final List<String> outputs = names();
    tokens.expectLineEnd();
    while (!tokens.atEnd() && !tokens.atData()) {
      line();
    }
    while (!tokens.atEnd()) {
      data();
    }
    withoutData.forEach(
        (missing, tensor) -> {
          throw new GraphParseException(
              lines.get(missing), "tensor '" + missing + "' has no data section");
        });
    return new Graph(name, inputs, outputs, tensors, nodes);
  }

  /** One line: declared tensors, and what they are. */
  private void line() {
    int line = tokens.line();
    List<Tensor> declared = new ArrayList<>(List.of(declaration()));
    while (tokens.take(",")) {
      declared.add(declaration());
    }
    if (!tokens.take("=")) {
      declared.forEach(this::add);
    } else if (isNode()) {
      node(line, declared.stream().map(this::add).toList());
    } else {
      constant(line, declared.get(0));
    }
    tokens.expectLineEnd();
  }

  private boolean isNode() {
    return tokens.peek().kind() == Kind.WORD
        && !List.of("fill", "ramp", "data").contains(tokens.peek().text());
  }

  private String add(Tensor tensor) {
    if (tensors.putIfAbsent(tensor.name(), tensor) != null) {
      throw new GraphParseException(
          tokens.line(),
          "tensor '%s' is declared in line %d already"
              .formatted(tensor.name(), lines.get(tensor.name())));
    }
    lines.put(tensor.name(), tokens.line());
    return tensor.name();
  }

  private Tensor declaration() {
    final int line = tokens.line();
    final String name = tokens.expectName("the name of a tensor");
    tokens.expect(":");
    final String type = tokens.expectName("an element type");
    List<String> dimensions = tokens.list("[", "]", () -> tokens.expectName("a dimension"));
    Map<String, List<String>> attributes = attributes();
    return at(
        line,
        () ->
            new Tensor(
                name,
                ElementType.parse(type),
                new Shape(dimensions.stream().map(QuantizationText::integer).toList()),
                QuantizationText.parse(attributes),
                null));
  }

  /** Reads {@code name=value name=[value, value] …}, as far as it goes on. */
  private Map<String, List<String>> attributes() {
    Map<String, List<String>> attributes = new LinkedHashMap<>();
    while (tokens.peek().kind() == Kind.WORD) {
      String name = tokens.expectName("an attribute");
      tokens.expect("=");
      Supplier<String> value = () -> tokens.expectName("a value");
      attributes.put(
          name, tokens.peek().is("[") ? tokens.list("[", "]", value) : List.of(value.get()));
    }
    return attributes;
  }

  private void node(int line, List<String> outputs) {
    String operator = tokens.expectName("an operator");
    String name =
        tokens.peek().is("(") ? outputs.get(0) : tokens.expectName("the name of the node");
    List<String> inputs = names();
    Map<String, List<String>> attributes = attributes();
    Operator parsed = at(line, () -> OperatorText.parse(operator, attributes));
    nodes.add(new Node(name, parsed, inputs, outputs));
  }

  private void constant(int line, Tensor tensor) {
    if (tokens.peek().is("[")) {
      List<String> elements = tokens.list("[", "]", () -> tokens.expectName("an element"));
      if (elements.size() != tensor.shape().elementCount()) {
        throw new GraphParseException(
            line,
            "tensor '%s' %s has %d elements but the list has %d"
                .formatted(
                    tensor.name(), tensor.shape(), tensor.shape().elementCount(), elements.size()));
      }
      add(at(line, () -> tensor.withConstant(ConstantText.parseList(tensor.type(), elements))));
      return;
    }
    add(tensor);
    String form = tokens.expectName("a constant's elements");
    if (form.equals("data")) {
      withoutData.put(tensor.name(), tensor);
      return;
    }
    List<String> arguments =
        tokens.peek().is("(")
            ? tokens.list("(", ")", () -> tokens.expectName("a number"))
            : List.of("0", "1");
    ConstantData data = at(line, () -> generate(form, arguments, tensor));
    tensors.put(tensor.name(), tensor.withConstant(data));
  }

  private static ConstantData generate(String form, List<String> arguments, Tensor tensor) {
    int count = tensor.shape().elementCount();
    if (form.equals("fill") && arguments.size() == 1) {
      return ConstantText.fill(tensor.type(), count, arguments.get(0));
    }
    if (form.equals("ramp") && arguments.size() == 2) {
      return ConstantText.ramp(tensor.type(), count, arguments.get(0), arguments.get(1));
    }
    throw new IllegalArgumentException(
        "expected [elements], fill(value), ramp(first, step), ramp or data");
  }

  private void data() {
    int line = tokens.line();
    tokens.expectWord("data");
    String name = tokens.expectName("the name of a tensor");
    tokens.expectLineEnd();
    Tensor tensor = withoutData.remove(name);
    if (tensor == null) {
      throw new GraphParseException(line, "no tensor '" + name + "' is waiting for data");
    }
    StringBuilder digits = new StringBuilder();
    while (!tokens.atEnd() && !tokens.atData()) {
      digits.append(tokens.expectName("bytes in hex"));
      tokens.expectLineEnd();
    }
    tensors.put(
        name,
        at(line, () -> tensor.withConstant(ConstantData.of(HexFormat.of().parseHex(digits)))));
  }

  private List<String> names() {
    return tokens.list("(", ")", () -> tokens.expectName("the name of a tensor"));
  }

  /** Gives what goes wrong in {@code value} a line. */
  private static <T> T at(int line, Supplier<T> value) {
    try {
      return value.get();
    } catch (GraphParseException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new GraphParseException(line, e.getMessage());
    }
  }
}

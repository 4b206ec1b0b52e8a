package dev.halyard.engine.ir;

/**
 * The text form of a graph, for people, tests and {@code --dump-after}: prints and parses back
 * equal.
 *
 * <pre>{@code
 * graph sine(x: int8[1,1] scale=0.0245 zp=-128) -> (y)
 *   weights: int8[16,1] scale=0.0043 zp=0 = ramp(-8, 1)
 *   bias: int32[16] scale=0.000105 zp=0 = fill(0)
 *   hidden: int8[1,16] scale=0.013 zp=-128 = FULLY_CONNECTED dense(x, weights, bias) activation=RELU
 *   y: int8[1,16] scale=0.013 zp=-128 = RESHAPE(hidden)
 * }</pre>
 *
 * <p>One tensor per line: {@code name: type[shape] quantization = value}.
 *
 * <ul>
 *   <li>Quantization: {@code scale=0.5 zp=-3}, or {@code scale=[0.5, 0.25] zp=0 axis=3}; none at
 *       all for real numbers and plain integers. {@code zp} is 0 where it is left out, {@code axis}
 *       too.
 *   <li>The value of a constant: {@code [1, 2, 3]} in memory order, {@code fill(v)}, {@code
 *       ramp(first, step)} or {@code ramp} for 0, 1, 2, … (integers wrap), or {@code data} with the
 *       bytes in hex at the end of the text, after a line {@code data name}.
 *   <li>The value of any other tensor: {@code OPERATOR node(inputs) attribute=value …}. A node that
 *       is not named has the name of its output. Attributes are the components of the operator's
 *       record; {@code activation=NONE}, {@code dilation=1x1}, {@code padding=[0,0,0,0]} (top,
 *       bottom, left, right) and {@code keepDimensions=false} may be left out.
 *   <li>Names that are not identifiers stand in double quotes. {@code //} begins a comment. Lists
 *       may go on over several lines.
 * </ul>
 */
public final class GraphText {
  private GraphText() {}

  /** Returns the whole graph as text that {@link #parse} turns into an equal graph. */
  public static String print(Graph graph) {
    return new GraphPrinter(graph, true).print();
  }

  /** Returns the graph as text without the values of large constants; it does not parse. */
  public static String summary(Graph graph) {
    return new GraphPrinter(graph, false).print();
  }

  /**
   * Returns the graph that a text stands for; it is not verified.
   *
   * @throws GraphParseException if the text is not well formed
   */
  public static Graph parse(String text) {
    return new GraphParser(GraphLexer.lex(text)).parse();
  }
}

package dev.halyard.engine.kernel;

import dev.halyard.engine.ir.Graph;
import dev.halyard.engine.ir.Node;
import dev.halyard.engine.ir.Shape;
import dev.halyard.engine.ir.op.Conv2d;
import dev.halyard.engine.ir.op.Extent2d;
import java.util.stream.IntStream;

/** What staging takes of {@code conv_2d_paired}: rows are copied before windows look at them. */
final class PairedStaging {
  /** To copy a row, or a strip of it, whatever its length. */
  private static final long COPY = 90;

  /** For a strip, whether it is staged or not. */
  private static final long STRIP = 190;

  /** To stage a strip, but for its rows. */
  private static final long STAGED = 120;

  /** Strips of a row of pixels that padding may be beside. */
  private static final long EDGES = 2;

  /** To fill a strip's row, whatever its length. */
  private static final long FILL = 20;

  private final Shape input;
  private final Shape output;
  private final Conv2d operator;
  private final PairedWindows windows;
  private final PairedForm form;

  PairedStaging(Graph graph, Node node, PairedForm form) {
    this.input = graph.input(node, 0).shape();
    this.output = graph.output(node).shape();
    this.operator = (Conv2d) node.operator();
    this.windows = PairedWindows.of(graph, node, operator);
    this.form = form;
  }

  /** Returns the instructions of so many calls for all rows together. */
  long instructions(int calls) {
    if (!windows.isStaged()) {
      return 0;
    }
    long filled = 2L * calls * windows.span() * windows.stagedWords(form);
    if (form.stagesStrips()) {
      return filled + strips();
    }
    long again = Math.max(0, windows.span() - operator.stride().height());
    long rows = Math.min(windows.inputRows(), windows.seenRows()) + (calls - 1) * again;
    return filled + rows * row(windows.inputRow());
  }

  private long strips() {
    int rows = output.dimension(1);
    int strips = (output.dimension(2) + form.pixels() - 1) / form.pixels();
    int staged = windows.staged(form);
    long edges = Math.min(strips, EDGES) * windows.span() * (FILL + staged * 2L / 3);
    long copied = (long) rows * strips - inside(rows, strips);
    return (long) rows * (strips * STRIP + edges)
        + copied * (STAGED + windows.span() * row(staged));
  }

  /** Returns how many strips are looked at where they are, for there is no padding in them. */
  private long inside(int rows, int strips) {
    Extent2d stride = operator.stride();
    if (!windows.isDense() || windows.run() % PairedForm.FOUR != 0) {
      return 0;
    }
    int top = operator.padding().top();
    int pixel = input.dimension(3) * stride.width();
    int left = operator.padding().left() * input.dimension(3);
    return within(rows, stride.height(), top, windows.span(), windows.inputRows())
        * within(strips, form.pixels() * pixel, left, windows.staged(form), windows.inputRow());
  }

  /** Returns how many of so many steps see nothing but what there is. */
  private static long within(int count, int step, int before, int seen, int length) {
    return IntStream.range(0, count)
        .map(i -> i * step - before)
        .filter(first -> first >= 0 && first + seen <= length)
        .count();
  }

  private static long row(int elements) {
    return COPY + elements * 11L / 16;
  }
}

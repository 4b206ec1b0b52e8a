package dev.halyard.harness.report.memory;

import dev.halyard.harness.report.svg.Box;
import java.util.ArrayList;
import java.util.List;

/**
 * Where steps and addresses lie in the picture.
 *
 * @param plot the area of all steps and addresses
 * @param steps number of columns, at least 1
 * @param bytes the highest address shown, at least 1
 */
record Scale(Box plot, int steps, long bytes) {
  private static final int TICKS = 6;
  private static final long[] ROUND = {1, 2, 5};

  /** Returns the left side of a step's column. */
  double x(int step) {
    return plot.x() + plot.width() * step / steps;
  }

  /** Returns the height of an address. */
  double y(long address) {
    return plot.bottom() - plot.height() * address / bytes;
  }

  /** Returns the box of bytes in steps, both included. */
  Box box(int firstStep, int lastStep, long offset, long size) {
    return Box.between(x(firstStep), y(offset + size), x(lastStep + 1), y(offset));
  }

  /** Returns round addresses, from 0 up. */
  List<Long> ticks() {
    long step = 1;
    for (int i = 0; bytes / step > TICKS; i++) {
      step = ROUND[i % 3] * (long) Math.pow(10, Math.floorDiv(i, 3));
    }
    List<Long> ticks = new ArrayList<>();
    for (long tick = 0; tick <= bytes; tick += step) {
      ticks.add(tick);
    }
    return ticks;
  }
}

package dev.halyard.probes.subprocess;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps the last lines of what a program prints, in bounded memory. */
final class OutputTail {
  private static final int MAX_LINES = 20;
  private static final int MAX_LINE_LENGTH = 400;

  private final Deque<String> lines = new ArrayDeque<>();

  synchronized void add(String line) {
    if (lines.size() == MAX_LINES) {
      lines.removeFirst();
    }
    lines.addLast(
        line.length() <= MAX_LINE_LENGTH ? line : line.substring(0, MAX_LINE_LENGTH) + "…");
  }

  synchronized List<String> lines() {
    return List.copyOf(lines);
  }
}

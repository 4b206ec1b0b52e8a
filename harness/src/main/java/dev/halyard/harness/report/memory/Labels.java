package dev.halyard.harness.report.memory;

import dev.halyard.harness.report.svg.Box;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds room for text, which is a little wider here than in most fonts. */
final class Labels {
  /** Width of a letter as a share of the font's size. */
  static final double LETTER = 0.6;

  private static final double PADDING = 3;

  /** A number that is turned is not read as one. */
  private static final int LEAST_UPRIGHT_LETTERS = 4;

  private Labels() {}

  /**
   * A text and where it is written.
   *
   * @param text as it is written
   * @param box that it has to itself
   * @param upright whether it runs upwards
   */
  record Label(String text, Box box, boolean upright) {

    private boolean fits(double size) {
      double length = upright ? box.height() : box.width();
      double height = upright ? box.width() : box.height();
      boolean readable = !upright || text.length() >= LEAST_UPRIGHT_LETTERS;
      return readable && height >= size && length >= width(text, size) + PADDING;
    }
  }

  /** Returns the width of a text. */
  static double width(String text, double size) {
    return text.length() * size * LETTER;
  }

  /** Returns a text cut to a width. */
  static String cut(String text, double width, double size) {
    int letters = (int) (width / (size * LETTER));
    if (text.length() <= letters) {
      return text;
    }
    return letters < 1 ? "" : text.substring(0, letters - 1) + "…";
  }

  /**
   * Returns a label inside a box and outside of others.
   *
   * @param texts the best first; the first that has room is taken, whole
   */
  static Optional<Label> inside(Box box, List<Box> others, List<String> texts, double size) {
    List<Box> free = List.of(box);
    for (Box other : others) {
      free = free.stream().flatMap(part -> part.without(other).stream()).toList();
    }
    for (String text : texts) {
      Optional<Label> label =
          free.stream()
              .flatMap(part -> Stream.of(new Label(text, part, false), new Label(text, part, true)))
              .filter(candidate -> candidate.fits(size))
              .max(
                  Comparator.<Label, Boolean>comparing(candidate -> !candidate.upright())
                      .thenComparingDouble(candidate -> candidate.box().area()));
      if (label.isPresent()) {
        return label;
      }
    }
    return Optional.empty();
  }
}

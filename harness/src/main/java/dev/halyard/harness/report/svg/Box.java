package dev.halyard.harness.report.svg;

import java.util.ArrayList;
import java.util.List;

/**
 * A rectangle of a picture; y grows downwards.
 *
 * @param x of its left side
 * @param y of its upper side
 * @param width at least 0
 * @param height at least 0
 */
public record Box(double x, double y, double width, double height) {

  /** Returns the box between two corners. */
  public static Box between(double left, double top, double right, double bottom) {
    return new Box(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  }

  /** Returns its right side. */
  public double right() {
    return x + width;
  }

  /** Returns its lower side. */
  public double bottom() {
    return y + height;
  }

  /** Returns its area. */
  public double area() {
    return width * height;
  }

  /** Tells whether the two have more than an edge in common. */
  public boolean overlaps(Box other) {
    return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
  }

  /** Returns the largest boxes inside this one that leave out another; they may overlap. */
  public List<Box> without(Box other) {
    if (!overlaps(other)) {
      return List.of(this);
    }
    List<Box> parts = new ArrayList<>();
    parts.add(between(x, y, other.x, bottom()));
    parts.add(between(other.right(), y, right(), bottom()));
    parts.add(between(x, y, right(), other.y));
    parts.add(between(x, other.bottom(), right(), bottom()));
    parts.removeIf(part -> part.area() <= 0);
    return parts;
  }
}

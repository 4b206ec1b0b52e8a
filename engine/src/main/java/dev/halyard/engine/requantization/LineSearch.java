package dev.halyard.engine.requantization;

import dev.halyard.engine.requantization.Form.SignStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds forms that round once: {@code ((x · m) / 2^32 + h) >> e} with {@code x = (accumulator << a)
 * + δ}, a straight line and one floor. The multiplier is not the reference's: it is searched, with
 * δ and h, so that the line takes every step where the reference does. That succeeds mostly where
 * the output's zero point is −128, because only accumulators of one sign matter then; rounding half
 * away from zero bends other references at zero.
 */
public final class LineSearch {
  /** How far a multiplier is from the reference's at most: a part of it. */
  private static final int PART = 128;

  private static final int NEIGHBOURS = 8;

  /** Candidates between the multiplier with most room and the largest that has any. */
  private static final int LARGER = 16;

  private final Shape shape;
  private final List<Step> steps = new ArrayList<>();

  /**
   * What is the same for all channels of a layer.
   *
   * @param leftShift of the accumulator
   * @param rightShift after the multiplication
   * @param largestOffset that δ may be; where it is {@link Integer#MAX_VALUE} there is no h
   */
  public record Shape(int leftShift, int rightShift, int largestOffset) {

    /** Returns a shape whose δ is free, as the accumulator has bits to spare, and h is 0. */
    public static Shape ofOffset(int leftShift, int rightShift) {
      return new Shape(leftShift, rightShift, Integer.MAX_VALUE);
    }

    boolean hasAddend() {
      return largestOffset < Integer.MAX_VALUE;
    }
  }

  /**
   * A step of the output.
   *
   * @param output that it leads to
   * @param from the first accumulator that has it, shifted; none if all or none have
   * @param isTaken whether an accumulator has it
   * @param isLate whether an accumulator has it not
   */
  private record Step(int output, long from, boolean isTaken, boolean isLate) {}

  private LineSearch(Requantization reference, Shape shape) {
    this.shape = shape;
    for (int output = Byte.MIN_VALUE + 1; output <= Byte.MAX_VALUE; output++) {
      long threshold = reference.threshold(output);
      steps.add(
          new Step(
              output,
              threshold << shape.leftShift(),
              threshold <= reference.highest(),
              threshold > reference.lowest()));
    }
  }

  /** Returns a line that is proven for a channel, if there is one of this shape. */
  public static Optional<Form> find(Requantization reference, Shape shape) {
    boolean fits =
        Requantization.fits(reference.lowest() << shape.leftShift())
            && Requantization.fits(reference.highest() << shape.leftShift());
    double nominal =
        Math.scalb(
            (double) reference.scale().multiplier(),
            reference.scale().shift() - 31 + 32 + shape.rightShift() - shape.leftShift());
    if (!fits || !reference.isMonotone() || nominal > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    LineSearch search = new LineSearch(reference, shape);
    return Stream.<Supplier<List<Form>>>of(
            () -> search.around(Math.round(nominal)), search::anywhere)
        .flatMap(forms -> forms.get().stream())
        .filter(form -> Proof.holds(reference, form))
        .findFirst();
  }

  /** Returns lines, the one with most room to all steps first. */
  private List<Form> around(long nominal) {
    long best =
        roomiest(
            Math.max(0, nominal - nominal / PART - 1),
            Math.min(Integer.MAX_VALUE, nominal + nominal / PART + 1));
    List<Form> lines = new ArrayList<>();
    for (int i = 0; i <= NEIGHBOURS; i++) {
      line(best + i).ifPresent(lines::add);
      line(best - i).ifPresent(lines::add);
    }
    return lines;
  }

  /**
   * Returns lines far from the reference's multiplier. A channel whose output takes few steps
   * leaves room for them, and may need it: δ is smaller where the multiplier is larger.
   */
  private List<Form> anywhere() {
    long best = roomiest(1, Integer.MAX_VALUE);
    long has = best;
    long hasNot = 1L + Integer.MAX_VALUE;
    while (hasNot - has > 1) {
      long middle = (has + hasNot) / 2;
      if (room(middle) >= 0) {
        has = middle;
      } else {
        hasNot = middle;
      }
    }
    List<Form> lines = new ArrayList<>();
    for (int i = 0; i <= LARGER; i++) {
      line(best + (has - best) * i / LARGER).ifPresent(lines::add);
    }
    return lines;
  }

  /** Returns the multiplier with most room from {@code low} to {@code high}. */
  private long roomiest(long low, long high) {
    while (high - low > 2) {
      long third = (high - low) / 3;
      if (room(low + third) < room(high - third)) {
        low += third;
      } else {
        high -= third;
      }
    }
    long best = room(low) > room(high) ? low : high;
    return room(low + 1) > room(best) ? low + 1 : best;
  }

  /** Returns how far the constant term may move, in accumulators; not positive if none will do. */
  private double room(long multiplier) {
    return (double) (largest(multiplier) - smallest(multiplier)) / Math.max(1, multiplier);
  }

  /** Returns the smallest constant term by which every step is taken in time. */
  private long smallest(long multiplier) {
    long smallest = Long.MIN_VALUE / 4;
    for (Step step : steps) {
      if (step.isTaken()) {
        smallest = Math.max(smallest, target(step) - step.from() * multiplier);
      }
    }
    return smallest;
  }

  /** Returns the largest constant term by which no step is taken too early. */
  private long largest(long multiplier) {
    long largest = Long.MAX_VALUE / 4;
    for (Step step : steps) {
      if (step.isLate()) {
        long before = step.from() - (1L << shape.leftShift());
        largest = Math.min(largest, target(step) - before * multiplier - 1);
      }
    }
    return largest;
  }

  private long target(Step step) {
    return (long) step.output() << (Integer.SIZE + shape.rightShift());
  }

  /** Returns the line of a multiplier: its constant term is {@code δ · multiplier + h · 2^32}. */
  private Optional<Form> line(long multiplier) {
    if (multiplier < 1 || multiplier > Integer.MAX_VALUE) {
      return Optional.empty();
    }
    long smallest = smallest(multiplier);
    long largest = largest(multiplier);
    if (smallest > largest) {
      return Optional.empty();
    }
    if (!shape.hasAddend()) {
      long offset = -Math.floorDiv(-(smallest + (largest - smallest) / 2), multiplier);
      long exact = offset * multiplier <= largest ? offset : offset - 1;
      return form(multiplier, exact, 0);
    }
    for (long offset = 0; offset <= shape.largestOffset(); offset++) {
      long rest = smallest - offset * multiplier;
      long addend = -Math.floorDiv(-rest, 1L << Integer.SIZE);
      if (offset * multiplier + (addend << Integer.SIZE) <= largest) {
        return form(multiplier, offset, addend);
      }
    }
    return Optional.empty();
  }

  private Optional<Form> form(long multiplier, long offset, long addend) {
    if (!Requantization.fits(offset) || !Requantization.fits(addend)) {
      return Optional.empty();
    }
    return Optional.of(
        new Form(
            shape.leftShift(),
            (int) offset,
            multiplier,
            false,
            (int) addend,
            SignStep.NONE,
            shape.rightShift()));
  }
}

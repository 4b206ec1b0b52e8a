package dev.halyard.engine.schedule;

import dev.halyard.engine.kernel.Cost;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One option for each item, so that all together take the fewest instructions within so much flash.
 *
 * <p>Goes through the items with the list of all sums that no other sum beats in both; exact, but
 * where that list would grow beyond {@link #SUMS}: then only the fastest of sums that differ in
 * little flash goes on.
 */
final class Knapsack {
  private static final int SUMS = 4096;

  private final long flashBytes;

  /**
   * The sum of some items' options.
   *
   * @param before the sum without the last item
   * @param option of the last item
   */
  private record Sum(long flashBytes, long instructions, @Nullable Sum before, int option) {

    Sum with(Cost cost, int index) {
      return new Sum(
          flashBytes + cost.flashBytes(), instructions + cost.instructions(), this, index);
    }
  }

  private Knapsack(long flashBytes) {
    this.flashBytes = flashBytes;
  }

  /**
   * Returns the index of each item's option; empty if no options are small enough together. Of two
   * that are equal, the first is taken.
   *
   * @param items each with at least one option
   */
  static Optional<List<Integer>> fastest(List<List<Cost>> items, long flashBytes) {
    return new Knapsack(flashBytes).fastest(items);
  }

  private Optional<List<Integer>> fastest(List<List<Cost>> items) {
    List<Sum> sums = List.of(new Sum(0, 0, null, 0));
    for (List<Cost> options : items) {
      sums = thinned(unbeaten(extended(sums, options)));
    }
    return sums.stream().min(Comparator.comparingLong(Sum::instructions)).map(Knapsack::options);
  }

  private List<Sum> extended(List<Sum> sums, List<Cost> options) {
    List<Sum> extended = new ArrayList<>();
    for (Sum sum : sums) {
      for (int i = 0; i < options.size(); i++) {
        Sum next = sum.with(options.get(i), i);
        if (next.flashBytes() <= flashBytes) {
          extended.add(next);
        }
      }
    }
    return extended;
  }

  /** Returns the sums that take fewer instructions than every sum of as much flash or less. */
  private static List<Sum> unbeaten(List<Sum> sums) {
    sums.sort(Comparator.comparingLong(Sum::flashBytes).thenComparingLong(Sum::instructions));
    List<Sum> unbeaten = new ArrayList<>();
    long least = Long.MAX_VALUE;
    for (Sum sum : sums) {
      if (sum.instructions() < least) {
        unbeaten.add(sum);
        least = sum.instructions();
      }
    }
    return unbeaten;
  }

  private static List<Sum> thinned(List<Sum> sums) {
    if (sums.size() <= SUMS) {
      return sums;
    }
    long least = sums.get(0).flashBytes();
    long grain = (sums.get(sums.size() - 1).flashBytes() - least) / SUMS + 1;
    List<Sum> thinned = new ArrayList<>(List.of(sums.get(0)));
    for (int i = 1; i < sums.size(); i++) {
      boolean isLastOfGrain =
          i == sums.size() - 1
              || (sums.get(i).flashBytes() - least) / grain
                  != (sums.get(i + 1).flashBytes() - least) / grain;
      if (isLastOfGrain) {
        thinned.add(sums.get(i));
      }
    }
    return thinned;
  }

  private static List<Integer> options(Sum last) {
    List<Integer> options = new ArrayList<>();
    for (Sum sum = last; sum.before() != null; sum = sum.before()) {
      options.add(0, sum.option());
    }
    return options;
  }
}

package dev.halyard.engine.schedule;

import dev.halyard.engine.schedule.SegmentSearch.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds all cuts worth trying, for every size of the arena: none wants more and costs more than
 * another. What is found does not depend on a budget, so that more memory is never slower.
 */
final class StreamPlanner {
  /** Cuts are refined for sizes of the arena that differ by one part in so many. */
  private static final int SIZES = 64;

  /** The lowest and the highest price of flash, instructions for a byte. */
  private static final double LOWEST_PRICE = 1.0 / 16;

  private static final double HIGHEST_PRICE = 1 << 20;

  /** Prices that are tried between one that is too low and twice as much. */
  private static final int BISECTIONS = 5;

  private final SegmentSearch search;
  private final long flashBytes;

  /** A cut, and the price of flash that it was found for. */
  private record Priced(Cut cut, double flashPrice) {}

  private StreamPlanner(SegmentSearch search, long flashBytes) {
    this.search = search;
    this.flashBytes = flashBytes;
  }

  /**
   * Returns cuts that stream, at least one, the one that wants least of the arena last.
   *
   * @param flashBytes that kernels' arrays may have; exceeded only where all kernels that want
   *     least of the arena do
   */
  static List<Cut> cuts(SegmentSearch search, long flashBytes) {
    return new StreamPlanner(search, flashBytes).cuts();
  }

  private List<Cut> cuts() {
    List<Priced> found = new ArrayList<>();
    Optional<Priced> next = within(Long.MAX_VALUE);
    while (next.isPresent()) {
      found.add(next.get());
      next = within(next.get().cut().bytes() - 1);
    }
    List<Cut> cuts = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      Cut cut = found.get(i).cut();
      if (cut.hasSegments()) {
        cuts.addAll(refined(found.get(i), i == 0 ? cut.bytes() : found.get(i - 1).cut().bytes()));
        cuts.add(cut);
      }
    }
    return cuts;
  }

  /**
   * Returns what a cut becomes with arenas of its own size up to that where another one is better.
   */
  private List<Cut> refined(Priced priced, long end) {
    long bytes = priced.cut().bytes();
    long step = Math.max(end / SIZES, 1);
    List<Cut> refined = new ArrayList<>();
    for (long limit = bytes; limit == bytes || limit < end; limit += step) {
      Cut cut = search.refine(priced.cut(), new Limits(limit, priced.flashPrice()));
      if (refined.isEmpty()
          || cut.instructions() < refined.get(refined.size() - 1).instructions()) {
        refined.add(cut);
      }
    }
    return refined;
  }

  /**
   * Returns the cheapest cut of an arena of so many bytes whose kernels' arrays are not too large.
   */
  private Optional<Priced> within(long bytes) {
    Optional<Priced> found = priced(bytes, 0);
    double price = LOWEST_PRICE;
    while (found.isPresent() && !fits(found.get())) {
      if (price > HIGHEST_PRICE) {
        return Optional.empty();
      }
      found = priced(bytes, price);
      price *= 2;
    }
    return found.map(first -> first.flashPrice() == 0 ? first : cheaper(bytes, first));
  }

  /** Returns a cut that pays less for flash, if there is one that fits too. */
  private Priced cheaper(long bytes, Priced first) {
    Priced best = first;
    double low = first.flashPrice() / 2;
    for (int i = 0; i < BISECTIONS; i++) {
      double price = (low + best.flashPrice()) / 2;
      Priced other = priced(bytes, price).orElseThrow();
      if (fits(other)) {
        best = other;
      } else {
        low = price;
      }
    }
    return best;
  }

  private boolean fits(Priced priced) {
    return priced.cut().flashBytes() <= flashBytes;
  }

  private Optional<Priced> priced(long bytes, double price) {
    return search.cheapest(new Limits(bytes, price)).map(cut -> new Priced(cut, price));
  }
}

package dev.halyard.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.kernel.Cost;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KnapsackTest {

  @Test
  void spendsFlashWhereItSavesMostOfAllTogether() {
    List<List<Cost>> items =
        List.of(
            List.of(new Cost(100, 10), new Cost(40, 30)),
            List.of(new Cost(100, 10), new Cost(50, 20)),
            List.of(new Cost(100, 10), new Cost(60, 20)));
    assertThat(Knapsack.fastest(items, 60)).contains(List.of(1, 1, 0));
    assertThat(Knapsack.fastest(items, 50)).contains(List.of(0, 1, 1));
    assertThat(Knapsack.fastest(items, 30)).contains(List.of(0, 0, 0));
    assertThat(Knapsack.fastest(items, 29)).isEmpty();
  }

  @Test
  void theFirstOfEqualsIsTaken() {
    List<List<Cost>> items = List.of(List.of(new Cost(5, 5), new Cost(5, 5)));
    assertThat(Knapsack.fastest(items, 5)).contains(List.of(0));
  }

  @Test
  void takesAsFewInstructionsAsTryingAll() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<List<Cost>> items = items(random, 1 + random.nextInt(7));
      long budget = random.nextInt(150);
      assertThat(
              Knapsack.fastest(items, budget)
                  .map(chosen -> OptionalLong.of(instructions(items, chosen)))
                  .orElse(OptionalLong.empty()))
          .isEqualTo(byTrying(items, budget));
    }
  }

  /** Sums that are too many to keep all are thinned: what comes out is within, and not far off. */
  @Test
  void manySumsAreThinned() {
    List<List<Cost>> items = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      items.add(
          List.of(
              new Cost(100_000 + 7919L * i, 1000 + i),
              new Cost(50_000 + 104_729L * i % 40_000, 5000 + 37L * i * i)));
    }
    List<Integer> chosen = Knapsack.fastest(items, 400_000).orElseThrow();
    assertThat(flash(items, chosen)).isLessThanOrEqualTo(400_000);
    List<Integer> more = Knapsack.fastest(items, 420_000).orElseThrow();
    assertThat(instructions(items, more)).isLessThan(instructions(items, chosen));
  }

  private static List<List<Cost>> items(Random random, int count) {
    List<List<Cost>> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Cost> options = new ArrayList<>();
      for (int option = 0; option <= random.nextInt(4); option++) {
        options.add(new Cost(random.nextInt(100), random.nextInt(40)));
      }
      items.add(options);
    }
    return items;
  }

  private static OptionalLong byTrying(List<List<Cost>> items, long budget) {
    LongStream all = LongStream.empty();
    if (items.isEmpty()) {
      return OptionalLong.of(0);
    }
    for (Cost cost : items.get(0)) {
      if (cost.flashBytes() <= budget) {
        OptionalLong rest = byTrying(items.subList(1, items.size()), budget - cost.flashBytes());
        all =
            LongStream.concat(
                all,
                rest.isPresent()
                    ? LongStream.of(rest.getAsLong() + cost.instructions())
                    : LongStream.empty());
      }
    }
    return all.min();
  }

  private static long instructions(List<List<Cost>> items, List<Integer> chosen) {
    long sum = 0;
    for (int i = 0; i < chosen.size(); i++) {
      sum += items.get(i).get(chosen.get(i)).instructions();
    }
    return sum;
  }

  private static long flash(List<List<Cost>> items, List<Integer> chosen) {
    long sum = 0;
    for (int i = 0; i < chosen.size(); i++) {
      sum += items.get(i).get(chosen.get(i)).flashBytes();
    }
    return sum;
  }
}

package dev.halyard.harness.report.memory;

import static dev.halyard.harness.report.Figures.grouped;

import dev.halyard.engine.memory.MemoryPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A line at an address that means something.
 *
 * @param address in bytes
 * @param text what it is
 * @param style its class
 */
record Guide(long address, String text, String style) {
  /** A line so many times higher than the arena would leave the arena too low to be seen. */
  private static final double HIGHEST = 1.6;

  /** Returns the lines that are near enough, from the lowest address up. */
  static List<Guide> of(MemoryMap map) {
    MemoryPlan memory = map.plan().memory();
    List<Guide> guides = new ArrayList<>();
    guides.add(new Guide(memory.arenaBytes(), "arena " + grouped(memory.arenaBytes()), "arena"));
    guides.add(
        new Guide(
            memory.noOverlapBytes(),
            "without overlap " + grouped(memory.noOverlapBytes()),
            "bound"));
    guides.add(new Guide(map.budget(), "budget " + grouped(map.budget()), "budget"));
    guides.removeIf(guide -> guide.address() > HIGHEST * memory.arenaBytes());
    guides.sort(Comparator.comparingLong(Guide::address));
    return guides;
  }
}

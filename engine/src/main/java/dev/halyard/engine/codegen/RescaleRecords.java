package dev.halyard.engine.codegen;

import dev.halyard.engine.ir.ConstantData;
import dev.halyard.engine.kernel.Rescale;
import java.util.ArrayList;
import java.util.List;

/** Writes records {@code arithmetic::Rescale}. */
final class RescaleRecords {
  private RescaleRecords() {}

  /** Returns a record for each channel, rounded up to whole blocks of some channels. */
  static FlashArray of(String name, List<Rescale> records, int block) {
    List<String> lines = new ArrayList<>();
    List<Integer> contents = new ArrayList<>();
    for (Rescale record : records) {
      int doubled = 2 * record.factor().multiplier();
      int shift = -record.factor().shift();
      String comment = " // " + WeightPacking.meaning(record.factor());
      lines.add(line(record.bias(), doubled, record.threshold(), shift) + comment);
      contents.addAll(List.of(record.bias(), doubled, record.threshold(), shift));
    }
    while (lines.size() % block != 0) {
      lines.add(line(0, 0, 0, 1));
      contents.addAll(List.of(0, 0, 0, 1));
    }
    String doc =
        "Bias less zero point times weights, scale, and where the range begins, of every output"
            + " channel.";
    int[] values = contents.stream().mapToInt(Integer::intValue).toArray();
    return new FlashArray(name, doc, "Rescale", lines.size(), ConstantData.ofInt32(values), lines);
  }

  private static String line(int bias, int doubled, int threshold, int shift) {
    return "Rescale { bias: %d, multiplier: %d, threshold: %d, shift: %d },"
        .formatted(bias, Integer.toUnsignedLong(doubled), threshold, shift);
  }
}

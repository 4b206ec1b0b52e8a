package dev.halyard.harness.report.benchmark;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.halyard.harness.metrics.Footprint;
import dev.halyard.harness.record.Misfit;
import dev.halyard.harness.record.RunRecord;
import dev.halyard.harness.record.Verdict;
import dev.halyard.harness.report.MisfitText;
import java.util.Comparator;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One model on one board.
 *
 * @param model name without its ending
 * @param board name
 * @param verdict {@code pass}, or {@code unsupported} where it does not fit
 * @param instructions of the first inference; null if they were not counted
 * @param cycles of the first inference; null if they were not counted
 * @param perMac of these two the one that was counted, per multiply-accumulate; null if there is
 *     none
 * @param flashBytes of the firmware; null if there is none
 * @param weightBytes of the model in it
 * @param arenaBytes as planned
 * @param stackBytes high-water mark
 * @param ramExcess bytes of RAM that the board lacks; null if it has enough
 * @param flashExcess bytes of flash that the board lacks; null if it has enough, as far as is known
 * @param ramLimit what {@code --ram} allowed the arena; null without
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BenchmarkRow(
    String model,
    String board,
    String verdict,
    @Nullable Long instructions,
    @Nullable Long cycles,
    @Nullable Double perMac,
    @Nullable Long flashBytes,
    @Nullable Long weightBytes,
    @Nullable Long arenaBytes,
    @Nullable Long stackBytes,
    @Nullable Long ramExcess,
    @Nullable Long flashExcess,
    @Nullable Long ramLimit) {

  /** Rows by model, of a model by board, and of these by limit. */
  public static final Comparator<BenchmarkRow> ORDER =
      Comparator.comparing(BenchmarkRow::model)
          .thenComparing(BenchmarkRow::board)
          .thenComparing(BenchmarkRow::ramLimit, Comparator.nullsFirst(Comparator.naturalOrder()));

  /** Returns the row of a run of a model, with the limit that its arena had. */
  public static BenchmarkRow of(RunRecord record, String model, OptionalLong ramLimit) {
    Footprint bytes = record.footprint();
    Misfit misfit = record.judgement().misfit();
    return new BenchmarkRow(
        model,
        record.subject().board(),
        record.judgement().verdict().text(),
        record.speed().instructions(),
        record.speed().cycles(),
        record.speed().perMac(),
        bytes.flashBytes(),
        bytes.weightBytes(),
        bytes.arenaBytes(),
        bytes.stackBytes(),
        misfit == null ? null : misfit.ramExcess(),
        misfit == null ? null : misfit.flashExcess(),
        ramLimit.isPresent() ? ramLimit.getAsLong() : null);
  }

  /** Returns instructions or cycles, whichever were counted; null if neither were. */
  @Nullable Long count() {
    return instructions == null ? cycles : instructions;
  }

  /** Returns whether the board has too little memory for the model. */
  public boolean lacksMemory() {
    return ramExcess != null || flashExcess != null;
  }

  /** Returns the verdict for people: {@code pass}, or by how much the model does not fit. */
  public String outcome() {
    return lacksMemory() ? MisfitText.of(ramExcess, flashExcess) : verdict;
  }

  /** Returns whether the model ran and every output was right. */
  public boolean passed() {
    return verdict.equals(Verdict.PASS.text());
  }

  /** Returns whether another row is of the same model, board and limit. */
  boolean replaces(BenchmarkRow other) {
    return ORDER.compare(this, other) == 0;
  }
}

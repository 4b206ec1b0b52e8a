package dev.halyard.harness.run;

import dev.halyard.harness.firmware.Firmware;
import dev.halyard.harness.metrics.Footprint;
import dev.halyard.harness.metrics.Speed;
import dev.halyard.harness.record.Judgement;
import dev.halyard.harness.record.Misfit;
import dev.halyard.harness.record.RunRecord;
import dev.halyard.harness.record.Subject;
import dev.halyard.harness.record.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a run so far, so that a run that breaks is recorded with all of it. */
final class Attempt {
  private final RunRequest request;
  private @Nullable Long seed;
  private @Nullable Firmware firmware;
  private @Nullable Path crate;
  private @Nullable Path folder;
  private @Nullable RunReport report;

  Attempt(RunRequest request) {
    this.request = request;
  }

  RunRequest request() {
    return request;
  }

  void compiled(Path crateFolder) {
    crate = crateFolder;
  }

  void seeded(@Nullable Long value) {
    seed = value;
  }

  void built(Firmware value) {
    firmware = value;
  }

  void started(Path runFolder) {
    folder = runFolder;
  }

  Optional<Path> crate() {
    return Optional.ofNullable(crate);
  }

  List<Path> images() {
    return firmware == null ? List.of() : firmware.images();
  }

  Optional<Path> folder() {
    return Optional.ofNullable(folder);
  }

  Subject subject() {
    return new Subject(
        request.model().name(),
        request.model().sha256(),
        request.board().name(),
        request.cores(),
        firmware == null ? null : firmware.toolchain(),
        firmware == null ? null : firmware.elfSha256(),
        seed);
  }

  /** Ends this attempt with a report. */
  void succeed(RunReport finished) {
    report = finished;
  }

  /** Ends this attempt, unless it has ended before, without a judgement of the product. */
  void fail(Verdict verdict, String cause) {
    fail(Judgement.without(verdict, null, cause), Footprint.NONE, images());
  }

  /**
   * Ends this attempt with a firmware that nothing here can run.
   *
   * @param index of the model in the firmware
   * @param cause why
   */
  void builtOnly(int index, String cause) {
    Firmware built = Objects.requireNonNull(firmware);
    Footprint footprint = built.models().get(index).footprint(built.flashBytes(), null);
    List<Path> flashed = built.images().isEmpty() ? List.of(built.elf()) : built.images();
    fail(Judgement.without(Verdict.INCONCLUSIVE, null, cause), footprint, flashed);
  }

  /** Ends this attempt, because the board is too small. */
  void misfit(Misfit misfit, String cause) {
    fail(Judgement.without(Verdict.UNSUPPORTED, misfit, cause), Footprint.NONE, images());
  }

  private void fail(Judgement judgement, Footprint footprint, List<Path> images) {
    if (report != null) {
      return;
    }
    RunRecord record = new RunRecord(subject(), judgement, Speed.NONE, footprint);
    report = new RunReport(record, crate(), images, folder(), Optional.empty(), Optional.empty());
  }

  /**
   * Returns the report.
   *
   * @throws IllegalStateException if the attempt has not ended
   */
  RunReport report() {
    if (report == null) {
      throw new IllegalStateException("the run of '" + request.model().name() + "' has not ended");
    }
    return report;
  }
}

package dev.halyard.harness.run;

import dev.halyard.engine.ir.Tensor;
import dev.halyard.harness.firmware.Firmware;
import dev.halyard.harness.firmware.FirmwareModel;
import dev.halyard.harness.golden.Comparison;
import dev.halyard.harness.golden.Mismatch;
import dev.halyard.harness.golden.NpyArray;
import dev.halyard.harness.golden.Sequence;
import dev.halyard.harness.golden.Tolerance;
import dev.halyard.harness.metrics.Footprint;
import dev.halyard.harness.metrics.OperatorProfile;
import dev.halyard.harness.metrics.Speed;
import dev.halyard.harness.record.Judgement;
import dev.halyard.harness.record.RunRecord;
import dev.halyard.harness.record.Verdict;
import dev.halyard.harness.session.SessionException;
import dev.halyard.harness.session.StackUse;
import dev.halyard.probes.CountUnit;
import dev.halyard.probes.InferenceCount;
import dev.halyard.probes.ProbeException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All sequences of a run on an open device: outputs, comparison, figures. */
final class Inference {
  private final Attempt attempt;
  private final Cases cases;
  private final Firmware firmware;
  private final DeviceRun device;

  Inference(Attempt attempt, Cases cases, Firmware firmware, DeviceRun device) {
    this.attempt = attempt;
    this.cases = cases;
    this.firmware = firmware;
    this.device = device;
  }

  /**
   * Runs everything and returns the report.
   *
   * @param index of the model in the firmware
   */
  RunReport run(int index) throws IOException {
    FirmwareModel model = firmware.models().get(index);
    List<Tensor> tensors = model.graph().outputTensors();
    int earlier = device.counts().size();
    device.select(index);
    List<Sequence> outputs = new ArrayList<>();
    for (Cases.Case each : cases.sequences()) {
      outputs.add(device.infer(each.inputs(), tensors));
    }
    List<InferenceCount> all = device.counts();
    List<InferenceCount> counts = all.subList(earlier, all.size());
    if (device.isCounted() && !model.nodeNames().isEmpty()) {
      CountCheck.require(counts.size(), cases.inferences());
    }
    Speed speed = speed(model, counts);
    StackUse stack = device.stack();
    StackCheck.require(stack, attempt.request().board());
    save(outputs, tensors);
    Judgement judgement = judge(model, outputs);
    Footprint footprint =
        model.footprint(firmware.flashBytes(), stack.available() == 0 ? null : (long) stack.used());
    RunRecord record = new RunRecord(attempt.subject(), judgement, speed, footprint);
    return new RunReport(
        record,
        attempt.crate(),
        attempt.images(),
        attempt.folder(),
        cases.producer(),
        accuracy(outputs));
  }

  private Judgement judge(FirmwareModel model, List<Sequence> outputs) {
    for (int i = 0; i < outputs.size(); i++) {
      Cases.Case each = cases.sequences().get(i);
      Sequence expected =
          each.expected() != null
              ? each.expected()
              : Interpretation.run(model.graph(), each.inputs());
      Optional<Mismatch> mismatch =
          Comparison.compare(
              expected, outputs.get(i), model.graph().outputTensors(), Tolerance.EXACT);
      if (mismatch.isPresent()) {
        return failure(model, each, mismatch.get());
      }
    }
    return new Judgement(Verdict.PASS, cases.judge(), cases.inferences(), null, null, null);
  }

  private Judgement failure(FirmwareModel model, Cases.Case each, Mismatch mismatch) {
    List<byte[]> inputs = each.inputs().inferences().get(mismatch.inference());
    Optional<String> operator = Optional.empty();
    String where;
    try {
      operator = Divergence.find(device, model.planned(), model.nodeNames(), inputs);
      where =
          operator
              .map(o -> "first diverging operator: " + o)
              .orElse("every operator equals the interpreter: it and the golden output disagree");
    } catch (ProbeException | SessionException e) {
      // The outputs are here and wrong, whatever becomes of the device now.
      where = "the first diverging operator was not found: " + e.getMessage();
    }
    String cause = "case '%s', %s; %s".formatted(each.name(), mismatch, where);
    return new Judgement(
        Verdict.FAIL,
        cases.judge(),
        cases.inferences(),
        mismatch.withOperator(operator.orElse(null)),
        null,
        cause);
  }

  private static Speed speed(FirmwareModel model, List<InferenceCount> counts) {
    boolean counted = !counts.isEmpty();
    CountUnit unit = counted ? counts.get(0).unit() : null;
    List<OperatorProfile> operators = new ArrayList<>();
    for (int i = 0; i < model.nodeNames().size(); i++) {
      operators.add(model.profile(i, unit, counted ? counts.get(0).perNode().get(i) : null));
    }
    long macs = operators.stream().mapToLong(OperatorProfile::macs).sum();
    Long first = counted ? counts.get(0).total() : null;
    Long most = counted ? counts.stream().mapToLong(InferenceCount::total).max().getAsLong() : null;
    return new Speed(unit, first, most, macs, operators);
  }

  private Optional<RunReport.Accuracy> accuracy(List<Sequence> outputs) {
    int right = 0;
    int labelled = 0;
    for (int i = 0; i < outputs.size(); i++) {
      List<Integer> labels = cases.sequences().get(i).labels();
      for (int n = 0; n < labels.size(); n++) {
        right += largest(outputs.get(i).inferences().get(n).get(0)) == labels.get(n) ? 1 : 0;
        labelled++;
      }
    }
    return labelled == 0 ? Optional.empty() : Optional.of(new RunReport.Accuracy(right, labelled));
  }

  /** Returns the index of the largest int8 element, the first of equal ones. */
  private static int largest(byte[] output) {
    int index = 0;
    for (int i = 1; i < output.length; i++) {
      index = output[i] > output[index] ? i : index;
    }
    return index;
  }

  private void save(List<Sequence> outputs, List<Tensor> tensors) throws IOException {
    Path folder = attempt.request().outputs();
    if (folder == null) {
      return;
    }
    List<List<byte[]>> all =
        outputs.stream().flatMap(sequence -> sequence.inferences().stream()).toList();
    List<NpyArray> arrays = new Sequence(all).toArrays(tensors);
    try {
      Files.createDirectories(folder);
      for (int k = 0; k < arrays.size(); k++) {
        arrays.get(k).write(folder.resolve("output_" + k + ".npy"));
      }
    } catch (IOException e) {
      throw new UnusableRequestException("the outputs cannot be saved: " + FileProblem.of(e));
    }
  }
}

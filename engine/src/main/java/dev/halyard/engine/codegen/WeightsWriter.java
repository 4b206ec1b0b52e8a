package dev.halyard.engine.codegen;

import dev.halyard.engine.ir.Graph;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes {@code weights.rs}: every constant of every node, packed for its kernel. */
final class WeightsWriter {
  private final RustWriter rust = new RustWriter();

  private WeightsWriter() {}

  static String write(String banner, Graph graph, List<StepCode> steps) {
    WeightsWriter writer = new WeightsWriter();
    writer.writeHeader(banner, steps);
    steps.forEach(step -> writer.writeStep(graph, step));
    return writer.rust.toString();
  }

  private void writeHeader(String banner, List<StepCode> steps) {
    rust.comment(banner);
    rust.moduleDoc("Constants of the nodes, packed for their kernels; they stay in flash.");
    rust.blank();
    Map<String, Set<String>> types = new TreeMap<>();
    for (StepCode step : steps) {
      for (OperatorConstants constants : step.code().constants()) {
        constants
            .types()
            .forEach(
                (module, names) ->
                    types.computeIfAbsent(module, m -> new TreeSet<>()).addAll(names));
      }
    }
    types.forEach(this::writeUse);
    if (steps.stream().anyMatch(WeightsWriter::hasConstants)) {
      rust.line("use halyard_tensor::flash;");
    }
  }

  private void writeUse(String module, Set<String> names) {
    if (names.size() == 1) {
      rust.line("use halyard_kernels::" + module + "::" + names.iterator().next() + ";");
    } else if (!names.isEmpty()) {
      rust.line("use halyard_kernels::" + module + "::{" + String.join(", ", names) + "};");
    }
  }

  private void writeStep(Graph graph, StepCode step) {
    rust.blank();
    rust.comment(NodeComments.describe(graph, step));
    if (hasConstants(step)) {
      List<Runnable> items = new ArrayList<>();
      step.code().arrays().forEach(array -> items.add(() -> writeArray(array)));
      step.code().constants().forEach(constants -> items.add(() -> writeConstants(constants)));
      rust.block("flash!", () -> rust.separated(items));
    }
  }

  private static boolean hasConstants(StepCode step) {
    return !step.code().arrays().isEmpty() || !step.code().constants().isEmpty();
  }

  private void writeConstants(OperatorConstants constants) {
    rust.expression(
        "pub(crate) static %s: %s = ".formatted(constants.name(), constants.literal().type()),
        constants.literal(),
        ";");
  }

  private void writeArray(FlashArray array) {
    rust.doc(array.doc());
    rust.block(
        "pub(crate) static %s: [%s; %d] = ["
            .formatted(array.name(), array.elementType(), array.length()),
        () -> array.lines().forEach(rust::line),
        "];");
  }
}

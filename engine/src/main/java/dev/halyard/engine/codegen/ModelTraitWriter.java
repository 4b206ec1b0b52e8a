package dev.halyard.engine.codegen;

import java.util.List;

/** Writes the implementation of the runtime's trait {@code Model}, into {@code lib.rs}. */
final class ModelTraitWriter {
  private final RustWriter rust;
  private final List<Port> inputs;
  private final List<Port> outputs;

  private ModelTraitWriter(RustWriter rust, List<Port> inputs, List<Port> outputs) {
    this.rust = rust;
    this.inputs = inputs;
    this.outputs = outputs;
  }

  static void write(RustWriter rust, List<Port> inputs, List<Port> outputs) {
    new ModelTraitWriter(rust, inputs, outputs).write();
  }

  private void write() {
    rust.blank();
    rust.block(
        "impl halyard_runtime::Model for Model<'_>",
        () ->
            rust.separated(
                List.of(
                    () ->
                        rust.block(
                            "fn description(&self) -> ModelDescription",
                            () -> rust.line("*DESCRIPTION.get()")),
                    () -> rust.block("fn reset(&mut self)", () -> rust.line("Self::reset(self);")),
                    () ->
                        rust.block(
                            "fn input_bytes_mut(&mut self, index: usize) -> &mut [u8]",
                            () -> writeBytes("&mut ", "bytes_mut", "input", inputs)),
                    () ->
                        rust.block(
                            "fn output_bytes(&self, index: usize) -> &[u8]",
                            () -> writeBytes("&", "bytes", "output", outputs)),
                    () -> rust.block("fn infer(&mut self)", () -> rust.line("Self::infer(self);")),
                    () ->
                        rust.block(
                            "fn infer_observed(&mut self, observer: &mut dyn Observer)",
                            () -> rust.line("Self::infer_observed(self, observer);")))));
  }

  private void writeBytes(String borrow, String method, String what, List<Port> ports) {
    rust.line("let bytes = self.memory.arena." + method + "();");
    rust.block(
        "match index",
        () -> {
          for (int i = 0; i < ports.size(); i++) {
            Port port = ports.get(i);
            rust.line(
                "%d => %sbytes[arena::%s..][..%d],"
                    .formatted(i, borrow, port.offset(), port.tensor().byteCount()));
          }
          rust.line("_ => panic!(\"the model has %d %s(s)\"),".formatted(ports.size(), what));
        });
  }
}

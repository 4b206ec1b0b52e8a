package dev.halyard.probes.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.probes.CountRequest;
import dev.halyard.probes.CountUnit;
import dev.halyard.probes.InferenceCount;
import dev.halyard.probes.elf.ElfBuilder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InferenceCounterTest {
  private static final CountRequest.Model SINE =
      CountRequest.Model.ofCrate("sine.tflite", "sine", List.of("dense_1", "dense_2"));
  private static final CountRequest.Model KWS =
      CountRequest.Model.ofCrate("kws.tflite", "kws", List.of("conv"));
  private static final CountRequest BOTH = CountRequest.ofAgent(List.of(SINE, KWS));

  @TempDir Path directory;
  private Path elf;

  @BeforeEach
  void writeFirmware() throws IOException {
    elf = directory.resolve("fw.elf");
    Files.write(
        elf,
        new ElfBuilder(false, 40, 0, new byte[64])
            .function("halyard_agent_infer", 0x101, 0x20)
            .function("_RNvMCsbSNJdPTrpCc_4sineNtB2_5Model5infer", 0x201, 0x20)
            .function("_RNvXs_Cs_4sineNtB4_5ModelNtB4_3Run5infer", 0x221, 0x20)
            .function("_RNvNtCsbSNJdPTrpCc_4sine5nodes7dense_1", 0x301, 0x40)
            .function("_RNvNtCsbSNJdPTrpCc_4sine5nodes7dense_2", 0x341, 0x40)
            .function("_ZN3kws5Model5infer17h856d66e34e5cf11bE", 0x401, 0x20)
            .function("_ZN3kws5nodes4conv17h856d66e34e5cf11bE", 0x501, 0x20)
            .build());
  }

  @Test
  void numbersTheNodesThroughAllModels() {
    assertThat(CountedSymbols.of(BOTH, elf))
        .containsExactly("100 20 -1", "200 20 -2", "300 40 0", "340 40 1", "400 20 -2", "500 20 2");
  }

  @Test
  void aNodeThatIsOptimizedAwayIsNoError() {
    CountRequest request = request("sine", "dense_1", "reshape", "dense_2");
    assertThat(CountedSymbols.of(request, elf)).contains("300 40 0", "340 40 2").hasSize(4);
  }

  @Test
  void aFirmwareOfOtherFunctionsIsRefused() {
    assertThatThrownBy(() -> CountedSymbols.of(request("vww", "conv"), elf))
        .hasMessage(
            "cannot count: firmware '%s' lacks function 'vww::Model::infer'; build it"
                + " with symbols, and keep these functions from being inlined",
            elf);
    assertThatThrownBy(() -> CountedSymbols.of(request("sine", "a", "b"), elf))
        .hasMessageContaining("lacks any node of model 'sine.tflite', such as 'sine::nodes::a'");
  }

  @Test
  void readsOneCountForEachInference() throws IOException {
    assertThat(counts("")).isEmpty();
    assertThat(counts("60 10 20 30 0\n67 7 0 0 60\n12 "))
        .containsExactly(
            new InferenceCount("sine.tflite", CountUnit.CYCLES, 60, 10, List.of(20L, 30L)),
            new InferenceCount("kws.tflite", CountUnit.CYCLES, 67, 7, List.of(60L)));
    assertThat(counts("30 10 20\n"))
        .containsExactly(
            new InferenceCount("sine.tflite", CountUnit.CYCLES, 30, 10, List.of(20L, 0L)));
  }

  @Test
  void refusesWhatIsNoCount() {
    assertThatThrownBy(() -> counts("60 10 20 0 0 0\n"))
        .hasMessage(
            "the emulator has counted '60 10 20 0 0 0'; expected up to 5 numbers; run ci/bootstrap again");
    assertThatThrownBy(() -> counts("a b c d e\n"))
        .hasMessageContaining("expected up to 5 numbers");
  }

  @Test
  void moreThanAnyRunCountsIsNotRead() throws IOException {
    InferenceCounter counter = InferenceCounter.prepare(BOTH, elf, CountUnit.CYCLES, directory);
    try (RandomAccessFile sparse = new RandomAccessFile(counter.output().toFile(), "rw")) {
      sparse.setLength(500L << 20);
    }
    assertThatThrownBy(counter::counts)
        .hasMessage(
            "the emulator has counted 500 MB into '%s'; the most that is read is 128 MB; run fewer"
                + " inferences at once; if they are few, run ci/bootstrap again",
            counter.output());
  }

  private List<InferenceCount> counts(String written) throws IOException {
    InferenceCounter counter = InferenceCounter.prepare(BOTH, elf, CountUnit.CYCLES, directory);
    assertThat(counter.symbols()).content().startsWith("100 20 -1\n");
    Files.writeString(directory.resolve("counts"), written);
    return counter.counts();
  }

  private static CountRequest request(String crate, String... nodes) {
    return CountRequest.ofAgent(
        List.of(CountRequest.Model.ofCrate(crate + ".tflite", crate, List.of(nodes))));
  }
}

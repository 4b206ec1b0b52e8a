package dev.halyard.probes.elf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RustNamesTest {

  @ParameterizedTest
  @CsvSource({
    "halyard_agent_infer, halyard_agent_infer",
    "_ZN4sine5Model5infer17h856d66e34e5cf11bE, sine::Model::infer",
    "_ZN4sine5nodes6conv_117h9f3a5e19f7569aefE, sine::nodes::conv_1",
    "_ZN4sine5nodes6conv_117h9f3a5e19f7569aefE.llvm.1234, sine::nodes::conv_1",
    "_ZN41_$LT$sine..Model$u20$as$u20$sine..Run$GT$5infer17h358732b54d0fc3a4E,"
        + " <sine::Model as sine::Run>::infer",
    "_RNvMCsbSNJdPTrpCc_4sineNtB2_5Model5infer, sine::Model::infer",
    "_RNvNtCsbSNJdPTrpCc_4sine5nodes6conv_1, sine::nodes::conv_1",
    "_RNvNtCsbSNJdPTrpCc_4sine5nodes6conv_1.llvm.99, sine::nodes::conv_1",
    "_RNvXs_CsbSNJdPTrpCc_4sineNtB4_5ModelNtB4_3Run5infer, <sine::Model as sine::Run>::infer",
    "_RINvNtCsbSNJdPTrpCc_4sine5nodes8observedNCNvMB4_NtB4_5Model5infer0EB4_,"
        + " sine::nodes::observed",
    "_RINvNtC3std3mem8align_ofjdE, std::mem::align_of",
    "_RMC0INtC8arrayvec8ArrayVechKj7b_E, arrayvec::ArrayVec",
  })
  void givesThePath(String symbol, String path) {
    assertThat(RustNames.path(symbol)).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "_R",
        "_RB_",
        "_RNvB_3abc",
        "_RNvC99999sine",
        "_ZN",
        "_ZN99sineE",
        "_ZNxE",
        "_RNvCs",
        "_RIC",
        "_RTTTT",
        "_ZN4$u$E",
        "_RNvYC1aE"
      })
  void aNameThatIsNotRustIsTakenAsItIs(String symbol) {
    assertThat(RustNames.path(symbol)).isIn(symbol, "", "?E");
  }

  @Test
  void hostileNamesEndSoon() {
    assertThat(RustNames.path("_R" + "Nv".repeat(100_000) + "C1a")).startsWith("_RNv");
    assertThat(RustNames.path("_RIC1a" + "TB2_B2_B2_B2_E".repeat(5000))).isNotEmpty();
    Random random = new Random(1);
    String alphabet = "NCMXYIBTARSPQvts0123456789_EKLnpj$.";
    for (int i = 0; i < 100_000; i++) {
      StringBuilder name = new StringBuilder(i % 2 == 0 ? "_R" : "_ZN");
      random.ints(40, 0, alphabet.length()).forEach(at -> name.append(alphabet.charAt(at)));
      assertThat(RustNames.path(name.toString())).isNotNull();
    }
  }
}

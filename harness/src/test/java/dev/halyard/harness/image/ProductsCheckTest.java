package dev.halyard.harness.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.harness.image.Outcome.State;
import dev.halyard.probes.elf.ElfFile;
import dev.halyard.probes.elf.ElfSection;
import dev.halyard.probes.elf.ElfSymbol;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProductsCheckTest {
  private static final Board BOARD =
      BoardCatalog.load(TestImage.ROOT.resolve("targets/boards")).board("atmega328p-emulated");

  private static final String COMPILED = "_ZN5model5nodes4convE";
  private static final int NOP = 0x0000;
  private static final int MUL_R24_R22 = 0x9f86;
  private static final int MULS_R20_R21 = 0x0245;
  private static final int MULSU_R17_R16 = 0x0310;
  private static final int CALL = 0x940e;
  private static final int STS_R24 = 0x9380;

  @Test
  void findsEveryMultiplicationOfACompiledFunction() {
    for (int word : List.of(MUL_R24_R22, MULS_R20_R21, MULSU_R17_R16)) {
      Outcome outcome = new ProductsCheck().run(image(COMPILED, NOP, word));
      assertThat(outcome.state()).isEqualTo(State.FAILED);
      assertThat(outcome.details())
          .containsExactly(
              "mul at 0x0202 in model::nodes::conv: its product may be lost",
              "build without the instruction: -Ctarget-feature=-mul in cargo-config.toml");
    }
  }

  @Test
  void assemblyMayMultiply() {
    assertThat(new ProductsCheck().run(image("__mulsi3", MUL_R24_R22)).state()).isEqualTo(State.OK);
    String dot = "_ZN15halyard_kernels3mac3avr3dotE";
    assertThat(new ProductsCheck().run(image(dot, MULS_R20_R21)).state()).isEqualTo(State.OK);
  }

  @Test
  void functionsWhoseNamesAreNotMangledAreCompiledToo() {
    for (String name : List.of("halyard_agent_infer", "__vector_13", "main")) {
      assertThat(new ProductsCheck().run(image(name, NOP, MUL_R24_R22)).details())
          .first()
          .isEqualTo("mul at 0x0202 in " + name + ": its product may be lost");
    }
  }

  @Test
  void addressesThatLookLikeItAreNone() {
    Image image = image(COMPILED, CALL, MUL_R24_R22, STS_R24, MUL_R24_R22, NOP);
    assertThat(new ProductsCheck().run(image).details())
        .containsExactly("none in 1 compiled functions");
  }

  @Test
  void isOfAvrAlone() {
    assertThat(new ProductsCheck().appliesTo(image(COMPILED, NOP))).isTrue();
    assertThat(new ProductsCheck().appliesTo(new TestImage().build())).isFalse();
  }

  private static Image image(String function, int... words) {
    ByteBuffer code = ByteBuffer.allocate(2 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int word : words) {
      code.putShort((short) word);
    }
    ElfSection text =
        new ElfSection(".text", 0x200, 0x200, code.limit(), code.array(), true, false);
    ElfSymbol symbol = new ElfSymbol(function, 0x200, code.limit());
    ElfFile elf =
        new ElfFile(83, false, false, 0, List.of(), List.of(text), List.of(symbol), List.of());
    return new Image(Path.of("firmware.elf"), elf, BOARD, List.of(), List.of(), TestImage.ROOT);
  }
}

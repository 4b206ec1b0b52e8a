package dev.halyard.harness.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.harness.image.Outcome.State;
import dev.halyard.probes.subprocess.Subprocess;
import dev.halyard.targets.BoardCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Of every instruction set: a program that LLVM's assembler made for a richer core is refused for
 * its one instruction that the board's core lacks, and told by name; what the core has is not.
 */
class LackingInstructionsIT {
  private static final BoardCatalog BOARDS =
      BoardCatalog.load(TestImage.ROOT.resolve("targets/boards"));
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  @TempDir Path folder;

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rv32imac-emulated | fadd.s fa0, fa1, fa2
          rv32imac-emulated | fadd.d fa0, fa1, fa2
          rv32imac-emulated | c.flw fa0, 0(a0)
          rv32imac-emulated | sh1add a0, a1, a2
          rv32imac-emulated | andn a0, a1, a2
          rv32imac-emulated | clmul a0, a1, a2
          rv32imac-emulated | bset a0, a1, a2
          rv32imac-emulated | czero.eqz a0, a1, a2
          gd32vf103 | vsetvli a0, a1, e8, m1, ta, ma
          xtensa-lx-emulated | muluh a2, a3, a4
          xtensa-lx-emulated | mula.aa.ll a2, a3
          esp32s3 | mula.aa.ll a2, a3
          atmega328p | elpm r24, Z
          atmega328p | eijmp
          atmega328p | eicall
          atmega328p | des 3
          atmega328p-emulated | spm Z+
          rp2040 | udiv r0, r1, r2
          cortex-m33-dual-emulated | smlad r0, r1, r2, r3
          cortex-m33-dual-emulated | vadd.f32 s0, s1, s2
          stm32h747 | vadd.f64 d0, d1, d2
          stm32h743 | vadd.i8 q0, q1, q2
          """)
  void isRefusedByName(String board, String instruction) throws IOException {
    Outcome outcome = check(board, List.of(instruction));
    assertThat(outcome.state()).isEqualTo(State.FAILED);
    assertThat(outcome.details())
        .hasSize(2)
        .first()
        .asString()
        .matches(
            instruction.replaceFirst(" .*", "").replaceFirst("^c\\.", "(c\\.)?")
                + " at 0x[0-9a-f]{8} in poorer: no instruction of .*");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rv32imac-emulated | mul a0, a1, a2; amoadd.w a0, a1, (a2); c.addi a0, 1; csrr a0, mstatus; fence.i
          esp32s3 | muluh a2, a3, a4; mull a2, a3, a4; add.n a2, a3, a4; quos a2, a3, a4
          xtensa-lx-emulated | mull a2, a3, a4; add.n a2, a3, a4; quos a2, a3, a4; clamps a2, a3, 7
          atmega328p | mul r24, r22; fmulsu r17, r16; lpm r24, Z+; movw r24, r22; jmp 0; spm
          rp2040 | muls r0, r1, r0; dmb
          cortex-m33-dual-emulated | udiv r0, r1, r2; tt r0, r1
          stm32h747 | smlad r0, r1, r2, r3; vadd.f32 s0, s1, s2
          stm32h743 | smlad r0, r1, r2, r3; vadd.f64 d0, d1, d2
          """)
  void whatTheCoreHasPasses(String board, String instructions) throws IOException {
    Outcome outcome = check(board, List.of(instructions.split("; ")));
    assertThat(outcome.details()).hasSize(1);
    assertThat(outcome.state()).isEqualTo(State.OK);
  }

  private Outcome check(String board, List<String> instructions) throws IOException {
    return new InstructionsCheck()
        .run(
            Image.read(
                assemble(board, instructions), BOARDS.board(board), List.of(), List.of(), folder));
  }

  /** Returns a file with two functions: one that every core has, and one of these instructions. */
  private Path assemble(String board, List<String> instructions) throws IOException {
    List<String> lines = new ArrayList<>(List.of(".text"));
    lines.addAll(List.of(".type sound, %function", "sound:", "nop", "nop", ".size sound, .-sound"));
    lines.addAll(List.of(".type poorer, %function", "poorer:"));
    lines.addAll(instructions);
    lines.addAll(List.of("nop", "nop", ".size poorer, .-poorer"));
    Path source = Files.write(folder.resolve("program.s"), lines);
    Path program = folder.resolve("program.o");
    List<String> command = new ArrayList<>(List.of(assembler(), "--filetype=obj"));
    command.addAll(CoreOptions.richest(BOARDS.board(board).cores().get(0)));
    command.addAll(List.of("-o", program.toString(), source.toString()));
    assertThat(Subprocess.run(command, folder, TIMEOUT).lastLines()).isEmpty();
    return program;
  }

  private static String assembler() {
    return Disassembler.find().orElseThrow().objdump().toString().replace("objdump", "mc");
  }
}

package dev.halyard.harness.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.engine.ir.ElementType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentSessionTest {
  /** Only silence lasts so long: a computer under load needs some time for an answer. */
  private static final AgentSession.Timeouts SHORT =
      new AgentSession.Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(2));

  @TempDir private Path folder;
  private Transcript transcript;

  @BeforeEach
  void startTranscript() throws IOException {
    transcript = Transcript.create(folder.resolve("transcript.txt"));
  }

  private AgentSession session(FakeDevice device) {
    return new AgentSession(device, transcript, SHORT);
  }

  @Test
  void greetsThroughABanner() {
    FakeDevice device =
        new FakeDevice()
            .answer(
                "", "m-timestamp-mode-performance\nm-lap-us-17\nm-init-done\nm-ready\nm-ready\n")
            .answer("build-id", "m-build-id-[abc]\nm-ready\n");
    assertThat(session(device).greet()).isEqualTo("abc");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 1000, 4100})
  void greetsAFirmwareThatWaitsForBytesThatWereLost(int missing) {
    FakeDevice device =
        new FakeDevice()
            .waitingFor(missing)
            .answer("", "m-ready\n")
            .answer("uild-id", "e-[Unknown command: uild-id]\nm-ready\n")
            .answer("build-id", "m-build-id-[abc]\nm-ready\n");
    assertThat(session(device).greet()).isEqualTo("abc");
  }

  @Test
  void readsTheDeclarationOfTensors() {
    FakeDevice device =
        new FakeDevice()
            .answer(
                "tensors", "m-input-0-[int8]-[1,2]-[2]\nm-output-0-[float32]-[]-[4]\nm-ready\n");
    assertThat(session(device).inputs())
        .containsExactly(new RemoteTensor(ElementType.INT8, List.of(1, 2), 2));
    assertThat(session(device).outputs())
        .containsExactly(new RemoteTensor(ElementType.FLOAT32, List.of(), 4));
  }

  @Test
  void readsABlockWithTheBytesOfAMarkerInIt() {
    FakeDevice device =
        new FakeDevice().answer("read 0 0 4", "m-data-4\n%m-r\u0090B\u00f2\u00a5\nm-ready\n");
    assertThatThrownBy(() -> session(device).read(0, 4))
        .hasMessageContaining("the checksum of a block of 4 bytes is wrong");
  }

  @Test
  void anErrorAnswerIsAFailure() {
    FakeDevice device = new FakeDevice().answer("select 7", "e-[no model 7]\nm-ready\n");
    assertThatThrownBy(() -> session(device).select(7))
        .hasMessageContaining("the device refused 'select 7' with e-[no model 7]");
  }

  @Test
  void aDamagedBuildIdIsNotTaken() {
    FakeDevice device = new FakeDevice().answer("build-id", "m-build-id-[\nm-ready\n");
    assertThatThrownBy(() -> session(device).greet()).isInstanceOf(SessionException.class);
  }

  @Test
  void anEndlessAnswerIsAFailure() {
    FakeDevice device = new FakeDevice().answer("run", "m-x\n".repeat(11_000));
    AgentSession patient = new AgentSession(device, transcript, AgentSession.Timeouts.DEFAULT);
    assertThatThrownBy(patient::run).hasMessageContaining("more than 10000 lines");
  }

  @Test
  void aStackOfWhichNothingWasLeftIsAFailure() {
    FakeDevice device = new FakeDevice().answer("stack", "m-stack-512-512\nm-ready\n");
    assertThatThrownBy(() -> session(device).stack())
        .isInstanceOf(SessionException.class)
        .hasMessageContaining("the stack overflowed: all 512 bytes of it were used")
        .hasMessageContaining("more stackBytes in board.yaml");
    FakeDevice sound = new FakeDevice().answer("stack", "m-stack-511-512\nm-ready\n");
    assertThat(session(sound).stack()).isEqualTo(new StackUse(511, 512));
  }

  @Test
  void aStackBeyondAnyBoardIsAFailure() {
    FakeDevice device = new FakeDevice().answer("stack", "m-stack-99999999999-1\nm-ready\n");
    assertThatThrownBy(() -> session(device).stack())
        .hasMessageContaining("the device did not tell its stack use");
  }

  @Test
  void silenceNamesTheLastLineAndTheTranscript() {
    FakeDevice device = new FakeDevice().answer("run", "m-working\n");
    assertThatThrownBy(() -> session(device).run())
        .isInstanceOf(SessionException.class)
        .hasMessage(
            "the device sent 11 bytes within 2.0 s, but not m-ready; last line"
                + " seen: 'm-working'; transcript: "
                + folder.resolve("transcript.txt"));
    assertThatThrownBy(() -> session(new FakeDevice()).run())
        .hasMessageStartingWith(
            "the device did not answer within 2.0 s; expected m-ready; last line seen: none;");
  }

  @Test
  void longLinesAreQuotedShort() {
    FakeDevice device = new FakeDevice().answer("run", "x".repeat(3000) + "\n");
    assertThatThrownBy(() -> session(device).run())
        .hasMessageContaining("last line seen: '" + "x".repeat(200) + "… (2800 more)'");
  }

  @Test
  void theTranscriptOfADeviceThatFloodsEnds() {
    FakeDevice device = new FakeDevice().answer("", ("x".repeat(1000) + "\n").repeat(1200));
    AgentSession patient = new AgentSession(device, transcript, AgentSession.Timeouts.DEFAULT);
    assertThatThrownBy(patient::greet)
        .hasMessageContaining("the device sent 1202400 bytes within 10.0 s, but not m-build-id-[");
    assertThat(transcript.file().toFile().length())
        .isBetween((long) Transcript.MAX_BYTES, Transcript.MAX_BYTES + 2000L);
    assertThat(transcript.file())
        .content()
        .endsWith("# what was said from here on is left out: 1048576 bytes are enough\n");
  }

  @Test
  void anEndlessLineIsAFailure() {
    FakeDevice device = new FakeDevice().answer("run", "x".repeat(5000));
    assertThatThrownBy(() -> session(device).run()).hasMessageContaining("a line above 4096 bytes");
  }

  @Test
  void dumpsRowsAsTheyCome() {
    FakeDevice device =
        new FakeDevice()
            .answer(
                "dump 3",
                "m-rows-0-2\n\u0001\u0002\u0092B\u00cc\u00b6\nm-rows-1-2\n\u0001\u0002\u0092B\u00cc\u00b6\nm-done\nm-ready\n");
    assertThat(session(device).dump(3)).containsExactly(1, 2, 1, 2);
  }

  @Test
  void aLineThatBreaksMidFrameIsToldWithWhatWasExpected() {
    FakeDevice device = new FakeDevice().answer("read 0 0 4", "m-data-4\n\u0001\u0002");
    assertThatThrownBy(() -> session(device).read(0, 4))
        .isInstanceOf(SessionException.class)
        .hasMessageContaining("but not 4 bytes of output 0; last line seen: 'm-data-4'");
  }
}

package dev.halyard.probes.serial;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeException.Evidence;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StreamLinkTest {
  private final PipedOutputStream board = new PipedOutputStream();
  private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
  private final byte[] buffer = new byte[4];
  private StreamLink link;

  @BeforeEach
  void open() throws IOException {
    link =
        new StreamLink(
            "process 1",
            new PipedInputStream(board),
            heard,
            problem -> new ProbeException(problem, Evidence.NONE, "run it again"));
  }

  @AfterEach
  void close() {
    link.close();
  }

  @Test
  void readsWhatComesInPieces() throws IOException {
    board.write("hello".getBytes(US_ASCII));
    board.flush();
    assertThat(link.read(buffer, Duration.ofSeconds(5))).isEqualTo(4);
    assertThat(buffer).isEqualTo("hell".getBytes(US_ASCII));
    assertThat(link.read(buffer, Duration.ZERO)).isEqualTo(1);
    assertThat(buffer[0]).isEqualTo((byte) 'o');
  }

  @Test
  void givesUpWhenTheTimeIsOver() {
    long start = System.nanoTime();
    assertThat(link.read(buffer, Duration.ofMillis(150))).isZero();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(millis(150), millis(1000));
  }

  @Test
  void whatCameBeforeTheEndIsReadFirst() throws IOException {
    board.write('x');
    board.close();
    assertThat(link.read(buffer, Duration.ofSeconds(5))).isEqualTo(1);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(() -> link.read(buffer, Duration.ofSeconds(5)))
          .hasMessage("process 1 ended while reading; run it again");
    }
  }

  @Test
  void writesAllBytes() {
    link.write("abc".getBytes(US_ASCII));
    assertThat(heard.toByteArray()).isEqualTo("abc".getBytes(US_ASCII));
  }

  private static Duration millis(int millis) {
    return Duration.ofMillis(millis);
  }
}

package dev.halyard.harness.report.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MemoryTextTest {

  @Test
  void tellsOfEveryBufferAndStep() {
    assertThat(MemoryText.of(MemoryMaps.whole(31_232)))
        .isEqualTo(
            """
            net on small: memory of one inference

              of       kind    offset  end  bytes  steps  tensor  rows  lies over
              first    tensor      32  160    128  0–1    pool       –  96 of 'x' in step 0
              x        input       64  192    128  0–0               –
              second   tensor       0  128    128  1–3    act        –  96 of 'first' in step 1
              flatten  view         0  128    128  2–3    flat       –  the same bytes as 'second'
              third    output       0  128    128  3–3    sum        –  128 of 'second' in step 3

              step  node     operator     bytes
                 0  first    MAX_POOL_2D    160  ████████████████████  peak
                 1  second   MAX_POOL_2D    160  ████████████████████
                 2  flatten  RESHAPE        128  ████████████████
                 3  third    SOFTMAX        128  ████████████████

              arena          192  bytes: tensors 192, scratch up to 0
              peak           160  bytes in step 0 'first'
              no overlap     256  bytes for whole tensors if no two shared any; scratch not counted
              budget      31 232  bytes: RAM of small without stack (1 024) and agent (512); used 0.6 %
            """);
  }

  @Test
  void tellsHowManyRowsARingKeepsAndWhichStepsStream() {
    assertThat(MemoryText.of(MemoryMaps.streamed()))
        .contains("  first    ring       256  304     48  0–1    pool    3 of 8\n")
        .contains("     0  first    MAX_POOL_2D    304  ████████████████████████  peak by rows\n")
        .contains("     1  second   MAX_POOL_2D    304  ████████████████████████  by rows\n")
        .contains("     2  flatten  RESHAPE        128  ██████████▏\n");
  }

  @Test
  void tellsByHowMuchAPlanDoesNotFit() {
    assertThat(MemoryText.of(MemoryMaps.whole(100)))
        .contains("  budget      100  bytes: asked for; does not fit by 92\n");
  }
}

package dev.halyard.harness.report.svg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

class SvgWriterTest {

  @Test
  void writesElementsAndEscapesText() {
    SvgWriter svg = new SvgWriter(10.25, 20, "a < b", "text { }");
    svg.open("g").leaf("title", "<&>").rectangle(new Box(1, 2.04, 3, 4), "area").close();
    svg.line(0, 1, 2, 3, "axis").text(1, 2, "end", "x \"y\"");
    assertThat(svg.end())
        .isEqualTo(
            """
            <svg xmlns="http://www.w3.org/2000/svg" width="10.3" height="20" viewBox="0 0 10.3 20" role="img">
              <title>a &lt; b</title>
              <style>
            text { }</style>
              <g>
                <title>&lt;&amp;&gt;</title>
                <rect class="area" x="1" y="2" width="3" height="4"/>
              </g>
              <line class="axis" x1="0" y1="1" x2="2" y2="3"/>
              <text class="end" x="1" y="2">x "y"</text>
            </svg>
            """);
  }

  @Test
  void aStyleSheetThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> SvgWriter.style(SvgWriterTest.class, "no.css"))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("no resource 'no.css'");
  }
}

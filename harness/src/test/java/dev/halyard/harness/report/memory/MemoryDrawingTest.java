package dev.halyard.harness.report.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.harness.report.svg.Box;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class MemoryDrawingTest {
  private static final double FONT = 11;

  @Test
  void saysInWordsWhatItShows() throws Exception {
    Document svg = parse(MemoryDrawing.of(MemoryMaps.streamed()));
    assertThat(texts(svg, "title"))
        .contains(
            "net on small: memory of one inference",
            "first: ring 'pool', 48 bytes at 256, steps 0 to 1, rows 3 of 8",
            "flatten: view 'flat', 128 bytes at 0, steps 2 to 3",
            "'sum' lies over the dying 'act' here: 128 bytes",
            "steps 0 to 1 stream by rows");
    assertThat(texts(svg, "text"))
        .contains("first: 3 of 8 rows", "0 first", "1 second", "2 flatten", "3 third", "peak")
        .contains("budget 31 232 bytes, 1.0 % used; tensors and rings without overlap 256");
  }

  @Test
  void drawsRingsHatchedAndSharedBytesCrossed() throws Exception {
    Document streamed = parse(MemoryDrawing.of(MemoryMaps.streamed()));
    int legend = 1;
    assertThat(classes(streamed, "rings")).hasSize(legend + 1);
    assertThat(classes(streamed, "shared")).hasSize(legend + 1);
    Document whole = parse(MemoryDrawing.of(MemoryMaps.whole(1000)));
    assertThat(classes(whole, "rings")).isEmpty();
    assertThat(classes(whole, "shared")).hasSize(legend + 3);
  }

  @Test
  void theLegendHasWhatThePlanHas() throws Exception {
    assertThat(texts(parse(MemoryDrawing.of(MemoryMaps.streamed())), "text"))
        .contains("input", "ring: rows kept of all", "view", "streams by rows")
        .doesNotContain("scratch");
    assertThat(texts(parse(MemoryDrawing.of(MemoryMaps.whole(1000))), "text"))
        .contains("whole tensor", "view")
        .doesNotContain("ring: rows kept of all", "streams by rows");
  }

  @Test
  void thePeakIsAllStepsOfASegmentThatTakeAsMuch() throws Exception {
    MemoryMap streamed = MemoryMaps.streamed();
    assertThat(streamed.peakSteps()).isEqualTo(new MemoryMap.StepRange(0, 1));
    Box peak = box(classes(parse(MemoryDrawing.of(streamed)), "peak").get(0));
    Box input = box(classes(parse(MemoryDrawing.of(streamed)), "area input").get(1));
    assertThat(peak.width()).isEqualTo(input.width());
    int step = MemoryMaps.whole(1000).use().peakStep();
    assertThat(MemoryMaps.whole(1000).peakSteps()).isEqualTo(new MemoryMap.StepRange(step, step));
  }

  @Test
  void theBudgetIsALineWhereItIsNear() throws Exception {
    assertThat(classes(parse(MemoryDrawing.of(MemoryMaps.whole(200))), "budget")).hasSize(2);
    assertThat(classes(parse(MemoryDrawing.of(MemoryMaps.whole(100))), "budget")).hasSize(2);
    assertThat(classes(parse(MemoryDrawing.of(MemoryMaps.whole(31_232))), "budget")).isEmpty();
    assertThat(MemoryDrawing.of(MemoryMaps.whole(100))).contains("does not fit by 92 bytes");
  }

  @Test
  void boxesHaveTheHeightOfTheirBytes() throws Exception {
    Document svg = parse(MemoryDrawing.of(MemoryMaps.streamed()));
    Box ring = box(classes(svg, "area ring").get(1));
    Box input = box(classes(svg, "area input").get(1));
    assertThat(ring.height() / input.height()).isBetween(0.36, 0.39);
    assertThat(ring.bottom()).isBetween(input.y() - 0.2, input.y() + 0.2);
    assertThat(ring.width()).isEqualTo(input.width());
  }

  @Test
  void labelsDoNotOverlap() throws Exception {
    for (MemoryMap map : List.of(MemoryMaps.whole(193), MemoryMaps.streamed())) {
      List<Box> labels = labels(parse(MemoryDrawing.of(map)));
      assertThat(labels).hasSizeGreaterThan(15);
      IntStream.range(0, labels.size())
          .forEach(
              i ->
                  assertThat(labels.subList(i + 1, labels.size()))
                      .noneMatch(other -> other.overlaps(labels.get(i))));
    }
  }

  @Test
  void isTheSameEveryTime() {
    assertThat(MemoryDrawing.of(MemoryMaps.streamed()))
        .isEqualTo(MemoryDrawing.of(MemoryMaps.streamed()));
  }

  /** Returns where texts are that are not turned. */
  private static List<Box> labels(Document svg) {
    List<Box> boxes = new ArrayList<>();
    for (Element text : elements(svg.getElementsByTagName("text"))) {
      if (text.hasAttribute("transform")) {
        continue;
      }
      double width = Labels.width(text.getTextContent(), FONT);
      double x = number(text, "x");
      double left =
          switch (text.getAttribute("class").replaceAll(".* ", "")) {
            case "middle" -> x - width / 2;
            case "end" -> x - width;
            default -> x;
          };
      boxes.add(new Box(left, number(text, "y") - FONT + 2, width, FONT));
    }
    return boxes;
  }

  private static Box box(Element rectangle) {
    return new Box(
        number(rectangle, "x"),
        number(rectangle, "y"),
        number(rectangle, "width"),
        number(rectangle, "height"));
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private static List<String> texts(Document svg, String tag) {
    return elements(svg.getElementsByTagName(tag)).stream().map(Element::getTextContent).toList();
  }

  private static List<Element> classes(Document svg, String name) {
    return elements(svg.getElementsByTagName("*")).stream()
        .filter(element -> element.getAttribute("class").equals(name))
        .toList();
  }

  private static List<Element> elements(NodeList nodes) {
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  private static Document parse(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }
}

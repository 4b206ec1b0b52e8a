package dev.halyard.harness.report.memory;

import static dev.halyard.harness.report.Figures.grouped;
import static dev.halyard.harness.report.Figures.percent;
import static dev.halyard.harness.report.svg.SvgWriter.number;

import dev.halyard.engine.memory.MemoryPlan;
import dev.halyard.engine.memory.MemoryUse;
import dev.halyard.engine.memory.Placement;
import dev.halyard.harness.report.svg.Box;
import dev.halyard.harness.report.svg.SvgWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A memory map as SVG: steps from left to right, addresses upwards. Rings are hatched, bytes that
 * an output shares with its dying input are crossed, and the step that takes most has a frame.
 */
public final class MemoryDrawing {
  private static final double LEFT = 76;
  private static final double TOP = 128;
  private static final double HEIGHT = 400;
  private static final double WIDTH = 900;
  private static final double MARGIN = 16;
  private static final double FONT = 11;
  private static final double LINE_FONT = 12;
  private static final double TITLE_FONT = 17;
  private static final int NAME_LETTERS = 30;
  private static final double SLOPE = Math.sqrt(0.5);
  private static final double MIDDLE_OF_TEXT = 4;

  private final MemoryMap map;
  private final Scale scale;
  private final List<Guide> guides;
  private final SvgWriter svg;

  private MemoryDrawing(MemoryMap map) {
    this.map = map;
    int steps = map.use().stepBytes().size();
    double column = Math.max(22, Math.min(120, WIDTH / steps));
    List<Guide> all = Guide.of(map);
    long highest = all.stream().mapToLong(Guide::address).max().orElse(1);
    this.scale =
        new Scale(new Box(LEFT, TOP, column * steps, HEIGHT), steps, highest + highest / 25 + 1);
    this.guides = all;
    double names = map.steps().stream().mapToDouble(name -> slanted(name)).max().orElse(0);
    double beside =
        Math.max(
            names,
            24 + all.stream().mapToDouble(g -> Labels.width(g.text(), FONT)).max().orElse(0));
    double texts =
        Stream.concat(
                Stream.of(Labels.width(title(), TITLE_FONT)),
                lines().stream().map(line -> Labels.width(line, LINE_FONT)))
            .mapToDouble(width -> width + 2 * MARGIN)
            .max()
            .orElse(0);
    double width =
        Math.max(
            texts,
            Math.max(scale.plot().right() + beside + MARGIN, Legend.width(map) + 2 * MARGIN));
    double height = scale.plot().bottom() + names + 40;
    this.svg =
        new SvgWriter(width, height, title(), SvgWriter.style(MemoryDrawing.class, "memory.css"));
    svg.rectangle(new Box(0, 0, width, height), "page");
  }

  /** Returns the picture's text. */
  public static String of(MemoryMap map) {
    return new MemoryDrawing(map).draw();
  }

  private String draw() {
    Legend.patterns(svg);
    head();
    Legend.write(svg, new Box(MARGIN, TOP - 44, 0, 0), map);
    ground();
    map.areas().forEach(this::area);
    map.use().shared().forEach(this::shared);
    peak();
    map.areas().forEach(this::label);
    guideLines();
    streams();
    stepNames();
    return svg.end();
  }

  private String title() {
    return map.plan().graph().name() + " on " + map.board().name() + ": memory of one inference";
  }

  private List<String> lines() {
    MemoryPlan memory = map.plan().memory();
    String fit =
        map.excess() > 0
            ? "does not fit by " + grouped(map.excess()) + " bytes"
            : percent(memory.arenaBytes(), map.budget()) + " used";
    return List.of(
        "arena %s bytes: tensors %s, scratch up to %s; peak %s bytes in %s"
            .formatted(
                grouped(memory.arenaBytes()),
                grouped(memory.tensorBytes()),
                grouped(memory.scratchBytes()),
                grouped(map.use().stepBytes().get(map.use().peakStep())),
                map.peak()),
        "budget %s bytes, %s; %s without overlap %s"
            .formatted(
                grouped(map.budget()), fit, map.lasting(), grouped(memory.noOverlapBytes())));
  }

  private void head() {
    svg.text(MARGIN, 26, "title", title());
    double y = 46;
    for (String line : lines()) {
      svg.text(MARGIN, y, "line", line);
      y += 18;
    }
  }

  private void peak() {
    MemoryMap.StepRange steps = map.peakSteps();
    Box column = scale.box(steps.first(), steps.last(), 0, scale.bytes());
    svg.rectangle(column, "peak");
    svg.text(column.x() + column.width() / 2, column.y() - 5, "peak middle", "peak");
  }

  private void ground() {
    Box plot = scale.plot();
    svg.text(plot.x() - 8, plot.y() - 5, "end", "bytes");
    for (long tick : scale.ticks()) {
      svg.line(plot.x(), scale.y(tick), plot.right(), scale.y(tick), "grid");
      svg.text(plot.x() - 8, scale.y(tick) + MIDDLE_OF_TEXT, "end", grouped(tick));
    }
    svg.line(plot.x(), plot.bottom(), plot.right(), plot.bottom(), "axis");
    svg.line(plot.x(), plot.y(), plot.x(), plot.bottom(), "axis");
  }

  private Box box(MemoryMap.Area area) {
    return scale.box(
        area.firstStep(),
        area.lastStep(),
        area.placement().offset(),
        area.placement().buffer().bytes());
  }

  private void area(MemoryMap.Area area) {
    svg.open("g").leaf("title", tooltip(area));
    svg.rectangle(box(area), "area " + area.kind().text());
    if (area.kind() == MemoryMap.Kind.RING) {
      svg.rectangle(box(area), "rings");
    }
    svg.close();
  }

  private String tooltip(MemoryMap.Area area) {
    String rows = area.kind() == MemoryMap.Kind.RING ? ", rows " + area.rows() : "";
    return "%s: %s '%s', %s bytes at %s, steps %d to %d%s"
        .formatted(
            area.label(),
            area.kind().text(),
            area.tensor(),
            grouped(area.placement().buffer().bytes()),
            grouped(area.placement().offset()),
            area.firstStep(),
            area.lastStep(),
            rows);
  }

  private Box box(MemoryUse.Shared shared) {
    return scale.box(shared.firstStep(), shared.lastStep(), shared.offset(), shared.bytes());
  }

  private void shared(MemoryUse.Shared shared) {
    String tooltip =
        "'%s' lies over the dying '%s' here: %s bytes"
            .formatted(
                shared.output().buffer().name(),
                shared.input().buffer().name(),
                grouped(shared.bytes()));
    svg.open("g").leaf("title", tooltip).rectangle(box(shared), "shared").close();
  }

  private void label(MemoryMap.Area area) {
    List<Box> others = new ArrayList<>(map.use().shared().stream().map(this::box).toList());
    map.areas().stream()
        .filter(view -> view.kind() == MemoryMap.Kind.VIEW && view.firstStep() > area.firstStep())
        .forEach(view -> others.add(box(view)));
    List<Box> none = List.of();
    List<String> texts = texts(area);
    Labels.inside(box(area), others, texts, FONT)
        .or(() -> Labels.inside(made(area), none, texts, FONT))
        .ifPresent(this::write);
  }

  /** Returns the part of an area in the step that makes it; there its label means it. */
  private Box made(MemoryMap.Area area) {
    Placement placement = area.placement();
    int step = area.firstStep();
    return scale.box(step, step, placement.offset(), placement.buffer().bytes());
  }

  /** Returns what to call an area: its name, or the number that stands before it below. */
  private List<String> texts(MemoryMap.Area area) {
    int step = map.steps().indexOf(area.label());
    List<String> names = step < 0 ? List.of(area.label()) : List.of(area.label(), "" + step);
    if (area.kind() != MemoryMap.Kind.RING) {
      return names;
    }
    return Stream.concat(
            names.stream().map(name -> name + ": " + area.rows() + " rows"),
            Stream.of(area.rows(), area.rows().replace(" of ", "/")))
        .toList();
  }

  private void write(Labels.Label label) {
    double x = label.box().x() + label.box().width() / 2;
    double y = label.box().y() + label.box().height() / 2;
    if (label.upright()) {
      String turned =
          "translate(%s %s) rotate(-90)".formatted(number(x + MIDDLE_OF_TEXT), number(y));
      svg.leaf("text", label.text(), "class", "middle", "transform", turned);
    } else {
      svg.text(x, y + MIDDLE_OF_TEXT, "middle", label.text());
    }
  }

  private void guideLines() {
    Box plot = scale.plot();
    double lowest = Double.MAX_VALUE;
    for (Guide guide : guides) {
      double y = scale.y(guide.address());
      svg.line(plot.x(), y, plot.right() + 6, y, guide.style());
      double text = Math.min(y + MIDDLE_OF_TEXT, lowest - FONT - 3);
      svg.text(plot.right() + 10, text, guide.style(), guide.text());
      lowest = text;
    }
  }

  private void streams() {
    for (MemoryMap.StepRange range : map.streams()) {
      String tooltip = "steps %d to %d stream by rows".formatted(range.first(), range.last());
      Box bar =
          Box.between(
              scale.x(range.first()) + 1,
              scale.plot().bottom() + 3,
              scale.x(range.last() + 1) - 1,
              scale.plot().bottom() + 8);
      svg.open("g").leaf("title", tooltip).rectangle(bar, "stream").close();
    }
  }

  private void stepNames() {
    List<String> names = map.steps();
    for (int step = 0; step < names.size(); step++) {
      double x = (scale.x(step) + scale.x(step + 1)) / 2 - 4;
      double y = scale.plot().bottom() + 20;
      String turned = "translate(%s %s) rotate(45)".formatted(number(x), number(y));
      svg.leaf("text", stepName(step, names.get(step)), "transform", turned);
    }
  }

  private static String stepName(int step, String name) {
    return Labels.cut(step + " " + name, NAME_LETTERS * FONT * Labels.LETTER, FONT);
  }

  /** Returns how far a step's name reaches to the right and down. */
  private static double slanted(String name) {
    return Labels.width(stepName(100, name), FONT) * SLOPE;
  }
}

package dev.halyard.harness.report.benchmark;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What every model costs on every board: {@code benchmark.yaml}, and {@code benchmark.md} and
 * {@code benchmark.svg}, which are made of it.
 *
 * @param rows with the board's memory, sorted, one per model and board
 * @param limited with less memory, sorted, one per model, board and limit
 */
public record Benchmark(List<BenchmarkRow> rows, @Nullable List<BenchmarkRow> limited) {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          new YAMLFactory()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES));

  private static final String DATA = "benchmark.yaml";
  private static final String PAGE = "benchmark.md";
  private static final String CHART = "benchmark.svg";

  /** Sorts the rows; a file of earlier versions has none with less memory. */
  public Benchmark {
    rows = sorted(rows);
    limited = sorted(Objects.requireNonNullElse(limited, List.of()));
  }

  private static List<BenchmarkRow> sorted(List<BenchmarkRow> rows) {
    return rows.stream().sorted(BenchmarkRow.ORDER).toList();
  }

  /** Returns the benchmark of some rows of both kinds. */
  static Benchmark of(List<BenchmarkRow> all) {
    Map<Boolean, List<BenchmarkRow>> byKind =
        all.stream().collect(Collectors.partitioningBy(row -> row.ramLimit() == null));
    return new Benchmark(byKind.get(true), byKind.get(false));
  }

  /**
   * Reads the figures of a folder; none if it has no benchmark yet.
   *
   * @throws IOException if they cannot be read
   */
  public static Benchmark load(Path folder) throws IOException {
    Path file = folder.resolve(DATA);
    return Files.exists(file) ? YAML.readValue(file.toFile(), Benchmark.class) : of(List.of());
  }

  /** Returns these figures with those of newer runs in the place of older ones. */
  public Benchmark with(List<BenchmarkRow> newer) {
    Stream<BenchmarkRow> kept =
        Stream.concat(rows.stream(), limited.stream())
            .filter(row -> newer.stream().noneMatch(other -> other.replaces(row)));
    return of(Stream.concat(kept, newer.stream()).toList());
  }

  /**
   * Returns how many times the instructions or cycles of the row without a limit a limited one has;
   * null if one of them has none.
   */
  @Nullable Double toDefault(BenchmarkRow row) {
    Long count = row.count();
    return of(row.model()).stream()
        .filter(whole -> whole.board().equals(row.board()))
        .map(BenchmarkRow::count)
        .filter(whole -> whole != null && count != null)
        .map(whole -> (double) count / whole)
        .findFirst()
        .orElse(null);
  }

  /** Returns the page. */
  public String page() {
    return BenchmarkPage.of(this);
  }

  /**
   * Returns the chart, an SVG file.
   *
   * @param boards that the rows are of: their instruction sets have a colour each
   */
  public String chart(BoardCatalog boards) {
    return new BenchmarkChart(
            this, boards.boards().stream().collect(toMap(Board::name, Board::instructionSet)))
        .draw();
  }

  /** Returns the names of the models, sorted. */
  public List<String> models() {
    return rows.stream().map(BenchmarkRow::model).distinct().toList();
  }

  /** Returns the rows of a model, sorted by board. */
  public List<BenchmarkRow> of(String model) {
    return rows.stream().filter(row -> row.model().equals(model)).toList();
  }

  /**
   * Writes figures, page and chart.
   *
   * @param boards that the rows are of
   * @throws IOException if a file cannot be written
   */
  public void save(Path folder, BoardCatalog boards) throws IOException {
    Files.createDirectories(folder);
    Files.writeString(folder.resolve(DATA), YAML.writeValueAsString(this));
    Files.writeString(folder.resolve(PAGE), page());
    Files.writeString(folder.resolve(CHART), chart(boards));
  }
}

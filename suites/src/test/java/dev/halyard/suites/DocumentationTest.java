package dev.halyard.suites;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halyard.engine.CompileOptions;
import dev.halyard.engine.Compiler;
import dev.halyard.engine.ModelCrate;
import dev.halyard.targets.Board;
import dev.halyard.targets.BoardCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation points to is there. */
class DocumentationTest {
  private static final Path ROOT = Data.workspace().root();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]+)\\)");
  private static final Pattern PATH =
      Pattern.compile("`((?:E|engine|suites|harness|probes|targets|ci|docs)/[\\w./-]+)`");
  private static final Pattern CORE =
      Pattern.compile("^\\| [^|]+ \\| `--board ([\\w-]+)` \\| ([^|]+) \\|", Pattern.MULTILINE);
  private static final String ENGINE = "engine/src/main/java/dev/halyard/engine/";

  static List<Path> pages() {
    return Stream.concat(
            Stream.of("README.md", "CONTRIBUTING.md", "DESIGN.md").map(ROOT::resolve),
            Data.below(ROOT.resolve("docs"), ".md"))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void linksLeadSomewhere(Path page) throws IOException {
    assertThat(found(LINK, page))
        .allSatisfy(link -> assertThat(page.resolveSibling(link)).exists());
  }

  /** In docs/add-an-operator.md, E is the engine's package. */
  @ParameterizedTest
  @MethodSource("pages")
  void filesThatAreNamedExist(Path page) throws IOException {
    assertThat(found(PATH, page))
        .allSatisfy(path -> assertThat(ROOT.resolve(path.replaceFirst("^E/", ENGINE))).exists());
  }

  /** Figures that change with every kernel are in docs/benchmark.md, which a command writes. */
  @Test
  void theQuickStartHasNoFiguresOfCosts() throws IOException {
    Pattern figure =
        Pattern.compile("(instructions|flash|arena|stack) +[0-9].*|.*[0-9] [0-9]{3}\\b.*");
    assertThat(Files.readAllLines(ROOT.resolve("docs/quick-start.md")))
        .noneMatch(line -> figure.matcher(line.strip()).matches());
  }

  static Stream<Arguments> cores() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/use-the-crate.md"));
    List<MatchResult> rows = CORE.matcher(page).results().toList();
    assertThat(rows).hasSizeGreaterThan(5);
    return rows.stream().map(row -> Arguments.of(row.group(1), row.group(2)));
  }

  /** The column `features` of docs/use-the-crate.md is what a crate for that board says. */
  @ParameterizedTest
  @MethodSource("cores")
  void featuresAreThoseOfTheCrate(String board, String features) throws IOException {
    byte[] model = Files.readAllBytes(ROOT.resolve("suites/models/sine.tflite"));
    Board target = BoardCatalog.load(Data.workspace().boards()).board(board);
    ModelCrate crate = Compiler.compile(model, "sine.tflite", target, CompileOptions.DEFAULT);
    String kernels =
        crate
            .files()
            .get("Cargo.toml")
            .lines()
            .filter(line -> line.startsWith("halyard-kernels"))
            .findFirst()
            .orElseThrow();
    if (features.equals("none")) {
      assertThat(kernels).doesNotContain("features");
    } else {
      assertThat(kernels).contains("features = " + features.replace("`", ""));
    }
  }

  private static List<String> found(Pattern pattern, Path page) throws IOException {
    return pattern.matcher(Files.readString(page)).results().map(match -> match.group(1)).toList();
  }
}

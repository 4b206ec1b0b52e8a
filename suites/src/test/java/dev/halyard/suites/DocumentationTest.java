package dev.halyard.suites;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation points to is there. */
class DocumentationTest {
  private static final Path ROOT = Data.workspace().root();
  private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]+)\\)");
  private static final Pattern PATH =
      Pattern.compile("`((?:E|engine|suites|harness|probes|targets|ci|docs)/[\\w./-]+)`");
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

  private static List<String> found(Pattern pattern, Path page) throws IOException {
    return pattern.matcher(Files.readString(page)).results().map(match -> match.group(1)).toList();
  }
}

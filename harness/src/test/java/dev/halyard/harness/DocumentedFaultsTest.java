package dev.halyard.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/faults.md says that a user sees is what programs say. */
class DocumentedFaultsTest {
  private static final Path ROOT = Path.of("..");
  private static final List<String> PROGRAMS =
      List.of(
          "targets/src/main",
          "engine/src/main",
          "probes/src/main",
          "harness/src/main",
          "ci",
          "targets/plugin");

  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /** What differs from case to case: names, numbers, lists, and what the page leaves out. */
  private static final Pattern VARYING =
      Pattern.compile(
          "'[^']*'|[\"…:;,]|\\[[^\\]]*]|\\(.*?\\)|\\bRAM\\b|\\b\\w*[0-9][\\w,]*(?:[  .][0-9]+)*");

  private static final Pattern SPLIT_TEXT = Pattern.compile("\"\\s*\\+\\s*\"");
  private static final int SHORTEST = 10;

  @Test
  void everyMessageOfThePageIsOneOfAProgram() throws IOException {
    String programs = programs();
    List<String> pieces = pieces();
    assertThat(pieces).hasSizeGreaterThan(60);
    assertThat(pieces.stream().filter(piece -> !programs.contains(piece))).isEmpty();
  }

  private static List<String> pieces() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/faults.md")).stream()
        .filter(line -> line.matches("\\| .* \\| \\d+ \\| .*"))
        .map(line -> line.replaceFirst("\\| .*? \\| \\d+ \\| ", ""))
        .flatMap(said -> QUOTED.matcher(said).results())
        .flatMap(match -> Arrays.stream(VARYING.split(match.group(1))))
        .map(String::strip)
        .filter(piece -> piece.length() >= SHORTEST)
        .toList();
  }

  /** Returns all texts of the sources, those in one that stand in several pieces there. */
  private static String programs() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String folder : PROGRAMS) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(folder))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          all.append(Files.readString(file)).append('\n');
        }
      }
    }
    return SPLIT_TEXT.matcher(all).replaceAll("").lines().collect(Collectors.joining("\n"));
  }
}

package dev.halyard.harness.image;

import dev.halyard.probes.elf.ElfSection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** No path of this computer is in what a board gets: neither the checkout's nor the user's. */
final class PathsCheck implements ImageCheck {
  private static final int SHOWN_CHARACTERS = 80;

  @Override
  public Outcome run(Image image) {
    List<String> problems = new ArrayList<>();
    Path home = Path.of(System.getProperty("user.home", "/nonexistent"));
    for (ElfSection section : image.elf().sections()) {
      // One character per byte, whatever the bytes are.
      String contents = new String(section.contents(), StandardCharsets.ISO_8859_1);
      for (Path path : List.of(image.root(), home)) {
        int at = contents.indexOf(path.toAbsolutePath() + "/");
        if (at >= 0) {
          problems.add("'%s' holds '%s'".formatted(section.name(), text(contents, at)));
        }
      }
    }
    return Outcome.of(problems, "none of this computer");
  }

  private static String text(String contents, int start) {
    int end = start;
    while (end < contents.length()
        && end - start < SHOWN_CHARACTERS
        && contents.charAt(end) >= ' '
        && contents.charAt(end) < 127) {
      end++;
    }
    return contents.substring(start, end);
  }
}

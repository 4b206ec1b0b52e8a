package dev.halyard.harness.doctor;

import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeException.Evidence;
import dev.halyard.probes.ToolCheck;
import dev.halyard.probes.subprocess.Subprocess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What {@code ci/bootstrap} would install: the needs that {@code ci/needs} lists. */
final class NeedsCheck {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final String REMEDY = "install it with ci/bootstrap";
  private static final int FIELDS = 3;

  /** Looked at more closely: Java by itself, Rust for each target. */
  private static final Set<String> ELSEWHERE = Set.of("JDK", "Rust");

  /** Maven prints them even where nobody sees them; the escape itself may have become a dot. */
  private static final Pattern COLOURS = Pattern.compile("[\u001b.]\\[[0-9;]*m");

  private NeedsCheck() {}

  static List<ToolCheck> all(Path root) {
    String script = root.resolve("ci/needs").toString();
    try {
      Evidence evidence = Subprocess.run(List.of("bash", script), root, TIMEOUT);
      if (evidence.exitCode().orElse(-1) != 0) {
        String lines = String.join(" ", evidence.lastLines());
        return List.of(new ToolCheck("ci/needs", false, lines, "correct it: it lists the needs"));
      }
      return evidence.lastLines().stream()
          .map(line -> line.split("\\|", FIELDS))
          .filter(fields -> fields.length == FIELDS && !ELSEWHERE.contains(fields[0]))
          .map(NeedsCheck::check)
          .toList();
    } catch (ProbeException e) {
      return List.of(new ToolCheck("ci/needs", false, e.problem(), e.remedy()));
    }
  }

  private static ToolCheck check(String[] fields) {
    String finding = COLOURS.matcher(fields[2]).replaceAll("");
    return new ToolCheck(fields[0], fields[1].equals("ok"), finding, REMEDY);
  }
}

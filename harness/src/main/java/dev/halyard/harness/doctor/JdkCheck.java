package dev.halyard.harness.doctor;

import dev.halyard.probes.ToolCheck;
import dev.halyard.probes.subprocess.Executables;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether Java is recent enough, and comes with a compiler. */
final class JdkCheck {
  private static final int OLDEST = 17;
  private static final String REMEDY =
      "install a JDK of " + OLDEST + " or later, for example with ci/bootstrap";

  private JdkCheck() {}

  static ToolCheck run() {
    Path home = Path.of(System.getProperty("java.home"));
    String found = System.getProperty("java.runtime.version") + " in " + home;
    if (Runtime.version().feature() < OLDEST) {
      return new ToolCheck("JDK", false, found + ", too old", REMEDY);
    }
    boolean compiles =
        Files.isExecutable(home.resolve("bin/javac")) || Executables.find("javac").isPresent();
    return new ToolCheck("JDK", compiles, compiles ? found : found + ", without javac", REMEDY);
  }
}

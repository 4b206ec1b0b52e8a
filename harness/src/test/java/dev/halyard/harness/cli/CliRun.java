package dev.halyard.harness.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The command line in a process of its own. */
final class CliRun implements AutoCloseable {
  private static final long LIMIT_SECONDS = 300;

  private final Process process;
  private final Path out;

  private CliRun(Process process, Path out) {
    this.process = process;
    this.out = out;
  }

  /** Starts the command line; it can be interrupted where tests run in the background, too. */
  static CliRun start(Path root, String path, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "/usr/bin/env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Halyard.class.getName()));
    command.addAll(List.of(arguments));
    Path out = Files.createTempFile(root, "stdout", "");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("HALYARD_ROOT", root.toString());
    builder.environment().put("PATH", path);
    return new CliRun(builder.start(), out);
  }

  /** Waits for the end and returns the exit status. */
  int status() throws InterruptedException {
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("did not end within " + LIMIT_SECONDS + " s: " + process.info());
    }
    return process.exitValue();
  }

  String output() throws IOException {
    return Files.readString(out);
  }

  /** Returns standard output, which must be nothing but JSON, an object per line. */
  List<JsonNode> json() throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    for (String line : Files.readAllLines(out)) {
      objects.add(new ObjectMapper().readTree(line));
    }
    return objects;
  }

  /** Waits until a program was started whose command line holds a text. */
  ProcessHandle await(String program) throws InterruptedException {
    for (int i = 0; i < LIMIT_SECONDS * 20; i++) {
      Optional<ProcessHandle> found =
          process
              .descendants()
              .filter(child -> child.info().commandLine().orElse("").contains(program))
              .filter(child -> !child.info().command().orElse("").endsWith("setpriv"))
              .findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      Thread.sleep(50);
    }
    throw new AssertionError("'" + program + "' was not started");
  }

  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  void signal(String name) throws IOException, InterruptedException {
    signal(name, process.pid());
  }

  static void signal(String name, long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, String.valueOf(pid)).start().waitFor();
  }

  @Override
  public void close() {
    List<ProcessHandle> children = descendants();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}

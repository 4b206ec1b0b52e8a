package dev.halyard.probes.subprocess;

import dev.halyard.probes.ProbeException;
import dev.halyard.probes.ProbeException.Evidence;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Starts programs so that they cannot outlive this one.
 *
 * <p>A shutdown hook ends them when this program exits. If it is killed, the kernel ends them: they
 * are started through {@code setpriv --pdeathsig}. That signal is sent when the <em>thread</em>
 * that started a program ends, so one thread, which never ends, starts them all.
 */
final class Starter {
  private static final Set<Process> LIVE = ConcurrentHashMap.newKeySet();
  private static final ExecutorService THREAD =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "halyard-starter");
            thread.setDaemon(true);
            return thread;
          });

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Starter::endAll, "halyard-end-programs"));
  }

  private Starter() {}

  /**
   * Starts a program.
   *
   * @param signal what the kernel sends to it if this program is killed
   * @param settings of directory, environment, input and outputs
   */
  static Process start(List<String> command, String signal, Consumer<ProcessBuilder> settings) {
    ProcessBuilder builder = new ProcessBuilder(guarded(command, signal));
    settings.accept(builder);
    try {
      Process process = THREAD.submit(builder::start).get();
      LIVE.add(process);
      return process;
    } catch (ExecutionException e) {
      throw new ProbeException(
          "cannot start '%s': %s".formatted(command.get(0), e.getCause().getMessage()),
          new Evidence(command, OptionalInt.empty(), List.of()),
          "check that it can be run by hand");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProbeException(
          "interrupted while starting '" + command.get(0) + "'", Evidence.NONE, "run it again");
    }
  }

  static void forget(Process process) {
    LIVE.remove(process);
  }

  private static List<String> guarded(List<String> command, String signal) {
    Path program =
        Executables.find(command.get(0))
            .orElseThrow(
                () ->
                    new ProbeException(
                        "'" + command.get(0) + "' is not installed: it is not on the PATH",
                        new Evidence(command, OptionalInt.empty(), List.of()),
                        "install it with ci/bootstrap"));
    List<String> guarded = new ArrayList<>();
    Executables.find("setpriv")
        .ifPresent(setpriv -> guarded.addAll(List.of(setpriv.toString(), "--pdeathsig", signal)));
    guarded.add(program.toString());
    guarded.addAll(command.subList(1, command.size()));
    return guarded;
  }

  private static void endAll() {
    for (Process process : LIVE) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}

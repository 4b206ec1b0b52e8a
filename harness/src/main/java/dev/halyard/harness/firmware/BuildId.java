package dev.halyard.harness.firmware;

import dev.halyard.engine.ModelCrate;
import dev.halyard.engine.Sha256;
import dev.halyard.probes.ProbeException;
import dev.halyard.probes.subprocess.Subprocess;
import dev.halyard.targets.Board;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * Names a firmware by all that goes into it: generated sources, crates, board support, build script
 * compiler and linker.
 *
 * @param root the checkout
 * @param board to build for
 */
record BuildId(Path root, Board board) {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private static final String CHOOSE_RUST = "ci/choose-rust";

  /** Asks what links for a target, of which rustc knows nothing. */
  private static final String LINKER_VERSION =
      "source \"$0\" && choose_toolchain \"$1\" && { [[ -z $LINKER ]] || \"$LINKER\" --version; }";

  /** Folders, and files, that every firmware is made of. */
  private static final List<String> SHARED =
      List.of(
          "engine/tensor",
          "engine/kernels",
          "engine/runtime",
          "engine/agent",
          "targets/boards/firmware-package.toml",
          "targets/boards/build.rs",
          "targets/boards/main.rs",
          "targets/images",
          "targets/support",
          "ci/build-firmware",
          "ci/board-settings",
          CHOOSE_RUST);

  /** Returns 64 hexadecimal digits. */
  String of(List<ModelCrate> crates) throws IOException {
    MessageDigest digest = Sha256.digest();
    for (ModelCrate crate : crates) {
      crate
          .files()
          .forEach(
              (path, text) ->
                  add(digest, crate.name() + "/" + path, text.getBytes(StandardCharsets.UTF_8)));
    }
    addFolder(digest, board.folder());
    addFolder(digest, board.firmware()); // which may be another board's
    Path target = root.resolve("targets/rust").resolve(board.rust().target());
    if (Files.isDirectory(target)) { // its description and its linker; rustc knows the others
      addFolder(digest, target);
    }
    for (String shared : SHARED) {
      addFolder(digest, root.resolve(shared));
    }
    for (Path compiler : compilers()) {
      add(
          digest,
          compiler.toString(),
          (Files.size(compiler) + "@" + Files.getLastModifiedTime(compiler) + version(compiler))
              .getBytes(StandardCharsets.UTF_8));
    }
    add(digest, "linker", linker().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void addFolder(MessageDigest digest, Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> files =
          walk.filter(Files::isRegularFile)
              .filter(file -> !("/" + folder.relativize(file)).contains("/target/"))
              .sorted()
              .toList();
      for (Path file : files) {
        add(digest, folder.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
  }

  private static void add(MessageDigest digest, String name, byte[] content) {
    digest.update((name + "\0" + content.length + "\0").getBytes(StandardCharsets.UTF_8));
    digest.update(content);
  }

  /** Returns every rustc on the PATH: a new one makes a new firmware. */
  private static List<Path> compilers() {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .map(folder -> Path.of(folder, "rustc"))
        .filter(Files::isRegularFile)
        .distinct()
        .toList();
  }

  /** Returns what a compiler says of itself: rustup's is a proxy whose file never changes. */
  private static String version(Path compiler) {
    return output(List.of(compiler.toString(), "-vV"));
  }

  private String linker() {
    String script = root.resolve(CHOOSE_RUST).toString();
    return output(List.of("bash", "-c", LINKER_VERSION, script, board.rust().target()));
  }

  /** Returns what a program prints, nothing if it fails: building says what is wrong with it. */
  private static String output(List<String> command) {
    try {
      Path here = Path.of("").toAbsolutePath();
      return String.join("\n", Subprocess.run(command, here, TIMEOUT).lastLines());
    } catch (ProbeException e) {
      return "";
    }
  }
}

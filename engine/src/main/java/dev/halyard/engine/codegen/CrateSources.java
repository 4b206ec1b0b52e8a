package dev.halyard.engine.codegen;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The sources of our Rust crates, which travel inside the engine's jar, so that a compiled model
 * can be shipped with all that it needs.
 *
 * <p>Each crate comes as a folder named like the package, with a manifest that stands alone: what
 * it inherits from our workspace is written out.
 */
public final class CrateSources {
  private static final String ROOT = "/halyard/crates/";

  /** One of our crates. */
  public enum Crate {
    /** Arena, views and flash constants. */
    TENSOR,
    /** Operators. */
    KERNELS,
    /** The traits of models and boards. */
    RUNTIME,
    /** The serial protocol; only firmwares that Halyard drives have it. */
    AGENT;

    /** Returns the name of the Cargo package, which is that of its folder. */
    public String packageName() {
      return "halyard-" + shortName();
    }

    /** Returns the name without {@code halyard-}, which is that of the folder in the repository. */
    public String shortName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What a model crate depends on. */
  public static final List<Crate> FOR_MODELS = List.of(Crate.TENSOR, Crate.KERNELS, Crate.RUNTIME);

  private static final String VERSION = readVersion();

  private CrateSources() {}

  /** Returns the version of the crates, which is that of Halyard. */
  public static String version() {
    return VERSION;
  }

  /** Returns the files of some crates by path, for example {@code halyard-tensor/src/lib.rs}. */
  public static SortedMap<String, String> files(List<Crate> crates) {
    SortedMap<String, String> files = new TreeMap<>();
    withRoot(
        root -> {
          CargoManifest workspace = CargoManifest.parse(read(root.resolve("Cargo.toml")));
          for (Crate crate : crates) {
            files.putAll(files(root.resolve(crate.shortName()), crate, workspace));
          }
        });
    return Collections.unmodifiableSortedMap(files);
  }

  /**
   * Writes some crates side by side into {@code directory}.
   *
   * @throws UncheckedIOException if a file cannot be written
   */
  public static void writeTo(Path directory, List<Crate> crates) {
    Sources.write(directory, files(crates));
  }

  private static String readVersion() {
    AtomicReference<String> version = new AtomicReference<>("");
    withRoot(
        root -> {
          CargoManifest workspace = CargoManifest.parse(read(root.resolve("Cargo.toml")));
          String quoted = workspace.values().getOrDefault("workspace.package.version", "");
          version.set(quoted.replace("\"", ""));
        });
    return version.get();
  }

  private static Map<String, String> files(Path folder, Crate crate, CargoManifest workspace) {
    SortedMap<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        String text = read(path);
        boolean isManifest = name.equals("Cargo.toml");
        files.put(crate.packageName() + "/" + name, isManifest ? workspace.standAlone(text) : text);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the sources of " + crate.packageName(), e);
    }
    return files;
  }

  private static void withRoot(Consumer<Path> action) {
    URL url = Objects.requireNonNull(CrateSources.class.getResource(ROOT + "Cargo.toml"));
    try {
      URI uri = url.toURI();
      if (!uri.getScheme().equals("jar")) {
        action.accept(Objects.requireNonNull(Path.of(uri).getParent()));
        return;
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        action.accept(jar.getPath(ROOT));
      }
    } catch (URISyntaxException | IOException e) {
      throw new IllegalStateException("cannot read the crates bundled at " + url, e);
    }
  }

  private static String read(Path path) {
    try {
      return Files.readString(path, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + path, e);
    }
  }
}

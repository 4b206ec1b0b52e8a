package dev.halyard.harness.image;

import dev.halyard.probes.elf.ElfFile;
import dev.halyard.probes.elf.ElfSegment;
import dev.halyard.targets.Board;
import java.nio.file.Path;
import java.util.List;

/**
 * A linked firmware and the board that it is for.
 *
 * @param file the executable
 * @param elf what it says
 * @param board that it is for
 * @param models in it
 * @param files what one flashes instead of the executable; empty where that is flashed
 * @param root the checkout that it was built from
 */
public record Image(
    Path file, ElfFile elf, Board board, List<Model> models, List<Path> files, Path root) {

  /**
   * A model in a firmware.
   *
   * @param crate name of its crate
   * @param weights that the compiler wrote for it
   */
  public record Model(String crate, List<Weights> weights) {

    /** Copies the list. */
    public Model {
      weights = List.copyOf(weights);
    }
  }

  /**
   * An array of constants of a model, weights or a table.
   *
   * @param name of the static in the crate's module {@code weights}
   * @param contents as they have to lie in flash
   * @param isNeeded whether an output hangs on them; where not, the Rust compiler may leave them
   *     out
   */
  @SuppressWarnings("ArrayRecordComponent") // read only, and never compared
  public record Weights(String name, byte[] contents, boolean isNeeded) {}

  /** Copies the lists. */
  public Image {
    models = List.copyOf(models);
    files = List.copyOf(files);
  }

  /**
   * Reads an executable.
   *
   * @throws dev.halyard.probes.ProbeException if it is no sound ELF file
   */
  public static Image read(
      Path file, Board board, List<Model> models, List<Path> files, Path root) {
    return new Image(file, ElfFile.read(file), board, models, files, root);
  }

  /**
   * Returns the bytes that the firmware takes in flash: what its loadable segments store outside of
   * RAM, initial values of variables included. So it counts what lies beyond the flash, too.
   */
  public long flashBytes() {
    return elf.segments().stream()
        .filter(segment -> !memory().isRam(segment.loadAddress()))
        .mapToLong(ElfSegment::fileBytes)
        .sum();
  }

  /** Returns the board's memory as the executable numbers it. */
  MemoryMap memory() {
    return new MemoryMap(board);
  }
}

package dev.halyard.engine.codegen;

import java.nio.file.Path;

/**
 * Where a model crate finds Halyard's own crates.
 *
 * @param folder that holds them, relative to the model crate or absolute
 * @param isCheckout whether they are named as in our sources ({@code kernels}); else like their
 *     packages ({@code halyard-kernels})
 */
public record CrateLocation(String folder, boolean isCheckout) {
  /** Beside the model crate, as {@link CrateSources#writeTo} puts them. */
  public static final CrateLocation BESIDE = new CrateLocation("..", false);

  /**
   * Returns the location of the sources themselves, so that all crates of a firmware are the same.
   */
  public static CrateLocation checkout(Path engine) {
    return new CrateLocation(engine.toString(), true);
  }

  /** Returns the path of one crate. */
  String path(CrateSources.Crate crate) {
    return folder + "/" + (isCheckout ? crate.folder() : crate.packageName());
  }
}

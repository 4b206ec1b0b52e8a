package dev.halyard.engine.kernel;

/**
 * Transforms of Winograd's minimal filtering with integers: tiles of {@code m × m} outputs of a 3×3
 * window with stride 1, from {@code p × p} inputs, {@code p = m + 2}.
 *
 * <p>Source: A. Lavin and S. Gray, Fast Algorithms for Convolutional Neural Networks, 2015,
 * arXiv:1509.09308; rows of {@code G} are multiplied to integers, which the kernel undoes at the
 * end.
 */
public enum WinogradTransform {
  /** Tiles of 2×2. */
  F2(2, 2),
  /** Tiles of 4×4. */
  F4(4, 6);

  /** Height and width of the window. */
  public static final int WINDOW = 3;

  private final int tile;
  private final int fractionBits;

  private static final int[][] G_OF_F2 = {{2, 0, 0}, {1, 1, 1}, {1, -1, 1}, {0, 0, 2}};

  private static final int[][] G_OF_F4 = {
    {6, 0, 0}, {-1, -1, -1}, {-1, 1, -1}, {1, 2, 4}, {1, -2, 4}, {0, 0, 6}
  };

  WinogradTransform(int tile, int fractionBits) {
    this.tile = tile;
    this.fractionBits = fractionBits;
  }

  /** Returns the outputs of a row of a tile. */
  public int tile() {
    return tile;
  }

  /** Returns the inputs that a row of a tile sees. */
  public int points() {
    return tile + WINDOW - 1;
  }

  /** Returns how many products a tile takes of an input and an output channel. */
  public int products() {
    return points() * points();
  }

  /** Returns the power of two by which outputs come out too large. */
  public int fractionBits() {
    return fractionBits;
  }

  /**
   * Returns {@code G w Gᵀ} by rows, each an int16: the rows of {@code G} sum to 7 in magnitude at
   * most.
   *
   * @param window nine weights by rows
   */
  public int[] weights(byte[] window) {
    int points = points();
    int[][] g = this == F2 ? G_OF_F2 : G_OF_F4;
    int[] transformed = new int[points * points];
    for (int i = 0; i < points; i++) {
      for (int j = 0; j < points; j++) {
        for (int tap = 0; tap < WINDOW * WINDOW; tap++) {
          transformed[i * points + j] += g[i][tap / WINDOW] * window[tap] * g[j][tap % WINDOW];
        }
      }
    }
    return transformed;
  }
}

package dev.halyard.engine.kernel;

/**
 * The work of one call of a kernel that can be divided: rows × blocks of channels.
 *
 * @param rows of the output, or of the input for kernels that consume rows as they come
 * @param blocks of output channels; 1 where the kernel does not divide channels
 */
public record TileSpace(int rows, int blocks) {
  /** Channels of a block, in every kernel that divides channels. */
  public static final int BLOCK_CHANNELS = 4;

  /** Returns the space of a kernel that does not divide channels. */
  public static TileSpace ofRows(int rows) {
    return new TileSpace(rows, 1);
  }

  /** Returns the space of a kernel that divides channels into blocks. */
  public static TileSpace of(int rows, int channels) {
    return new TileSpace(rows, blocks(channels));
  }

  /** Returns the number of blocks of some channels, the last one padded. */
  public static int blocks(int channels) {
    return (channels + BLOCK_CHANNELS - 1) / BLOCK_CHANNELS;
  }

  /** Returns {@code count} rounded up to whole blocks. */
  public static int roundUp(int count) {
    return blocks(count) * BLOCK_CHANNELS;
  }
}

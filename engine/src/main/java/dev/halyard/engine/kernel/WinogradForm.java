package dev.halyard.engine.kernel;

/**
 * How a convolution is computed by Winograd's minimal filtering.
 *
 * @param transform of its tiles
 * @param transformsWeights whether the device transforms plain weights, not the compiler
 * @param tileRows rows of tiles that are transformed at once, at least 1
 */
public record WinogradForm(WinogradTransform transform, boolean transformsWeights, int tileRows) {}

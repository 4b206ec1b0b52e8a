package dev.halyard.engine.kernel;

/**
 * What {@code conv_2d_paired} was offered with.
 *
 * @param form in which it computes the node
 * @param channels of the node, in any form
 */
public record PairedConvolution(PairedForm form, PairedChannels channels)
    implements ProvenChannels {}

package dev.halyard.engine.kernel;

/**
 * Constants of a node's output channels, proven to give the reference's bits. What a kernel was
 * offered with is what is written: a proof takes long, so {@link KernelUse} carries it.
 */
public interface ProvenChannels {}

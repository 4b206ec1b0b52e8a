package dev.halyard.harness.session;

import dev.halyard.engine.ir.ElementType;
import java.util.List;

/**
 * An input or output tensor as the device declares it.
 *
 * @param type of its elements
 * @param shape outermost dimension first
 * @param bytes its size
 */
public record RemoteTensor(ElementType type, List<Integer> shape, int bytes) {}

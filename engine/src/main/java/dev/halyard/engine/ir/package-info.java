/**
 * The graph: the only intermediate representation between importer and code generator.
 *
 * <p>A {@link dev.halyard.engine.ir.Graph} is immutable: nodes in execution order, edges named by
 * their tensor. Shapes are static, quantization is on the tensors, attributes are on the
 * {@linkplain dev.halyard.engine.ir.op.Operator operators}. Uses nothing of ours.
 */
@NullMarked
package dev.halyard.engine.ir;

import org.jspecify.annotations.NullMarked;

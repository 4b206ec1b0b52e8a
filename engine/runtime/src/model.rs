//! The door to a compiled model.

use core::cell::Cell;

use crate::ModelDescription;

/// A compiled model with its memory; generated model crates implement it.
///
/// Tensors cross this door as raw little-endian bytes, so that one agent serves every model. Programs that know their
/// model use the typed methods of its crate instead.
pub trait Model {
    /// What the model is.
    fn description(&self) -> ModelDescription;

    /// Forgets what earlier inferences left in stateful operators.
    fn reset(&mut self);

    /// Bytes of input tensor `index`, where they lie in the arena.
    ///
    /// # Panics
    ///
    /// If the model has no such input.
    fn input_bytes_mut(&mut self, index: usize) -> &mut [u8];

    /// Bytes of output tensor `index`, where they lie in the arena; of the last inference until the next input is written.
    ///
    /// # Panics
    ///
    /// If the model has no such output.
    fn output_bytes(&self, index: usize) -> &[u8];

    /// Computes the outputs from the inputs.
    fn infer(&mut self);

    /// Computes the outputs as [`infer`](Self::infer) does, bit for bit, and shows every node's rows as they are made.
    fn infer_observed(&mut self, observer: &mut dyn Observer);
}

/// Sees intermediate tensors while a model infers.
pub trait Observer {
    /// Takes rows of the output of node `node` (its index in the description), from row `first_row` on.
    ///
    /// Rows of one node come in order and each comes once. `bytes` are little-endian and belong to the arena: they are
    /// overwritten later.
    fn rows(&mut self, node: usize, first_row: usize, bytes: &[Cell<u8>]);
}

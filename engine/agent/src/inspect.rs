//! Commands that look into a model or the board.

use core::cell::Cell;

use halyard_runtime::{Observer, Platform, TensorDescription};
use halyard_tensor::FlashSlice;

use crate::agent::{Agent, Parts};
use crate::arguments::{Arguments, Outcome};
use crate::console::Console;

impl<P: Platform> Agent<'_, '_, P> {
    pub(crate) fn tell_tensors(&mut self) -> Outcome {
        let model = self.description()?;
        self.tell_each_tensor(b"m-input-", model.inputs);
        self.tell_each_tensor(b"m-output-", model.outputs);
        Ok(())
    }

    fn tell_each_tensor(&mut self, prefix: &[u8], tensors: FlashSlice<TensorDescription>) {
        for (index, tensor) in tensors.iter().enumerate() {
            let name = tensor.element_type.name();
            let console = self.console.text(prefix).size(index);
            console
                .text(b"-[")
                .flash(name)
                .text(b"]-[")
                .shape(tensor.shape);
            console.text(b"]-[").size(tensor.bytes()).line(b"]");
        }
    }

    pub(crate) fn tell_operators(&mut self) -> Outcome {
        let nodes = self.description()?.nodes;
        self.console.text(b"m-operators-").size(nodes.len()).end();
        for (index, node) in nodes.iter().enumerate() {
            let console = self.console.text(b"m-operator-").size(index);
            console.text(b"-[").flash(node.name);
            console.text(b"]-[").flash(node.operator);
            console.text(b"]-[").flash(node.element_type.name());
            console.text(b"]-[").shape(node.shape).line(b"]");
        }
        Ok(())
    }

    pub(crate) fn dump(&mut self, words: &mut Arguments<'_>) -> Outcome {
        let node = words.size()?;
        words.finish()?;
        let Parts { console, model, .. } = self.parts()?;
        if node >= model.description().nodes.len() {
            return Err("No such node");
        }
        model.infer_observed(&mut Dump { console, node });
        self.console.line(b"m-done");
        Ok(())
    }

    pub(crate) fn stack(&mut self, words: &mut Arguments<'_>) -> Outcome {
        let stack = self.console.platform.stack();
        let stack = stack.ok_or("This board does not know its stack")?;
        match words.next() {
            Some(b"paint") => {
                words.finish()?;
                stack.paint();
                self.console.line(b"m-painted");
            }
            Some(_) => return Err("Usage: stack [paint]"),
            None => {
                let console = self.console.text(b"m-stack-").size(stack.used_bytes());
                console.text(b"-").size(stack.available_bytes()).end();
            }
        }
        Ok(())
    }
}

/// Sends the rows of one node.
struct Dump<'c, P> {
    console: &'c mut Console<P>,
    node: usize,
}

impl<P: Platform> Observer for Dump<'_, P> {
    fn rows(&mut self, node: usize, first_row: usize, bytes: &[Cell<u8>]) {
        if node == self.node {
            let console = self.console.text(b"m-rows-").size(first_row);
            console.text(b"-").size(bytes.len()).end();
            console.frame(bytes.iter().map(Cell::get));
        }
    }
}

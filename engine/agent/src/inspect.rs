//! Commands that look into a model or the board.

use core::cell::Cell;

use halyard_runtime::{Observer, Platform, TensorDescription};
use halyard_tensor::{FlashSlice, FlashStr, flash_str};

use crate::agent::{Agent, Parts};
use crate::arguments::{Arguments, Outcome, is};
use crate::console::{Console, Frame};
use crate::refusal::Refusal;

impl<P: Platform> Agent<'_, '_, P> {
    #[inline(never)]
    pub(crate) fn tell_tensors(&mut self) -> Outcome {
        let model = self.description()?;
        self.tell_each_tensor(flash_str!("m-input-"), model.inputs);
        self.tell_each_tensor(flash_str!("m-output-"), model.outputs);
        Ok(())
    }

    #[inline(never)]
    fn tell_each_tensor(&mut self, prefix: FlashStr, tensors: FlashSlice<TensorDescription>) {
        for index in 0..tensors.len() {
            let tensor = tensors.get(index);
            let console = self.console.text(prefix).size(index);
            console
                .text(flash_str!("-["))
                .text(tensor.element_type.name());
            console.next().shape(tensor.shape);
            console.next().size(tensor.bytes()).close();
        }
    }

    #[inline(never)]
    pub(crate) fn tell_operators(&mut self) -> Outcome {
        let nodes = self.description()?.nodes;
        self.console.sized(flash_str!("m-operators-"), nodes.len());
        for index in 0..nodes.len() {
            let node = nodes.get(index);
            let console = self.console.text(flash_str!("m-operator-"));
            console.size(index).text(flash_str!("-[")).text(node.name);
            console.next().text(node.operator);
            console.next().text(node.element_type.name());
            console.next().shape(node.shape).close();
        }
        Ok(())
    }

    #[inline(never)]
    pub(crate) fn dump(&mut self, words: &mut Arguments<'_>) -> Outcome {
        let node = words.size()?;
        words.finish()?;
        let Parts { console, model, .. } = self.parts()?;
        if node >= model.description().nodes.len() {
            return Err(Refusal::NoSuchNode);
        }
        model.infer_observed(&mut Dump { console, node });
        self.console.line(flash_str!("m-done"));
        Ok(())
    }

    #[inline(never)]
    pub(crate) fn stack(&mut self, words: &mut Arguments<'_>) -> Outcome {
        let stack = self.console.platform.stack();
        let stack = stack.ok_or(Refusal::UnknownStack)?;
        match words.next() {
            Some(word) if is(word, flash_str!("paint")) => {
                words.finish()?;
                stack.paint();
                self.console.line(flash_str!("m-painted"));
            }
            Some(_) => return Err(Refusal::StackUsage),
            None => {
                let used = stack.used_bytes();
                let console = self.console.text(flash_str!("m-stack-")).size(used);
                console
                    .text(flash_str!("-"))
                    .size(stack.available_bytes())
                    .end();
            }
        }
        Ok(())
    }
}

/// Bytes of a tensor that are copied before they are sent.
const CHUNK: usize = 32;

/// Sends the rows of one node.
struct Dump<'c, P> {
    console: &'c mut Console<P>,
    node: usize,
}

impl<P: Platform> Observer for Dump<'_, P> {
    fn rows(&mut self, node: usize, first_row: usize, bytes: &[Cell<u8>]) {
        if node == self.node {
            let console = self.console.text(flash_str!("m-rows-")).size(first_row);
            console.text(flash_str!("-")).size(bytes.len()).end();
            let mut frame = Frame::new(console);
            for part in bytes.chunks(CHUNK) {
                let mut chunk = [0; CHUNK];
                for (to, from) in chunk.iter_mut().zip(part) {
                    *to = from.get();
                }
                frame.write(chunk.get(..part.len()).unwrap_or_default());
            }
            frame.end();
        }
    }
}

//! The agent's loop: a command comes, an answer goes.

use halyard_runtime::{Model, ModelDescription, Platform};

use crate::arguments::{Arguments, Outcome, Refusal};
use crate::command::Command;
use crate::console::Console;
use crate::infer::halyard_agent_infer;
use crate::payload::Payload;
use crate::results;

const NO_MODEL: Refusal = "This firmware has no model";

const HELP: &[&[u8]] = &[
    b"name profile timestamp help results",
    b"db load <bytes> | db <hex digits> | db print",
    b"infer <iterations> <warm-up>",
    b"build-id models tensors operators cores run reset exit",
    b"select <model>",
    b"write <input> <offset> <bytes>",
    b"read <output> <offset> <bytes>",
    b"dump <node>",
    b"stack [paint]",
];

/// Serves one host: answers commands about a table of models.
pub struct Agent<'a, 'm, P> {
    pub(crate) console: Console<P>,
    pub(crate) payload: Payload<'a>,
    models: &'a mut [&'m mut dyn Model],
    selected: usize,
    build_id: &'static str,
}

impl<'a, 'm, P: Platform> Agent<'a, 'm, P> {
    /// An agent for these models on this board; the first is selected.
    pub fn new(platform: P, models: &'a mut [&'m mut dyn Model]) -> Self {
        Self {
            console: Console::new(platform),
            payload: Payload::new(&mut []),
            models,
            selected: 0,
            build_id: "unknown",
        }
    }

    /// Answers `build-id` with this text, which proves to the host which firmware runs.
    pub fn with_build_id(mut self, build_id: &'static str) -> Self {
        self.build_id = build_id;
        self
    }

    /// Keeps the float features of models that are judged against their input in this memory, whose size `halyard_runtime::feature_bytes` tells.
    pub fn with_feature_memory(mut self, memory: &'a mut [u8]) -> Self {
        self.payload = Payload::new(memory);
        self
    }

    /// Answers commands until the serial line is closed for good, which on a board is never.
    ///
    /// Nothing is written before the host has: what is sent to a line that nobody has opened yet is lost.
    pub fn run(mut self) {
        if let Some(stack) = self.console.platform.stack() {
            stack.paint();
        }
        self.console.await_host();
        if !self.console.is_closed() {
            self.greet();
        }
        while !self.console.is_closed() {
            let command = Command::read(&mut self.console);
            if self.console.is_closed() {
                return;
            }
            if let Some(words) = command.words(&mut self.console) {
                self.execute(words);
            }
            self.console.line(b"m-ready");
        }
    }

    fn greet(&mut self) {
        self.console.line(b"m-timestamp-mode-performance");
        self.timestamp();
        self.console.line(b"m-init-done");
        self.console.line(b"m-ready");
    }

    fn execute(&mut self, mut words: Arguments<'_>) {
        let Some(name) = words.next() else {
            return;
        };
        if let Err(why) = self.dispatch(name, words) {
            self.console.refuse(why);
        }
    }

    fn dispatch(&mut self, name: &[u8], mut words: Arguments<'_>) -> Outcome {
        let words = &mut words;
        match name {
            b"name" => words.finish().map(|()| self.name()),
            b"profile" => words.finish().and_then(|()| self.profile()),
            b"timestamp" => words.finish().map(|()| self.timestamp()),
            b"help" => words.finish().map(|()| self.help()),
            b"results" => words.finish().and_then(|()| self.results()),
            b"db" => self.db(words),
            b"infer" => self.infer(words),
            b"build-id" => words.finish().map(|()| self.tell_build_id()),
            b"models" => words.finish().map(|()| self.tell_models()),
            b"tensors" => words.finish().and_then(|()| self.tell_tensors()),
            b"operators" => words.finish().and_then(|()| self.tell_operators()),
            b"cores" => words.finish().map(|()| self.console.line(b"m-cores-1")),
            b"select" => self.select(words),
            b"write" => self.write(words),
            b"read" => self.read(words),
            b"dump" => self.dump(words),
            b"run" => words.finish().and_then(|()| self.run_once()),
            b"reset" => words.finish().and_then(|()| self.reset()),
            b"stack" => self.stack(words),
            b"exit" => words.finish().and_then(|()| self.exit()),
            _ => {
                self.console
                    .text(b"e-[Unknown command: ")
                    .text(name)
                    .line(b"]");
                Ok(())
            }
        }
    }

    /// The selected model.
    pub(crate) fn model(&mut self) -> Result<&mut (dyn Model + 'm), Refusal> {
        match self.models.get_mut(self.selected) {
            Some(model) => Ok(&mut **model),
            None => Err(NO_MODEL),
        }
    }

    /// The selected model beside the rest of the agent.
    pub(crate) fn parts(&mut self) -> Result<Parts<'_, 'a, 'm, P>, Refusal> {
        Ok(Parts {
            console: &mut self.console,
            payload: &mut self.payload,
            model: &mut **self.models.get_mut(self.selected).ok_or(NO_MODEL)?,
        })
    }

    /// What the selected model is.
    pub(crate) fn description(&mut self) -> Result<ModelDescription, Refusal> {
        self.model().map(|model| model.description())
    }

    fn name(&mut self) {
        let console = self.console.text(b"m-name-dut-[");
        console.text(P::NAME.as_bytes()).line(b"]");
    }

    fn profile(&mut self) -> Outcome {
        let model = self.description()?;
        let id = model.mlperf_id.unwrap_or(model.name);
        self.console
            .line(b"m-profile-[ULPMark for tinyML Firmware V0.0.1]");
        self.console.text(b"m-model-[").flash(id).line(b"]");
        Ok(())
    }

    fn timestamp(&mut self) {
        let now = self.console.platform.microseconds();
        self.console.text(b"m-lap-us-").number(now).end();
    }

    fn help(&mut self) {
        for line in HELP {
            self.console.line(line);
        }
    }

    fn tell_build_id(&mut self) {
        let console = self.console.text(b"m-build-id-[");
        console.text(self.build_id.as_bytes()).line(b"]");
    }

    fn tell_models(&mut self) {
        self.console
            .text(b"m-models-")
            .size(self.models.len())
            .end();
        for (index, model) in self.models.iter().enumerate() {
            let model = model.description();
            self.console.text(b"m-model-").size(index).text(b"-[");
            self.console.flash(model.name).text(b"]-[");
            self.console.flash(model.sha256).line(b"]");
        }
    }

    fn select(&mut self, words: &mut Arguments<'_>) -> Outcome {
        let index = words.size()?;
        words.finish()?;
        self.models.get_mut(index).ok_or("No such model")?.reset();
        self.selected = index;
        self.payload.expect(0);
        self.console.text(b"m-selected-").size(index).end();
        Ok(())
    }

    fn reset(&mut self) -> Outcome {
        self.model()?.reset();
        self.console.line(b"m-reset");
        Ok(())
    }

    fn run_once(&mut self) -> Outcome {
        self.measure(1)?;
        self.console.line(b"m-done");
        Ok(())
    }

    fn infer(&mut self, words: &mut Arguments<'_>) -> Outcome {
        let iterations = words.integer(Some(1))?;
        let warmup = words.integer(Some(10))?;
        words.finish()?;
        if iterations <= 0 {
            return Err("Inference iterations must be >0");
        }
        if warmup < 0 {
            return Err("Inference warmup must be >=0");
        }
        if !self.model()?.description().inputs_kept && (iterations > 1 || warmup > 0) {
            return Err(
                "This model consumes its inputs: only infer 1 0, or build it with inputs kept",
            );
        }
        let Parts { payload, model, .. } = self.parts()?;
        payload.prepare(model);
        self.console
            .text(b"m-warmup-start-")
            .number(warmup.unsigned_abs())
            .end();
        self.repeat(warmup)?;
        self.console.line(b"m-warmup-done");
        self.console
            .text(b"m-infer-start-")
            .number(iterations.unsigned_abs())
            .end();
        self.timestamp();
        self.measure(iterations)?;
        self.timestamp();
        self.console.line(b"m-infer-done");
        self.results()
    }

    /// Runs inferences that the host measures; the board marks them.
    fn measure(&mut self, times: i32) -> Outcome {
        self.model()?;
        self.console.platform.inference_starts();
        let outcome = self.repeat(times);
        self.console.platform.inference_ends();
        outcome
    }

    fn repeat(&mut self, times: i32) -> Outcome {
        let model = self.model()?;
        for _ in 0..times {
            halyard_agent_infer(model);
        }
        Ok(())
    }

    fn results(&mut self) -> Outcome {
        let Parts {
            console,
            payload,
            model,
        } = self.parts()?;
        console.text(b"m-results-[");
        match payload.mean_squared_error(model) {
            Some(error) => {
                console.fixed(error);
            }
            None => results::write(console, model),
        }
        console.line(b"]");
        Ok(())
    }

    fn exit(&mut self) -> Outcome {
        if !P::CAN_EXIT {
            return Err("This board cannot exit");
        }
        self.console.line(b"m-exit");
        self.console.line(b"m-ready");
        self.console.read();
        self.console.platform.exit(0);
        Ok(())
    }
}

/// What a command works with.
pub(crate) struct Parts<'s, 'a, 'm, P> {
    pub(crate) console: &'s mut Console<P>,
    pub(crate) payload: &'s mut Payload<'a>,
    pub(crate) model: &'s mut (dyn Model + 'm),
}

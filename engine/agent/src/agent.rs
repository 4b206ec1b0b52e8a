//! The agent's loop: a command comes, an answer goes.

use halyard_runtime::{Model, ModelDescription, Platform};
use halyard_tensor::{FlashStr, flash_str};

use crate::arguments::{Arguments, Outcome};
use crate::command::Command;
use crate::console::Console;
use crate::infer::halyard_agent_infer;
use crate::payload::Payload;
use crate::refusal::Refusal;
use crate::results;
use crate::verb::{Alone, Verb, With};

const HELP: FlashStr = flash_str!(concat!(
    "name profile timestamp help results\r\n",
    "db load <bytes> | db <hex digits> | db print\r\n",
    "infer <iterations> <warm-up>\r\n",
    "build-id models tensors operators cores cycles run reset exit\r\n",
    "select <model>\r\n",
    "write <input> <offset> <bytes>\r\n",
    "read <output> <offset> <bytes>\r\n",
    "dump <node>\r\n",
    "stack [paint]",
));

/// Serves one host: answers commands about a table of models.
pub struct Agent<'a, 'm, P> {
    pub(crate) console: Console<P>,
    pub(crate) payload: Payload<'a>,
    models: &'a mut [&'m mut dyn Model],
    selected: usize,
    cycles: Option<u32>,
    build_id: FlashStr,
}

impl<'a, 'm, P: Platform> Agent<'a, 'm, P> {
    /// An agent for these models on this board; the first is selected.
    pub fn new(platform: P, models: &'a mut [&'m mut dyn Model]) -> Self {
        Self {
            console: Console::new(platform),
            payload: Payload::new(&mut []),
            models,
            selected: 0,
            cycles: None,
            build_id: flash_str!("unknown"),
        }
    }

    /// Answers `build-id` with this text, which proves to the host which firmware runs.
    pub fn with_build_id(mut self, build_id: impl Into<FlashStr>) -> Self {
        self.build_id = build_id.into();
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
            self.serve();
        }
    }

    /// Answers one command.
    #[inline(never)]
    fn serve(&mut self) {
        let command = Command::read(&mut self.console);
        if self.console.is_closed() {
            return;
        }
        if let Some(words) = command.words(&mut self.console) {
            self.execute(words);
        }
        self.console.line(flash_str!("m-ready"));
    }

    #[inline(never)]
    fn greet(&mut self) {
        self.console
            .line(flash_str!("m-timestamp-mode-performance"));
        self.timestamp();
        self.console.line(flash_str!("m-init-done"));
        self.console.line(flash_str!("m-ready"));
    }

    #[inline(never)]
    fn execute(&mut self, mut words: Arguments<'_>) {
        let Some(name) = words.next() else {
            return;
        };
        let outcome = match Verb::of(name) {
            Some(verb) => self.dispatch(verb, &mut words),
            None => {
                let console = self.console.text(flash_str!("e-[Unknown command: "));
                console.bytes(name).close();
                Ok(())
            }
        };
        if let Err(why) = outcome {
            self.console.refuse(why);
        }
    }

    // No command is inlined: frames stay small, and so does code for cores that reach little beyond their stack pointer.
    fn dispatch(&mut self, verb: Verb, words: &mut Arguments<'_>) -> Outcome {
        match verb {
            Verb::Alone(verb) => words.finish().and_then(|()| self.answer(verb)),
            Verb::With(With::Db) => self.db(words),
            Verb::With(With::Infer) => self.infer(words),
            Verb::With(With::Select) => self.select(words),
            Verb::With(With::Write) => self.write(words),
            Verb::With(With::Read) => self.read(words),
            Verb::With(With::Dump) => self.dump(words),
            Verb::With(With::Stack) => self.stack(words),
        }
    }

    fn answer(&mut self, verb: Alone) -> Outcome {
        match verb {
            Alone::Name => self.name(),
            Alone::Profile => self.profile()?,
            Alone::Timestamp => self.timestamp(),
            Alone::Help => self.console.line(HELP),
            Alone::Results => self.results()?,
            Alone::BuildId => self.tell_build_id(),
            Alone::Models => self.tell_models(),
            Alone::Tensors => self.tell_tensors()?,
            Alone::Operators => self.tell_operators()?,
            Alone::Cores => self.console.line(flash_str!("m-cores-1")),
            Alone::Cycles => self.tell_cycles()?,
            Alone::Run => self.run_once()?,
            Alone::Reset => self.reset()?,
            Alone::Exit => self.exit()?,
        }
        Ok(())
    }

    /// The selected model.
    pub(crate) fn model(&mut self) -> Result<&mut (dyn Model + 'm), Refusal> {
        match self.models.get_mut(self.selected) {
            Some(model) => Ok(&mut **model),
            None => Err(Refusal::NoModel),
        }
    }

    /// The selected model beside the rest of the agent.
    pub(crate) fn parts(&mut self) -> Result<Parts<'_, 'a, 'm, P>, Refusal> {
        Ok(Parts {
            console: &mut self.console,
            payload: &mut self.payload,
            model: &mut **self.models.get_mut(self.selected).ok_or(Refusal::NoModel)?,
        })
    }

    /// What the selected model is.
    pub(crate) fn description(&mut self) -> Result<ModelDescription, Refusal> {
        self.model().map(|model| model.description())
    }

    #[inline(never)]
    fn name(&mut self) {
        let console = self.console.text(flash_str!("m-name-dut-["));
        console.bytes(P::NAME.as_bytes()).close();
    }

    #[inline(never)]
    fn profile(&mut self) -> Outcome {
        let model = self.description()?;
        let id = model.mlperf_id.unwrap_or(model.name);
        self.console
            .line(flash_str!("m-profile-[ULPMark for tinyML Firmware V0.0.1]"));
        self.console.text(flash_str!("m-model-[")).text(id).close();
        Ok(())
    }

    #[inline(never)]
    fn timestamp(&mut self) {
        let now = self.console.platform.microseconds();
        self.console.text(flash_str!("m-lap-us-")).number(now).end();
    }

    #[inline(never)]
    fn tell_build_id(&mut self) {
        let console = self.console.text(flash_str!("m-build-id-["));
        console.text(self.build_id).close();
    }

    /// Of all inferences that were measured last.
    #[inline(never)]
    fn tell_cycles(&mut self) -> Outcome {
        let cycles = self.cycles.ok_or(Refusal::NoCycles)?;
        let console = self.console.text(flash_str!("m-cycles-"));
        console.number(cycles).end();
        Ok(())
    }

    #[inline(never)]
    fn tell_models(&mut self) {
        let models = self.models.len();
        self.console.sized(flash_str!("m-models-"), models);
        for (index, model) in self.models.iter().enumerate() {
            let model = model.description();
            let console = self.console.text(flash_str!("m-model-")).size(index);
            console.text(flash_str!("-[")).text(model.name);
            console.next().text(model.sha256).close();
        }
    }

    #[inline(never)]
    fn select(&mut self, words: &mut Arguments<'_>) -> Outcome {
        let index = words.size()?;
        words.finish()?;
        self.models
            .get_mut(index)
            .ok_or(Refusal::NoSuchModel)?
            .reset();
        self.selected = index;
        self.payload.forget();
        self.console
            .text(flash_str!("m-selected-"))
            .size(index)
            .end();
        Ok(())
    }

    #[inline(never)]
    fn reset(&mut self) -> Outcome {
        self.model()?.reset();
        self.console.line(flash_str!("m-reset"));
        Ok(())
    }

    #[inline(never)]
    fn run_once(&mut self) -> Outcome {
        self.measure(1)?;
        self.console.line(flash_str!("m-done"));
        Ok(())
    }

    #[inline(never)]
    fn infer(&mut self, words: &mut Arguments<'_>) -> Outcome {
        let iterations = words.integer(Some(1))?;
        let warmup = words.integer(Some(10))?;
        words.finish()?;
        if iterations <= 0 {
            return Err(Refusal::NoIterations);
        }
        if warmup < 0 {
            return Err(Refusal::NegativeWarmup);
        }
        if !self.description()?.inputs_kept && (iterations > 1 || warmup > 0) {
            return Err(Refusal::InputsConsumed);
        }
        let Parts { payload, model, .. } = self.parts()?;
        if P::TAKES_FEATURES {
            payload.prepare(model);
        }
        self.console
            .text(flash_str!("m-warmup-start-"))
            .number(warmup.unsigned_abs())
            .end();
        self.repeat(warmup)?;
        self.console.line(flash_str!("m-warmup-done"));
        self.console
            .text(flash_str!("m-infer-start-"))
            .number(iterations.unsigned_abs())
            .end();
        self.timestamp();
        self.measure(iterations)?;
        self.timestamp();
        self.console.line(flash_str!("m-infer-done"));
        self.results()
    }

    /// Runs inferences that the host measures; the board marks them.
    #[inline(never)]
    fn measure(&mut self, times: i32) -> Outcome {
        self.model()?;
        self.console.platform.inference_starts();
        let before = self.console.platform.cycles();
        let outcome = self.repeat(times);
        let after = self.console.platform.cycles();
        self.console.platform.inference_ends();
        self.cycles = after
            .zip(before)
            .map(|(after, before)| after.wrapping_sub(before));
        outcome
    }

    fn repeat(&mut self, times: i32) -> Outcome {
        let model = self.model()?;
        for _ in 0..times {
            halyard_agent_infer(model);
        }
        Ok(())
    }

    #[inline(never)]
    fn results(&mut self) -> Outcome {
        let Parts {
            console,
            payload,
            model,
        } = self.parts()?;
        console.text(flash_str!("m-results-["));
        let error = P::TAKES_FEATURES.then(|| payload.mean_squared_error(model));
        match error.flatten() {
            Some(error) => {
                console.fixed(error);
            }
            None => results::write(console, model),
        }
        console.line(flash_str!("]"));
        Ok(())
    }

    #[inline(never)]
    fn exit(&mut self) -> Outcome {
        if !P::CAN_EXIT {
            return Err(Refusal::CannotExit);
        }
        self.console.line(flash_str!("m-exit"));
        self.console.line(flash_str!("m-ready"));
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

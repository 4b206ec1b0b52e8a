//! A board and models of plain memory, and a bench that sends a script and gives what came back.
#![allow(dead_code, reason = "each test crate uses a part")]

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use halyard_agent::Agent;
use halyard_runtime::{
    ElementType, Model, ModelDescription, NodeDescription, Observer, Platform, Stack,
    TensorDescription,
};
use halyard_tensor::{FlashSlice, FlashStr, flash_slice, flash_str};

pub const GREETING: &str =
    "m-timestamp-mode-performance\r\nm-lap-us-1000\r\nm-init-done\r\nm-ready\r\n";

const fn tensor(
    name: FlashStr,
    element_type: ElementType,
    shape: FlashSlice<u32>,
) -> TensorDescription {
    TensorDescription {
        name,
        element_type,
        shape,
        scale: 0.5,
        zero_point: 1,
    }
}

static NODES: [NodeDescription; 2] = [
    NodeDescription {
        name: flash_str!("twice"),
        operator: flash_str!("ADD"),
        element_type: ElementType::Int8,
        shape: flash_slice![u32: 2, 4],
    },
    NodeDescription {
        name: flash_str!("more"),
        operator: flash_str!("RELU"),
        element_type: ElementType::Int8,
        shape: flash_slice![u32: 8],
    },
];

/// Two inputs of four bytes, one output of eight: every output byte is its input byte plus one.
pub static INCREMENT: ModelDescription = ModelDescription {
    name: flash_str!("increment"),
    sha256: flash_str!("aa"),
    mlperf_id: None,
    inputs_kept: true,
    inputs: FlashSlice::new(&[
        tensor(flash_str!("a"), ElementType::Int8, flash_slice![u32: 1, 4]),
        tensor(flash_str!("b"), ElementType::Uint8, flash_slice![u32: 4]),
    ]),
    outputs: FlashSlice::new(&[tensor(
        flash_str!("y"),
        ElementType::Int8,
        flash_slice![u32: 2, 4],
    )]),
    nodes: FlashSlice::new(&NODES),
};

pub static IMAGE: ModelDescription = ModelDescription {
    name: flash_str!("image"),
    mlperf_id: Some(flash_str!("vww01")),
    ..INCREMENT
};

/// Gives up its inputs' memory during an inference.
pub static CONSUMING: ModelDescription = ModelDescription {
    name: flash_str!("consuming"),
    inputs_kept: false,
    ..INCREMENT
};

/// One input of eight features, rebuilt as the output.
pub static FEATURES: ModelDescription = ModelDescription {
    name: flash_str!("features"),
    mlperf_id: Some(flash_str!("ad01")),
    inputs: FlashSlice::new(&[tensor(
        flash_str!("a"),
        ElementType::Int8,
        flash_slice![u32: 8],
    )]),
    ..INCREMENT
};

pub struct FakeModel {
    description: &'static ModelDescription,
    inputs: Vec<Vec<u8>>,
    output: Vec<u8>,
    pub inferences: Rc<Cell<u32>>,
}

impl FakeModel {
    pub fn new(description: &'static ModelDescription) -> Self {
        Self {
            description,
            inputs: description
                .inputs
                .iter()
                .map(|input| vec![0; input.bytes()])
                .collect(),
            output: vec![0; description.outputs.get(0).bytes()],
            inferences: Rc::default(),
        }
    }
}

impl Model for FakeModel {
    fn description(&self) -> ModelDescription {
        *self.description
    }

    fn reset(&mut self) {
        self.inputs.iter_mut().for_each(|input| input.fill(0));
    }

    fn input_bytes_mut(&mut self, index: usize) -> &mut [u8] {
        &mut self.inputs[index]
    }

    fn output_bytes(&self, index: usize) -> &[u8] {
        assert_eq!(index, 0);
        &self.output
    }

    fn infer(&mut self) {
        self.inferences.set(self.inferences.get() + 1);
        let inputs = self.inputs.iter().flatten();
        self.output
            .iter_mut()
            .zip(inputs)
            .for_each(|(to, from)| *to = from.wrapping_add(1));
    }

    fn infer_observed(&mut self, observer: &mut dyn Observer) {
        self.infer();
        let output = Cell::from_mut(&mut self.output[..]).as_slice_of_cells();
        observer.rows(0, 0, &output[..4]);
        observer.rows(0, 1, &output[4..]);
        observer.rows(1, 0, output);
    }
}

pub struct FakePlatform {
    input: VecDeque<u8>,
    output: Rc<RefCell<Vec<u8>>>,
    clock: u32,
    exit_code: Rc<Cell<Option<u8>>>,
    inferences: Rc<Cell<u32>>,
    windows: Rc<RefCell<Vec<Vec<u32>>>>,
}

impl Platform for FakePlatform {
    const NAME: &'static str = "fake";
    const CAN_EXIT: bool = true;

    fn write(&mut self, bytes: &[u8]) {
        self.output.borrow_mut().extend(bytes);
    }

    fn read(&mut self) -> Option<u8> {
        self.input.pop_front()
    }

    fn microseconds(&mut self) -> u32 {
        self.clock += 1000;
        self.clock
    }

    /// A thousand for each inference, from shortly before the counter starts again.
    fn cycles(&mut self) -> Option<u32> {
        let counted = self.clock > 1000; // not before the host asked for the time, as if the board could not
        counted.then(|| (1000 * self.inferences.get()).wrapping_sub(500))
    }

    fn stack(&mut self) -> Option<Stack> {
        None
    }

    fn inference_starts(&mut self) {
        let windows = &mut self.windows.borrow_mut();
        windows.push(vec![self.clock, self.inferences.get()]);
    }

    fn inference_ends(&mut self) {
        let windows = &mut self.windows.borrow_mut();
        let window = windows.last_mut().expect("a window starts before it ends");
        window.extend([self.inferences.get(), self.clock]);
    }

    fn exit(&mut self, code: u8) {
        self.exit_code.set(Some(code));
        self.input.clear();
    }
}

/// What a script led to.
pub struct Played {
    pub output: Vec<u8>,
    pub exit_code: Option<u8>,
    pub inferences: u32,
    /// Of each measured window: clock and inferences of the first model before it, inferences and clock after it.
    pub windows: Vec<Vec<u32>>,
}

/// Sends `script` to an agent that serves these models.
pub fn play(descriptions: &[&'static ModelDescription], script: &[u8]) -> Played {
    let output = Rc::<RefCell<Vec<u8>>>::default();
    let exit_code = Rc::<Cell<Option<u8>>>::default();
    let windows = Rc::<RefCell<Vec<Vec<u32>>>>::default();
    let mut models: Vec<_> = descriptions
        .iter()
        .map(|description| FakeModel::new(description))
        .collect();
    let inferences = models
        .first()
        .map(|model| model.inferences.clone())
        .unwrap_or_default();
    let mut table: Vec<&mut dyn Model> = models
        .iter_mut()
        .map(|model| model as &mut dyn Model)
        .collect();
    let platform = FakePlatform {
        input: script.iter().copied().collect(),
        output: output.clone(),
        clock: 0,
        exit_code: exit_code.clone(),
        inferences: inferences.clone(),
        windows: windows.clone(),
    };
    let mut features = [0; 32];
    Agent::new(platform, &mut table)
        .with_build_id("b1d")
        .with_feature_memory(&mut features)
        .run();
    Played {
        output: output.take(),
        exit_code: exit_code.get(),
        inferences: inferences.get(),
        windows: windows.take(),
    }
}

/// The answer to `script` by a firmware with all models, without the greeting and the last `m-ready`.
pub fn answer(script: &[u8]) -> String {
    answer_of(&[&INCREMENT, &IMAGE, &FEATURES], script)
}

/// The same, by a firmware with these models.
pub fn answer_of(descriptions: &[&'static ModelDescription], script: &[u8]) -> String {
    let output = String::from_utf8_lossy(&play(descriptions, script).output).into_owned();
    let answer = output.strip_prefix(GREETING).expect("greeting comes first");
    let answer = answer
        .strip_suffix("m-ready\r\n")
        .expect("m-ready comes last");
    answer.replace("\r\n", "\n")
}

/// CRC-32, bit by bit.
pub fn crc(bytes: &[u8]) -> [u8; 4] {
    let crc = bytes.iter().fold(!0_u32, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| {
            (crc >> 1) ^ (0xEDB8_8320 * (crc & 1))
        })
    });
    (!crc).to_le_bytes()
}

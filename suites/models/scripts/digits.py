"""What the models of handwritten digits share: data, training and goldens.

The data are the UCI handwritten digits that ship inside scikit-learn: 1797 images of 8x8 pixels with 17 grey levels.
One in five, of each class, is held out; training and calibration see only the rest.
"""

import argparse
import pathlib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

import goldens
from make_goldens import SEED as GOLDEN_SEED
from random_inputs import generator, random_inputs

SEED = 7
EPOCHS = 60
CALIBRATION_IMAGES = 400


@dataclass(frozen=True)
class DigitsModel:
    """A classifier of 8x8 digits.

    :param name: of the model, its file and its goldens
    :param network: makes the untrained keras model
    :param least_accuracy: share of held-out digits that the quantized model must get right
    """

    name: str
    network: Callable
    least_accuracy: float


def make(model: DigitsModel, description: str) -> None:
    """Trains, quantizes and exports a model as the command line says, and makes its goldens."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=pathlib.Path, default=goldens.OWN_MODELS / f"{model.name}.tflite")
    parser.add_argument("--goldens-only", action="store_true", help="keep the model, make its goldens again")
    parser.add_argument("--created", default=goldens.CREATED, help="date that the provenance gives")
    arguments = parser.parse_args()
    train, held_out, train_labels, held_out_labels = split()
    if not arguments.goldens_only:
        data = _export(model, train, train_labels)
        arguments.output.write_bytes(data)
        print(f"{arguments.output}: {len(data)} bytes")
    _make_goldens(model, arguments.output.read_bytes(), held_out, held_out_labels, arguments.created)


def split() -> list[np.ndarray]:
    """Training images, held-out images, training labels, held-out labels; images are float32 in [0, 1]."""
    digits = load_digits()
    images = (digits.images / 16.0).astype(np.float32)[..., np.newaxis]
    labels = digits.target.astype(np.int8)
    return train_test_split(images, labels, test_size=0.2, random_state=SEED, stratify=labels)


def _export(digits: DigitsModel, images: np.ndarray, labels: np.ndarray) -> bytes:
    from training import make_deterministic, to_int8

    make_deterministic(SEED)
    model = digits.network()
    _fit(model, images, labels)
    return to_int8(model, images[:CALIBRATION_IMAGES], ("image", "probabilities"), per_channel_dense=True)


def _fit(model, images: np.ndarray, labels: np.ndarray) -> None:
    from training import keras

    batch = 32
    rate = keras.optimizers.schedules.CosineDecay(0.004, EPOCHS * len(images) // batch)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="sparse_categorical_crossentropy")
    model.fit(images, labels.astype(np.int32), epochs=EPOCHS, batch_size=batch, verbose=0)


def _make_goldens(digits: DigitsModel, model: bytes, images: np.ndarray, labels: np.ndarray, created: str) -> None:
    details = goldens.Reference(model).inputs[0]
    inputs = details.quantize(images).reshape(-1, *details.shape)
    noise = random_inputs(details, generator(digits.name, GOLDEN_SEED), (0, 0))
    note = "4 of uniform noise, 2 of noise around zero, 1 smooth, 1 of extremes only"
    _write(digits.name, "random", model, noise, {"seed": GOLDEN_SEED, "note": note}, created)
    source = f"scikit-learn load_digits, 20 % held out, stratified, random_state {SEED}"
    first_of_each = [int(np.flatnonzero(labels == digit)[0]) for digit in range(10)]
    note = "one held-out digit of each class, 0 to 9"
    _write(digits.name, "real", model, inputs[first_of_each], {"source": source, "note": note}, created)
    _held_out(digits, model, inputs, labels, source, created)


def _held_out(
    digits: DigitsModel, model: bytes, inputs: np.ndarray, labels: np.ndarray, source: str, created: str
) -> None:
    expected = goldens.Reference(model).run([inputs])[0]
    correct = int((expected.reshape(len(labels), -1).argmax(axis=1) == labels).sum())
    accuracy = correct / len(labels)
    if accuracy < digits.least_accuracy:
        raise SystemExit(f"{correct} of {len(labels)} held-out digits are right; at least {digits.least_accuracy} must be")
    note = f"all held-out digits, labels in labels.npy; {correct} of {len(labels)} right ({accuracy:.4f})"
    _write(digits.name, "held-out", model, inputs, {"source": source, "note": note}, created)
    np.save(goldens.GOLDENS / digits.name / "held-out" / "labels.npy", labels, allow_pickle=False)


def _write(name: str, case: str, model: bytes, inputs: np.ndarray, origin: dict, created: str) -> None:
    expected = goldens.write_case(goldens.GOLDENS / name / case, model, f"{name}.tflite", [inputs], origin, created)
    print(f"{name}/{case}: {inputs.shape} -> {expected[0].shape}; {origin['note']}")

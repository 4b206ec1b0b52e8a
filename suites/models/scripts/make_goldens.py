"""Makes the golden cases of the public models and of our own ones, with TFLite Micro's reference kernels.

    make_goldens.py [--models DIR] [ID…]

DIR holds the public models as `public.yaml` names them (default: $HALYARD_MODELS, else ../shared/models beside the
repository). Every file is checked against its SHA-256. Without IDs, all public models and our own `sine` are made;
`train_digits_cnn.py` makes the cases of `digits_cnn`, whose real inputs are the data that it holds out.
"""

import argparse
import os
import pathlib
import sys

import numpy as np
import yaml

import goldens
from random_inputs import generator, random_inputs

SEED = 20261121


def main() -> int:
    arguments = _arguments()
    entries = yaml.safe_load((goldens.OWN_MODELS / "public.yaml").read_text(encoding="utf-8"))["models"]
    for entry in entries:
        if not arguments.ids or entry["id"] in arguments.ids:
            _public(entry, arguments.models, arguments.created)
    if not arguments.ids or "sine" in arguments.ids:
        model = (goldens.OWN_MODELS / "sine.tflite").read_bytes()
        _random_case("sine", "sine.tflite", model, (0, 0), arguments.created)
        _every_code("sine", "sine.tflite", model, arguments.created)
    return 0


def _arguments() -> argparse.Namespace:
    default = os.environ.get("HALYARD_MODELS", goldens.REPOSITORY.parent / "shared" / "models")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=pathlib.Path, default=pathlib.Path(default))
    parser.add_argument("--created", default=goldens.CREATED, help="date that the provenance gives")
    parser.add_argument("ids", nargs="*", metavar="ID")
    return parser.parse_args()


def _public(entry: dict, models: pathlib.Path, created: str) -> None:
    model = _checked(models, entry)
    _random_case(entry["id"], entry["file"], model, entry.get("inputRange", (0, 0)), created)
    if entry.get("everyCode"):
        _every_code(entry["id"], entry["file"], model, created)
    real = entry.get("realInputs")
    if real:
        details = goldens.Reference(model).inputs[0]
        inputs = np.concatenate([_READERS[f["format"]](_checked(models, f), details) for f in real])
        origin = {"source": ", ".join(f["file"] for f in real), "note": real[0]["note"]}
        _write(entry["id"], "real", model, entry["file"], [inputs], origin, created)


def _checked(models: pathlib.Path, entry: dict) -> bytes:
    data = (models / entry["file"]).read_bytes()
    if len(data) != entry["bytes"] or goldens.sha256(data) != entry["sha256"]:
        raise SystemExit(f"{models / entry['file']} is not the file that public.yaml names (size or SHA-256 differ)")
    return data


def _random_case(name: str, file: str, model: bytes, real_range, created: str) -> None:
    random = generator(name, SEED)
    inputs = [random_inputs(d, random, real_range) for d in goldens.Reference(model).inputs]
    note = "4 of uniform noise, 2 of noise around zero, 1 smooth, 1 of extremes only"
    _write(name, "random", model, file, inputs, {"seed": SEED, "note": note}, created)


def _every_code(name: str, file: str, model: bytes, created: str) -> None:
    shape = goldens.Reference(model).inputs[0].shape
    inputs = np.arange(-128, 128, dtype=np.int8).reshape(-1, *shape)
    origin = {"source": "every int8 value once, ascending", "note": "the whole range of the input, exhaustively"}
    _write(name, "real", model, file, [inputs], origin, created)


def _write(name: str, case: str, model: bytes, file: str, inputs, origin: dict, created: str) -> None:
    expected = goldens.write_case(goldens.GOLDENS / name / case, model, file, inputs, origin, created)
    print(f"{name}/{case}: {[a.shape for a in inputs]} -> {[a.shape for a in expected]}")


def _int8(data: bytes, details: goldens.TensorDetails) -> np.ndarray:
    return np.frombuffer(data, np.int8).reshape(-1, *details.shape)


def _mel_windows(data: bytes, details: goldens.TensorDetails) -> np.ndarray:
    """Sixteen windows, spread over the file, of five consecutive float32 frames of 128 mel bands each."""
    bands, frames_per_window, count = 128, 5, 16
    frames = np.frombuffer(data, "<f4").reshape(-1, bands)
    starts = np.linspace(0, len(frames) - frames_per_window, count).astype(int)
    windows = np.stack([frames[s : s + frames_per_window].reshape(details.shape) for s in starts])
    return details.quantize(windows)


_READERS = {"int8": _int8, "mel-frames-float32": _mel_windows}


if __name__ == "__main__":
    sys.exit(main())

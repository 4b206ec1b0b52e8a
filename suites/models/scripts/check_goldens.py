"""Checks every golden case: model and provenance agree, shapes fit, and the reference kernels still say the same.

check_goldens.py [--models DIR] [--no-public]
"""

import argparse
import os
import pathlib
import sys

import numpy as np
import yaml

import goldens

KEYS = ["producer", "producerVersion", "model", "modelSha256", "created", "note"]


def main() -> int:
    default = os.environ.get("HALYARD_MODELS", goldens.REPOSITORY.parent / "shared" / "models")
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=pathlib.Path, default=pathlib.Path(default))
    parser.add_argument("--no-public", action="store_true", help="leave out the models that are not in the repository")
    arguments = parser.parse_args()
    folders = [] if arguments.no_public else [arguments.models]
    files = sorted(goldens.GOLDENS.glob("**/provenance.yaml"))
    checked, left_out, problems = 0, 0, []
    for file in files:
        provenance = yaml.safe_load(file.read_text(encoding="utf-8"))
        model = _find(provenance["model"], [goldens.OWN_MODELS, *folders])
        if model is None:
            left_out += 1
            continue
        checked += 1
        problems += [
            f"{file.parent.relative_to(goldens.GOLDENS)}: {p}" for p in _problems(file.parent, provenance, model)
        ]
    print("\n".join(problems), end="\n" if problems else "")
    print(f"{checked} cases checked, {left_out} without their model, {len(problems)} problems")
    return 1 if problems or not checked else 0


def _find(name: str, folders: list[pathlib.Path]) -> bytes | None:
    return next(((f / name).read_bytes() for f in folders if (f / name).is_file()), None)


def _problems(folder: pathlib.Path, provenance: dict, model: bytes) -> list[str]:
    missing = [k for k in KEYS if k not in provenance]
    if missing or not {"seed", "source"} & provenance.keys():
        return [f"provenance lacks {missing or 'seed or source'}"]
    if provenance["modelSha256"] != goldens.sha256(model):
        return ["the model is not the one that the golden was made from"]
    reference = goldens.Reference(model)
    inputs, expected = _load(folder, "input", len(reference.inputs)), _load(folder, "expected", len(reference.outputs))
    made = reference.run(inputs)
    return [
        f"output {i} differs"
        for i, (a, b) in enumerate(zip(made, expected, strict=True))
        if a.shape != b.shape or a.dtype != b.dtype or a.tobytes() != b.tobytes()
    ]


def _load(folder: pathlib.Path, stem: str, count: int) -> list[np.ndarray]:
    names = [f"{stem}.npy"] if count == 1 else [f"{stem}_{i}.npy" for i in range(count)]
    return [np.load(folder / n, allow_pickle=False) for n in names]


if __name__ == "__main__":
    sys.exit(main())

"""Makes the small operator models and their golden cases.

    make_operator_cases.py [--check] [OPERATOR…]

Writes suites/models/operators/OPERATOR/CASE.tflite and golden-outputs/operators/OPERATOR/CASE/. Folders of operators
that are made are emptied before. `--check` writes nothing and fails where a model differs from the file that is there.
"""

import argparse
import shutil
import sys

import numpy as np

import goldens
from operator_cases import all_cases
from operator_cases.case import Case
from random_inputs import COUNT, generator, random_inputs

SEED = 20261121
MODELS = goldens.OWN_MODELS / "operators"
GOLDENS = goldens.GOLDENS / "operators"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="compare the models with the files, write nothing")
    parser.add_argument("--created", default=goldens.CREATED, help="date that the provenance gives")
    parser.add_argument("operators", nargs="*", metavar="OPERATOR")
    arguments = parser.parse_args()
    chosen = [c for c in all_cases() if not arguments.operators or c.operator in arguments.operators]
    _require_distinct(chosen)
    if arguments.check:
        return _check(chosen)
    for operator in {c.operator for c in chosen}:
        shutil.rmtree(MODELS / operator, ignore_errors=True)
        shutil.rmtree(GOLDENS / operator, ignore_errors=True)
    for case in chosen:
        _make(case, arguments.created)
    print(f"{len(chosen)} cases of {len({c.operator for c in chosen})} operators")
    return 0


def _make(case: Case, created: str) -> None:
    path = _path(case)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(case.model)
    details = goldens.Reference(case.model).inputs
    inputs, origin = _every_code(details[0]) if case.every_code else _random(case, details)
    folder = GOLDENS / case.operator / case.name
    expected = goldens.write_case(
        folder, case.model, str(path.relative_to(goldens.OWN_MODELS)), inputs, origin, created
    )
    if all(np.unique(e).size < 2 for e in expected):
        print(f"{case.operator}/{case.name}: all outputs are the same", file=sys.stderr)


def _random(case: Case, details) -> tuple[list[np.ndarray], dict]:
    random = generator(f"{case.operator}/{case.name}", SEED)
    note = "4 of uniform noise, 2 of noise around zero, 1 smooth, 1 of extremes only"
    return [random_inputs(d, random, case.real_range) for d in details], {"seed": SEED, "note": note}


def _every_code(details) -> tuple[list[np.ndarray], dict]:
    codes = np.arange(-128, 128, dtype=np.int8).reshape(COUNT, *details.shape)
    return [codes], {"source": "every int8 value once, ascending", "note": "the whole range of the input, exhaustively"}


def _check(chosen: list[Case]) -> int:
    differing = [f"{c.operator}/{c.name}" for c in chosen if not _path(c).is_file() or _path(c).read_bytes() != c.model]
    print("\n".join(differing) if differing else f"{len(chosen)} models are as their files")
    return 1 if differing else 0


def _path(case: Case):
    return MODELS / case.operator / f"{case.name}.tflite"


def _require_distinct(chosen: list[Case]) -> None:
    names = [(c.operator, c.name) for c in chosen]
    twice = {n for n in names if names.count(n) > 1}
    if twice:
        raise ValueError(f"case names used twice: {sorted(twice)}")


if __name__ == "__main__":
    sys.exit(main())

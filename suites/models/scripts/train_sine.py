"""Trains, quantizes and exports `sine.tflite`: sin(x) for x in [0, 2π] by three small dense layers.

train_sine.py [--output FILE]
"""

import argparse
import pathlib

import goldens
from training import keras, make_deterministic, np, to_int8

SEED = 1
SAMPLES = 2000
EPOCHS = 200


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--output", type=pathlib.Path, default=goldens.OWN_MODELS / "sine.tflite")
    arguments = parser.parse_args()
    make_deterministic(SEED)
    x = np.linspace(0.0, 2.0 * np.pi, SAMPLES, dtype=np.float32).reshape(-1, 1)
    model = _train(x, np.sin(x))
    data = to_int8(model, np.vstack([x[::8], x[-1:]]), ("x", "sin_x"), per_channel_dense=False)
    arguments.output.write_bytes(data)
    print(f"{arguments.output}: {len(data)} bytes, largest error {_largest_error(data):.4f}")


def _train(x: np.ndarray, y: np.ndarray) -> keras.Model:
    model = keras.Sequential(
        [
            keras.Input((1,), name="x"),
            keras.layers.Dense(16, activation="relu", name="hidden_1"),
            keras.layers.Dense(16, activation="relu", name="hidden_2"),
            keras.layers.Dense(1, name="sin_x"),
        ]
    )
    rate = keras.optimizers.schedules.CosineDecay(0.01, EPOCHS * SAMPLES // 64)
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    model.fit(x, y, epochs=EPOCHS, batch_size=64, verbose=0)
    return model


def _largest_error(data: bytes) -> float:
    reference = goldens.Reference(data)
    codes = np.arange(-128, 128, dtype=np.int8).reshape(-1, 1, 1)
    details, result = reference.inputs[0], reference.outputs[0]
    x = (codes.astype(np.float64) - details.zero_point) * details.scale
    y = (reference.run([codes])[0].astype(np.float64) - result.zero_point) * result.scale
    return float(np.abs(y - np.sin(x)).max())


if __name__ == "__main__":
    main()

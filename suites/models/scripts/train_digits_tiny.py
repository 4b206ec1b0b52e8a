"""Trains, quantizes and exports `digits_tiny.tflite`, which fits 2 KB of RAM, and makes its goldens."""

import digits


def _network():
    from training import keras

    layers = keras.layers
    image = keras.Input((8, 8, 1), name="image")
    x = layers.Conv2D(8, 3, strides=2, padding="same", activation="relu", name="stem")(image)
    x = layers.DepthwiseConv2D(3, padding="same", activation="relu", name="depthwise")(x)
    x = layers.Conv2D(8, 1, activation="relu", name="pointwise")(x)
    x = layers.Conv2D(16, 3, activation="relu", name="features")(x)
    x = layers.Flatten(name="flatten")(x)
    return keras.Model(image, layers.Dense(10, activation="softmax", name="probabilities")(x))


if __name__ == "__main__":
    digits.make(digits.DigitsModel("digits_tiny", _network, least_accuracy=0.93), __doc__)

"""Trains, quantizes and exports `digits_cnn.tflite` and makes its goldens."""

import digits


def _network():
    from training import keras

    layers = keras.layers
    image = keras.Input((8, 8, 1), name="image")
    stem = layers.Conv2D(16, 3, padding="same", activation="relu", name="stem")(image)
    x = layers.DepthwiseConv2D(3, padding="same", activation="relu6", name="depthwise")(stem)
    x = layers.Conv2D(16, 1, name="pointwise")(x)
    x = layers.ReLU(name="residual_relu")(layers.Add(name="residual")([stem, x]))
    x = layers.MaxPooling2D(2, name="max_pool")(x)
    x = layers.Conv2D(24, 3, padding="same", activation="relu", name="features")(x)
    x = layers.AveragePooling2D(2, name="average_pool")(x)
    x = layers.Flatten(name="flatten")(x)
    return keras.Model(image, layers.Dense(10, activation="softmax", name="probabilities")(x))


if __name__ == "__main__":
    digits.make(digits.DigitsModel("digits_cnn", _network, least_accuracy=0.97), __doc__)

"""Seeded random inputs that reach saturation, the neighbourhood of zero and smooth images, not only white noise."""

import zlib

import numpy as np

from goldens import TensorDetails

COUNT = 8


def generator(name: str, seed: int) -> np.random.Generator:
    """A generator of its own for each name, so that adding a case changes no other one."""
    return np.random.default_rng([seed, zlib.crc32(name.encode())])


def random_inputs(details: TensorDetails, random: np.random.Generator, real_range: tuple[float, float]) -> np.ndarray:
    """Eight inputs: four of uniform noise, two of noise around zero, one smooth, one of extremes only.

    :param real_range: what real values to cover where the input is float32
    """
    if details.dtype == np.float32:
        low, high = real_range
        codes = _codes(details.shape, -128, 127, 0, random)
        return (low + (codes + 128.0) / 255.0 * (high - low)).astype(np.float32)
    limits = np.iinfo(details.dtype)
    return _codes(details.shape, limits.min, limits.max, details.zero_point, random).astype(details.dtype)


def _codes(shape, low: int, high: int, zero: int, random: np.random.Generator) -> np.ndarray:
    uniform = [random.integers(low, high + 1, shape) for _ in range(4)]
    near_zero = [zero + np.rint(random.normal(0.0, deviation, shape)) for deviation in (6.0, 24.0)]
    phases = random.uniform(0.0, 2.0 * np.pi, len(shape))
    waves = [np.sin(np.arange(d) * 2.0 * np.pi / max(d, 2) + p) for d, p in zip(shape, phases)]
    smooth = np.rint((low + high) / 2 + (high - low) / 2 * _outer_mean(waves))
    extremes = random.choice([low, high], shape)
    return np.clip(np.stack([*uniform, *near_zero, smooth, extremes]), low, high)


def _outer_mean(waves: list[np.ndarray]) -> np.ndarray:
    total = np.zeros([len(w) for w in waves])
    for axis, wave in enumerate(waves):
        total += wave.reshape([-1 if a == axis else 1 for a in range(len(waves))])
    return total / max(len(waves), 1)

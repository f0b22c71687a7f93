"""Chance that can be repeated: the same seed and the same names give the same draws, in any order and any chunk.

A person's properties are a function of seed, property and number, so a register of ten million persons needs no
memory of them: any slice of it can be made again.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from pipelines.foundation.hashing import text_hash

Numbers = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float64]

_MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX_2 = np.uint64(0x94D049BB133111EB)
_STEP = np.uint64(0x9E3779B97F4A7C15)


def seed_of(*names: object) -> int:
    """Return a 64-bit seed from names; equal names give equal seeds on every machine."""
    digest = bytes.fromhex(text_hash("\x1f".join(str(name) for name in names)))
    return int.from_bytes(digest[:8], "little")


def generator(*names: object) -> np.random.Generator:
    """Return a vector generator of its own for what ``names`` name."""
    return np.random.Generator(np.random.PCG64(seed_of(*names)))


def chooser(*names: object) -> random.Random:
    """Return a scalar generator of its own for what ``names`` name; it invents data and guards nothing."""
    return random.Random(seed_of(*names))  # noqa: S311


def shares(numbers: Numbers, *names: object) -> Shares:
    """Return for each number a share in [0, 1) that depends on the number and the names alone."""
    with np.errstate(over="ignore"):
        mixed = numbers.astype(np.uint64) * _STEP + np.uint64(seed_of(*names))
        mixed = (mixed ^ (mixed >> np.uint64(30))) * _MIX_1
        mixed = (mixed ^ (mixed >> np.uint64(27))) * _MIX_2
        mixed = mixed ^ (mixed >> np.uint64(31))
    return (mixed >> np.uint64(11)).astype(np.float64) / float(1 << 53)


def below(limit: int | npt.NDArray, numbers: Numbers, *names: object) -> Numbers:
    """Return for each number a whole number in [0, limit)."""
    return np.floor(shares(numbers, *names) * limit).astype(np.int64)


def weighted(weights: Sequence[float], numbers: Numbers, *names: object) -> Numbers:
    """Return for each number the position of a weight, as often as the weight says."""
    edges = np.cumsum(np.asarray(weights, dtype=np.float64))
    found = np.searchsorted(edges / edges[-1], shares(numbers, *names), side="right")
    return np.minimum(found, len(weights) - 1).astype(np.int64)

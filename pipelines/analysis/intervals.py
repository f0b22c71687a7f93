"""How far chance alone could have moved a count or a share: the exact interval of Poisson and that of Wilson (1927).

statsmodels has both (``confint_poisson``, ``proportion_confint``), but a build in which nothing is forecast, and so
most previews, would import it for these two alone: a second more than ``scipy.special`` takes beside a running build,
and 46 MB. scipy has Wilson's for one share at a time (``binomtest``, 0.8 ms each; a build may ask for 50,000). So the
quantiles are scipy's, Wilson's algebra stands here, and a test holds both to what the two libraries say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def poisson_interval(number: Floats, confidence: float) -> tuple[Floats, Floats]:
    """Return the exact interval of the mean of which a count is one outcome (Garwood 1936)."""
    from scipy.special import gammaincinv

    tail = (1 - confidence) / 2
    low = np.where(number > 0, gammaincinv(np.maximum(number, 1), tail), 0.0)
    return low, gammaincinv(number + 1, 1 - tail)


def wilson_interval(number: Floats, base: Floats, confidence: float) -> tuple[Floats, Floats]:
    """Return the score interval of the share of which ``number`` in ``base`` is one outcome (Wilson 1927)."""
    from scipy.special import ndtri

    z = float(ndtri(1 - (1 - confidence) / 2))
    share, spread = number / base, z * z / base
    middle = (share + spread / 2) / (1 + spread)
    half = z * np.sqrt(share * (1 - share) / base + spread / base / 4) / (1 + spread)
    return np.clip(middle - half, 0.0, share), np.clip(middle + half, share, 1.0)


def intervals(number: Floats, base: Floats, is_share: NDArray[np.bool_], confidence: float) -> tuple[Floats, Floats]:
    """Return the intervals of shares (``number`` of ``base``) and of counts (for each ``base``).

    They are rounded to six places before they are compared, so that the last bit of a machine decides nothing.
    """
    if not len(number):
        return number, number  # without importing what computes them
    counted = poisson_interval(number, confidence)
    shares = wilson_interval(np.where(is_share, number, 0.0), np.where(is_share, base, 1.0), confidence)
    low: Floats = np.where(is_share, shares[0], counted[0] / base).round(6)
    high: Floats = np.where(is_share, shares[1], counted[1] / base).round(6)
    return low, high

"""Colours that stand together can be told apart by readers who do not see all of them, or shapes carry the meaning.

Dichromacy is simulated as Machado, Oliveira and Fernandes (2009) do; the distance is ΔE2000.
"""

from __future__ import annotations

import math
from itertools import combinations

import pytest

from dashboards.charts.colours import palette

#: Machado et al. 2009, severity 1, on linear RGB.
SIGHT = {
    "all of them": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}

#: Colours that stand together in one chart, and how far apart the nearest two of them are at least: (light, dark).
#: Where that is little, something else says the same: the shape of a mark, a number in a tile, squares on a thin line.
TOGETHER = {
    "actual and target": (("turq", "copper"), 25, 20),
    "status marks, each of its own shape": (("mark-off", "mark-behind", "mark-on", "mark-reached"), 11.5, 11.5),
    "the reader's scenario and the target": (("lajvard", "copper"), 39, 39),
    "stated with squares and registered": (("ink2", "turq"), 13, 7.5),
    "steps of a map with their numbers": (("s1", "s2", "s3", "s4", "s5"), 6, 8.5),
    "hidden and missing grounds": (("sunken", "edge"), 29, 33),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("group", list(TOGETHER))
@pytest.mark.parametrize("sight", list(SIGHT))
def test_colours_of_one_chart_are_told_apart_with_any_sight(scheme, group, sight):
    names, light, dark = TOGETHER[group]
    colours = palette(scheme)
    seen = {name: _lab(colours[name], SIGHT[sight]) for name in names}
    apart = {pair: _distance(seen[pair[0]], seen[pair[1]]) for pair in combinations(names, 2)}
    assert min(apart.values()) >= (light if scheme == "light" else dark), apart


def test_the_distance_is_the_one_that_its_authors_tell():
    # Sharma, Wu and Dalal (2005), pairs 1, 7 and 17 of their table.
    assert _distance((50, 2.6772, -79.7751), (50, 0, -82.7485)) == pytest.approx(2.0425, abs=1e-4)
    assert _distance((50, 0, 0), (50, -1, 2)) == pytest.approx(2.3669, abs=1e-4)
    assert _distance((50, 2.5, 0), (73, 25, -18)) == pytest.approx(27.1492, abs=1e-4)


def test_the_steps_of_a_map_grow_darker_with_any_sight():
    for scheme, sign in (("light", -1), ("dark", 1)):
        for sight in SIGHT.values():
            light = [_lab(palette(scheme)[f"s{step}"], sight)[0] * sign for step in range(1, 6)]
            assert light == sorted(light)


def _lab(colour: str, sight: tuple[tuple[float, ...], ...]) -> tuple[float, float, float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    red, green, blue = (
        min(1.0, max(0.0, sum(weight * part for weight, part in zip(row, linear, strict=True)))) for row in sight
    )
    x = (0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047
    y = 0.2126729 * red + 0.7151522 * green + 0.0721750 * blue
    z = (0.0193339 * red + 0.1191920 * green + 0.9503041 * blue) / 1.08883
    fx, fy, fz = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def _distance(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """Return ΔE2000, as Sharma, Wu and Dalal (2005) write it out."""
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (math.hypot(a1, b1) + math.hypot(a2, b2)) / 2
    grey = 0.5 * (1 - math.sqrt(mean**7 / (mean**7 + 25**7)))
    a1, a2 = a1 * (1 + grey), a2 * (1 + grey)
    c1, c2 = math.hypot(a1, b1), math.hypot(a2, b2)
    h1, h2 = (math.degrees(math.atan2(b, a)) % 360 if a or b else 0.0 for a, b in ((a1, b1), (a2, b2)))
    turn = 0.0 if not c1 * c2 else h2 - h1
    turn -= 360 * round(turn / 360) if abs(turn) > 180 else 0
    dl, dc, dh = l2 - l1, c2 - c1, 2 * math.sqrt(c1 * c2) * math.sin(math.radians(turn / 2))
    lm, cm = (l1 + l2) / 2, (c1 + c2) / 2
    hm = (h1 + h2) / (2 if c1 * c2 else 1)
    if c1 * c2 and abs(h1 - h2) > 180:
        hm += 180 if h1 + h2 < 360 else -180
    t = (
        1
        - 0.17 * math.cos(math.radians(hm - 30))
        + 0.24 * math.cos(math.radians(2 * hm))
        + 0.32 * math.cos(math.radians(3 * hm + 6))
        - 0.20 * math.cos(math.radians(4 * hm - 63))
    )
    sl = 1 + 0.015 * (lm - 50) ** 2 / math.sqrt(20 + (lm - 50) ** 2)
    sc, sh = 1 + 0.045 * cm, 1 + 0.015 * cm * t
    rotation = (
        -2 * math.sqrt(cm**7 / (cm**7 + 25**7)) * math.sin(math.radians(60 * math.exp(-(((hm - 275) / 25) ** 2))))
    )
    return math.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rotation * (dc / sc) * (dh / sh))

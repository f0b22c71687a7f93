"""Computed cells beside published values: every one of both, exactly."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pandas as pd

from tests.demo.recomputation.truth import CELL


def differences(computed: Iterable[pd.DataFrame], published: pd.DataFrame) -> tuple[dict[str, int], list[str]]:
    """Return how many values of each indicator were compared, and what differs as sentences.

    A suppressed value must be there and tell nothing. A value that was computed must be published, and the reverse.
    """
    ours = pd.concat(list(computed))
    told = set(zip(ours.indicator_id, ours.basis, strict=True))
    theirs = published[[pair in told for pair in zip(published.indicator_id, published.basis, strict=True)]]
    both = ours.merge(theirs, on=CELL, how="outer", suffixes=("_ours", "_theirs"), indicator="side")
    faults: list[str] = []
    compared: dict[str, int] = {}
    for row in both.itertuples():
        name = " ".join(str(getattr(row, c)) for c in CELL if getattr(row, c))
        if row.side == "left_only":
            faults.append(f"{name}: computed {row.numerator_ours}, not published")
        elif row.status == "missing":
            if not pd.isna(row.numerator_ours):
                faults.append(f"{name}: computed {row.numerator_ours}, published as missing")
        elif row.side == "right_only":
            faults.append(f"{name}: published {row.numerator_theirs} ({row.status}), not computed")
        elif row.status == "suppressed":
            compared[row.indicator_id] = compared.get(row.indicator_id, 0) + 1
        else:
            compared[row.indicator_id] = compared.get(row.indicator_id, 0) + 1
            for part in ("numerator", "denominator"):
                one, other = (_number(getattr(row, f"{part}_{side}")) for side in ("ours", "theirs"))
                if one != other and not (part == "denominator" and one is None):
                    faults.append(f"{name}: {part} {one} computed, {other} published")
    return compared, faults


def _number(value: object) -> Decimal | None:
    return None if value is None or pd.isna(value) else Decimal(str(value)).normalize()

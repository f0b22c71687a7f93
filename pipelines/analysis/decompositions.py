"""What the parts of a ratio add to its change: within themselves, and by the mix of the parts.

The other decompositions are sums and are made by SQL: ``models/derived/comparisons``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pipelines.modelling.making import Inputs

#: The unit of the last place to which effects are told.
LAST_PLACE = Decimal("1e-9")


@dataclass(frozen=True, slots=True)
class Share:
    """A numerator and a denominator at both ends of a change, as whole numbers of one common unit."""

    from_number: int
    from_base: int
    to_number: int
    to_base: int


def effects(part: Share, whole: Share) -> tuple[Fraction, Fraction]:
    """Return what a part adds to the change of a ratio: within it, and by the mix.

    Within is the change of its own ratio at its mean weight; the mix is the change of its weight by how far its mean
    ratio lies from that of the whole. Over parts that make up the whole both sum exactly to the change. A part that
    is empty at one end has its other ratio there, so that it only changes the mix.
    """
    if not part.from_base and not part.to_base:
        return Fraction(0), Fraction(0)
    before = Fraction(part.from_number, part.from_base) if part.from_base else None
    after = Fraction(part.to_number, part.to_base) if part.to_base else before
    before = after if before is None else before
    assert before is not None
    assert after is not None
    weight_before = Fraction(part.from_base, whole.from_base)
    weight_after = Fraction(part.to_base, whole.to_base)
    middle = Fraction(whole.from_number, whole.from_base) + Fraction(whole.to_number, whole.to_base)
    within = (weight_before + weight_after) * (after - before) / 2
    return within, (before + after - middle) * (weight_after - weight_before) / 2


def rounded(found: Sequence[tuple[Fraction, Fraction]], change: Decimal) -> list[tuple[Decimal, Decimal]]:
    """Return effects to nine places; what rounding leaves of ``change`` is in the mix of the last."""
    units = [tuple(round(effect / Fraction(LAST_PLACE)) for effect in pair) for pair in found]
    left = int(change / LAST_PLACE) - sum(sum(pair) for pair in units)
    listed = [(Decimal(within) * LAST_PLACE, Decimal(mix) * LAST_PLACE) for within, mix in units]
    within, mix = listed[-1]
    return [*listed[:-1], (within, mix + Decimal(left) * LAST_PLACE)]


def ratio_effects(inputs: Inputs) -> Iterator[dict[str, Any]]:
    """Yield the effects of each part of the changes of ratios. Grain: change of a whole × dimension × part."""
    groups: dict[tuple[str, ...], list[Mapping[str, Any]]] = {}
    for row in inputs.asked():
        groups.setdefault((row["whole_id"], row["comparison"], row["dimension"]), []).append(row)
    for parts in groups.values():
        whole = _share(parts[0], "whole_from", "whole_from_denominator", "whole_to", "whole_to_denominator")
        names = ("from_number", "from_denominator", "to_number", "to_denominator")
        found = rounded([effects(_share(p, *names), whole) for p in parts], parts[0]["change"])
        for part, (within, mix) in zip(parts, found, strict=True):
            address = {name: part[name] for name in ("whole_id", "comparison", "dimension", "part")}
            yield {**address, "within": within, "mix": mix}


def _share(row: Mapping[str, Any], *names: str) -> Share:
    return Share(*(int(row[name].scaleb(9)) for name in names))

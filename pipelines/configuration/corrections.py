"""What a file of ``models/corrections`` may say: one cell of a delivery, what stands there and what should."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, model_validator

from pipelines.configuration.faults import several
from pipelines.configuration.parts import Feed, Part, Text, Written, as_written

_SHA256 = re.compile(r"[0-9a-f]{12,64}")


def _day(value: Any) -> Any:
    """Return a day; only what YAML itself takes for one is one."""
    if isinstance(value, datetime):
        return value.date()
    if not isinstance(value, date):
        raise ValueError("a date like 2026-11-23 is expected")
    return value


def _from_one(value: Any) -> Any:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise ValueError("a whole number from 1 is expected")
    return value


def _is_hash(text: str) -> str:
    if not _SHA256.fullmatch(text):
        raise ValueError("at least twelve hexadecimal digits are expected")
    return text


Told = Annotated[Text, as_written(int, float, date)]
Place = Annotated[int, BeforeValidator(_from_one)]


class ToldText(Part):
    """A text in both languages; the number of a letter needs no quotes."""

    fa: Told
    en: Told


class CorrectedDelivery(Part):
    """The delivery whose bytes have ``sha256`` (twelve digits are enough), else that of ``office`` and ``period``."""

    sha256: Annotated[Written, AfterValidator(_is_hash)] | None = None
    office: Written | None = None
    period: Written | None = None

    @model_validator(mode="after")
    def _is_told_one_way(self) -> CorrectedDelivery:
        if (self.sha256 is None) == (self.period is None):
            raise several([((), "either sha256, or office and period")])
        return self


class CorrectedCell(Part):
    """The row of ``sheet`` and ``row``, else the one whose raw cells agree with ``match``, or the ``occurrence``-th."""

    sheet: Written | None = None
    row: Place | None = None
    match: dict[str, Written] | None = None
    occurrence: Place | None = None

    @model_validator(mode="after")
    def _is_told_one_way(self) -> CorrectedCell:
        given = self.model_fields_set
        by_row = "row" in given
        if by_row == ("match" in given) or by_row != ("sheet" in given) or (by_row and "occurrence" in given):
            raise several([((), "either sheet and row, or match (and occurrence)")])
        faults = [((name,), "is empty") for name in sorted(given - {"match"}) if getattr(self, name) is None]
        if not by_row and not self.match:
            faults.append((("match",), "a column with its value is expected"))
        if faults:
            raise several(faults)
        return self


class CorrectionFile(Part):
    """One correction: the cell, the value that must stand there, the one that takes its place, and who said so.

    ``new: ~`` empties the cell.
    """

    id: Text
    feed: Feed
    delivery: CorrectedDelivery
    cell: CorrectedCell
    column: Text
    old: Written
    new: Written | None
    reason: ToldText
    provider: ToldText
    document: ToldText
    told_on: Annotated[date, BeforeValidator(_day)]

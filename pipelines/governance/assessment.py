"""What is assessed, what it is compared with, and what is found: the words of :mod:`pipelines.governance.holds`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Literal

from pipelines.cleaning import CleanedDelivery
from pipelines.contracts import Contract
from pipelines.foundation.messages import Message
from pipelines.governance.comparison import Comparison


@dataclass(frozen=True, slots=True)
class Subject:
    """What is assessed: one cleaned delivery, with what reading found around its rows."""

    file_name: str
    contract: Contract
    period: str | None
    clean: Path
    cleaned: CleanedDelivery
    titles: Sequence[str] = ()
    #: Headings outside the contract, by sheet.
    unknown: Sequence[tuple[str, str]] = ()
    delivery_id: str = ""
    grain: str = ""
    #: The months that it speaks for, where they are more or less than its period.
    span: str | None = None


@dataclass(frozen=True, slots=True)
class Predecessor:
    """A delivery in force with which another is compared; ``same_period`` when it is of the same period."""

    delivery_id: str
    period: str | None
    clean: Path
    cleaned: CleanedDelivery
    same_period: bool
    file_name: str = ""
    grain: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """All that a delivery is compared with.

    ``predecessor`` is what it replaces, else the period before it; ``follower`` the period after it, where that one was
    here first. ``editions`` are tables of other grain of its period, ``documents`` other statements of its office;
    ``within`` are lists of its period that contain it or that it contains.
    """

    predecessor: Predecessor | None = None
    follower: Predecessor | None = None
    editions: Sequence[Predecessor] = ()
    documents: Sequence[Predecessor] = ()
    within: Sequence[Predecessor] = ()


@dataclass(frozen=True, slots=True)
class Beside:
    """How a delivery compares with another one than its predecessor: the period after it, or another edition."""

    delivery_id: str
    relation: Literal["after", "edition"]
    comparisons: Sequence[Comparison]


@dataclass(slots=True)
class Assessment:
    """Why a delivery waits (nothing: it is published), what else was noticed, and how it compares.

    ``comparisons`` are with its predecessor, ``beside`` with other deliveries.
    """

    holds: list[Message] = field(default_factory=list)
    notices: list[Message] = field(default_factory=list)
    comparisons: list[Comparison] = field(default_factory=list)
    beside: list[Beside] = field(default_factory=list)


def data_rows(cleaned: CleanedDelivery) -> int:
    """Return the rows of data in a file: loaded and quarantined ones."""
    return cleaned.rows_loaded + cleaned.rows_quarantined


def figure(value: Decimal) -> str:
    """Return a number for a sentence: grouped thousands, one decimal below a thousand."""
    return f"{value:,.0f}" if abs(value) >= 1000 or value == value.to_integral_value() else f"{value:,.1f}"

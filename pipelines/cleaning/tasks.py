"""What cleaning is given to do: one read delivery, what is known of it, and where its clean rows go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.cleaning.overrides import Override
from pipelines.cleaning.result import DeliveryFacts

if TYPE_CHECKING:
    from pipelines.reading import ReadResult


@dataclass(frozen=True, slots=True)
class Task:
    """One read delivery to be cleaned into the Parquet file ``out``.

    ``overrides`` are corrected cells, put in before anything is typed.
    """

    read: ReadResult
    facts: DeliveryFacts
    out: Path
    overrides: Sequence[Override] = ()

"""Every judgement of a build, in its order: each reads what stands before it and builds tables of ``derived``.

A new judgement is one module with a function of a :class:`Context`, and one line in :func:`judgements`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.modelling.models import Indicator

if TYPE_CHECKING:
    from pipelines.engines import DuckDBEngine


@dataclass(frozen=True, slots=True)
class Context:
    """What a judgement may see.

    ``models`` is the folder of definitions and rules; ``today`` is the day on which the build judges (of
    ``--as-known-at``, else of its start), from which ages and days left are counted.
    """

    engine: DuckDBEngine
    indicators: Sequence[Indicator]
    models: Path
    today: date


#: Builds its tables and returns the rows of the one that it is named for.
Judge = Callable[[Context], int]


def judgements() -> dict[str, Judge]:
    """Return the judgements by name, in the order in which they are to be made."""
    return {}

"""Reading: from an office's file to rows of text, with everything that stood around them.

Nothing is interpreted here but the layout: header, units beside headings, rows that are no data. What values
mean is :mod:`pipelines.normalise`'s business.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipelines.reading.result import ColumnMatch, NonDataRow, ReadResult, RefusedFile

if TYPE_CHECKING:
    from pipelines.reading.delivery import read_delivery

__all__ = ["ColumnMatch", "NonDataRow", "ReadResult", "RefusedFile", "read_delivery"]


def __getattr__(name: str) -> Any:
    """Import the reader when it is first asked for: the parsing child must start light."""
    if name == "read_delivery":
        from pipelines.reading.delivery import read_delivery

        return read_delivery
    raise AttributeError(name)

"""The sheets of our own blank workbooks that no row is read from: the guide and the lists behind the drop-downs."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from pipelines.contracts import Contract
from pipelines.normalise.text import clean_text
from pipelines.reading.sheets import Sheet


def is_of_template(sheet: Sheet, contract: Contract) -> bool:
    """Tell whether a sheet is the guide or the lists of a blank workbook; an office need not be told of it.

    Its name alone is not enough: a sheet that an office calls the same may hold what should have been read.
    """
    begins = _beginnings(contract.models).get(clean_text(sheet.name))
    first = next((cell for row in sheet.head for cell in row if cell and cell.strip()), "")
    return begins is not None and clean_text(first).startswith(begins or clean_text(contract.title_fa))


@lru_cache(maxsize=4)
def _beginnings(models: Path) -> dict[str, str]:
    """Return how the first cell of each such sheet begins, by the sheet's name; empty where with the feed's title."""
    path = models / "template.yaml"
    if not path.exists():
        return {}
    words = yaml.safe_load(path.read_text("utf-8"))
    heading = clean_text(str(words["list_heading"]["fa"]).partition("{")[0])
    return {clean_text(words["sheets"]["notes"]): "", clean_text(words["sheets"]["lists"]): heading}

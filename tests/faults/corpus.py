"""The corpus of bad files: every kind of it with the answer that it must get, each at a period of its own.

Nothing of it is committed: ``build`` writes the files when a test wants them.
"""

from __future__ import annotations

from pathlib import Path

from tests.faults.kind import Kind
from tests.faults.kinds_held import HELD
from tests.faults.kinds_refused import REFUSED
from tests.faults.kinds_rows import NON_DATA, QUARANTINED, STILL_COUNTED
from tests.faults.kinds_taken import TAKEN

KINDS: tuple[Kind, ...] = (*TAKEN, *QUARANTINED, *STILL_COUNTED, *NON_DATA, *REFUSED, *HELD)
BY_ID = {kind.id: kind for kind in KINDS}

#: Quarters of 1371 and later, one a kind: what a file is compared with lies just before it.
PERIODS = {kind.id: f"{1371 + number // 4}Q{number % 4 + 1}" for number, kind in enumerate(KINDS)}


def build(kind: Kind, raw: Path) -> Path:
    """Write the file of a kind where an office would drop it below ``raw``; return its path."""
    period = PERIODS[kind.id]
    path = raw / kind.folder(period) / kind.name
    path.parent.mkdir(parents=True, exist_ok=True)
    kind.build(path, period)
    return path

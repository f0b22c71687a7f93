"""Recompute a demonstration: ``python -m tests.demo.recomputation TRUTH_FOLDER PUBLISHED_DATABASE``."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from tests.demo.recomputation.themes import compare_all


def main(truth: str, database: str) -> int:
    """Print how many values of each indicator were compared, and what differs; return 1 where anything does."""
    compared, faults, left = compare_all(Path(truth), Path(database))
    for name, count in sorted(compared.items()):
        print(f"{name}: {count}")
    print(f"{sum(compared.values())} values of {len(compared)} indicators compared, {len(faults)} differ")
    print(f"published and not computed: {', '.join(left) or 'none'}")
    for name, count in Counter(fault.split()[0] for fault in faults).items():
        print(f"  {name}: {count}, as {next(f for f in faults if f.startswith(name))}")
    return 1 if faults or left else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

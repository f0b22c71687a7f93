"""Deliveries of every feed in which optional columns are left out, one by one and all at once."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipelines.contracts import Column, Contract
from tests.contracts.conftest import CONTRACTS
from tests.contracts.test_feed_rows import example

#: Years in which nothing else is delivered, one a layout of a feed.
FIRST_YEAR = 1330


@dataclass(frozen=True)
class Layout:
    """A delivery of one feed, in a year of its own, that has only ``columns``."""

    feed: str
    name: str
    columns: tuple[Column, ...]
    year: int

    @property
    def file_name(self) -> str:
        """What the file is called."""
        return f"{self.feed}-without-{self.name}.csv"

    def write(self, raw: Path) -> Path:
        """Write the example row of the contract, in this layout, where an office would drop it."""
        path = raw / self.feed / str(self.year) / self.file_name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows(
                [[c.title_fa for c in self.columns], [example(c) or "" for c in self.columns]]
            )
        return path


def layouts() -> Iterator[Layout]:
    """Yield every feed whole, without each optional column, and without all of them."""
    for feed, contract in CONTRACTS.items():
        for number, (name, left_out) in enumerate(_left_out(contract)):
            columns = tuple(c for c in contract.columns if c.name not in left_out)
            yield Layout(feed, name, columns, FIRST_YEAR + number)


def _left_out(contract: Contract) -> Iterator[tuple[str, frozenset[str]]]:
    optional = [c.name for c in contract.columns if c not in contract.required_columns]
    yield "nothing", frozenset()
    yield "anything", frozenset(optional)
    for name in optional:
        yield name, frozenset({name})

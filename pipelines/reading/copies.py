"""Name a table that repeats another one of the same file, so that its rows are never counted twice.

Rows are compared as a person would: without regard to spelling of letters and digits, spaces and separators of
thousands, and without the columns that title or sheet told. A table that says the same throughout is read once; one
that is nearly the same, or the same under another county's name, waits for a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipelines.engines.duckdb_engine import DuckDBEngine
from pipelines.foundation.messages import Message
from pipelines.foundation.persian import latin_digits
from pipelines.foundation.sql_text import literal, parquet_source, quoted
from pipelines.normalise.text import search_key
from pipelines.reading.block import Block
from pipelines.reading.blocks import SheetReader
from pipelines.reading.landing import Landing
from pipelines.reading.layout_rules import LayoutRules
from pipelines.reading.shapes import Reading
from pipelines.reading.understanding import Collected


def _written_in_several_ways() -> tuple[str, str]:
    """Return the letters and digits of the Arabic blocks that have another form, and that form of each."""
    letters = [chr(code) for code in range(0x600, 0x700)]
    plain = {letter: latin_digits(search_key(letter)) for letter in letters}
    other = {letter: one for letter, one in plain.items() if len(one) == 1 and one != letter}
    return "".join(other), "".join(other.values())


#: What is written in several ways, and what nobody sees or reads in a number.
_MANY, _ONE = _written_in_several_ways()
_PLAIN = (
    "regexp_replace(regexp_replace(translate(lower({0}), '" + _MANY + "', '" + _ONE + "'),"
    r" '[\s\x{{ad}}\x{{640}}\x{{64b}}-\x{{65f}}\x{{200b}}-\x{{200f}}"
    r"\x{{202a}}-\x{{202e}}\x{{2066}}-\x{{2069}}\x{{feff}},٬،]+', '', 'g'),"
    r" '\.0+$', '')"
)


@dataclass(frozen=True, slots=True)
class _Table:
    """One block of a sheet: the names under which its rows are landed, and how it is called."""

    reader: SheetReader
    block: Block

    @property
    def name(self) -> str:
        return self.block.parts[0].name

    @property
    def told(self) -> list[list[tuple[str, str]]]:
        """What was told for its sections, which a copy is told as well."""
        return [sorted(constants.items()) for part in self.block.parts for _, constants in part.sections]


def leave_out_copies(
    reading: Reading, readers: Sequence[SheetReader], landing: Landing, collected: Collected
) -> set[str]:
    """Leave out of the landed rows each table that repeats an earlier one, and hold what is nearly a copy.

    Returns the names under which the rows of the tables that were left out had been landed.
    """
    tables = [_Table(reader, block) for reader in readers for block in reader.blocks]
    if len(tables) < 2:
        return set()
    rules = LayoutRules.load(reading.contract.models)
    with _Comparison(reading, tables, landing.fresh) as comparison:
        copies, notes = _find_copies(reading, tables, comparison, rules)
    names = {part.name for table in copies for part in table.block.parts}
    if names:
        landing.leave_out(names)
    collected.notes += notes
    return names


def _find_copies(
    reading: Reading, tables: Sequence[_Table], comparison: _Comparison, rules: LayoutRules
) -> tuple[list[_Table], list[Message]]:
    """Return the tables that repeat an earlier one throughout, and what is to be said.

    The largest finding goes before the smaller ones that follow from it: the list of the province beside the lists of
    its counties is one finding, not one for each county.
    """
    copies: list[_Table] = []
    alike: list[Message] = []
    within: list[Message] = []
    said: list[Message] = []
    shared = comparison.shared()
    for later, table in enumerate(tables):
        for earlier, other in enumerate(tables[:later]):
            common, rows = shared.get((earlier, later), 0), (comparison.rows[earlier], comparison.rows[later])
            if other in copies or common < rules.copied_rows:
                continue
            where = {
                "file": reading.file_name,
                "sheet": table.name,
                "found": other.name,
                "count": str(common),
            }
            hold = Message("tables_alike", "hold", {**where, "limit": str(rows[1])})
            if common == rows[0] == rows[1] and table.told == other.told:
                copies.append(table)
                said.append(Message("table_copied", "normalise", where))
                break
            if common >= rules.copied_share * max(rows):
                alike.append(hold)
            elif common >= rules.copied_share * min(rows):
                within.append(hold)
    return copies, said + (alike or _whole_and_parts(reading, tables, copies, comparison, rules) or within)


def _whole_and_parts(
    reading: Reading,
    tables: Sequence[_Table],
    copies: Sequence[_Table],
    comparison: _Comparison,
    rules: LayoutRules,
) -> list[Message]:
    """Hold a file where one table holds the rows of the others together: the province's list beside its counties'."""
    if copies or len(tables) < _WHOLE_AND_PARTS:
        return []
    largest = max(range(len(tables)), key=lambda n: comparison.rows[n])
    common, rows = comparison.in_others(largest), comparison.rows[largest]
    if rows < rules.copied_rows or common < rules.copied_share * rows:
        return []
    where = {
        "file": reading.file_name,
        "sheet": tables[largest].name,
        "count": str(common),
        "limit": str(rows),
    }
    return [Message("table_holds_the_others", "hold", where)]


#: A whole and two parts of it.
_WHOLE_AND_PARTS = 3


class _Comparison:
    """The rows of the tables of one file as hashes, in an engine of its own."""

    def __init__(self, reading: Reading, tables: Sequence[_Table], landed: Path) -> None:
        self._engine = DuckDBEngine()
        told = {name for t in tables for part in t.block.parts for _, c in part.sections for name in c}
        held = {name for t in tables for shape in t.block.shaped.shapes for name in shape.constants}
        columns = [c.name for c in reading.contract.columns if c.name not in told - held]
        names = ", ".join(f"({n}, {literal(part.name)})" for n, t in enumerate(tables) for part in t.block.parts)
        texts = ", ".join(f"coalesce({_PLAIN.format('r.' + quoted(c))}, '')" for c in columns)
        self._engine.create_table(
            "main",
            "hashed",
            f"SELECT t.n, hash(concat_ws(chr(31), {texts})) AS h, count(*) AS c"
            f" FROM {parquet_source(landed)} r"
            f" JOIN (VALUES {names}) t(n, name) ON t.name = r.sheet_name GROUP BY ALL",
        )
        counted = dict(self._engine.execute("SELECT n, CAST(sum(c) AS BIGINT) FROM hashed GROUP BY n"))
        self.rows = [int(counted.get(n, 0)) for n in range(len(tables))]

    def __enter__(self) -> _Comparison:
        return self

    def __exit__(self, *_: object) -> None:
        self._engine.close()

    def shared(self) -> dict[tuple[int, int], int]:
        """Return how many rows each table has in common with each later one."""
        found = self._engine.execute(
            "SELECT a.n, b.n, CAST(sum(least(a.c, b.c)) AS BIGINT) FROM hashed a JOIN hashed b"
            " ON a.h = b.h AND a.n < b.n GROUP BY 1, 2"
        )
        return {(int(a), int(b)): int(common) for a, b, common in found}

    def in_others(self, table: int) -> int:
        """Return how many rows of a table are in the others, taken together."""
        found = self._engine.execute(
            f"SELECT CAST(coalesce(sum(least(a.c, b.c)), 0) AS BIGINT) FROM hashed a JOIN (SELECT h, sum(c) AS c"
            f" FROM hashed WHERE n <> {table:d} GROUP BY h) b ON a.h = b.h WHERE a.n = {table:d}"
        )
        return int(found[0][0])

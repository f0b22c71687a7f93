"""The tables under one heading of a sheet, and whether a heading further down means them again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipelines.contracts.model import Contract
from pipelines.foundation.persian import listed
from pipelines.normalise.text import clean_text
from pipelines.reading.beside import TotalsBeside
from pipelines.reading.headings import Heading
from pipelines.reading.lines_over import Lines
from pipelines.reading.parts import Part
from pipelines.reading.result import RefusedFile
from pipelines.reading.shapes import Reading, Shape, Shaped, table_suffix
from pipelines.reading.sheets import Sheet
from pipelines.reading.told import Told
from pipelines.reading.understanding import tells_other_units
from pipelines.reading.watch import FIGURES, Watch


@dataclass(slots=True)
class Block:
    """Tables under one header: one, or several beside each other.

    ``told`` is what holds at present for each of them, and ``units`` the unit in which each reads a column.
    """

    shaped: Shaped
    first_number: int
    parts: list[Part]
    watch: Watch
    told: list[dict[str, Told]]
    beside: TotalsBeside
    units: list[dict[str, str]]

    def figure_columns(self, contract: Contract) -> list[int]:
        """Return where the columns stand in which a word is rare."""
        chosen = self.shaped.shapes[0].positions
        return [p for name, p in chosen.items() if contract.column(name).kind in FIGURES]


def named_apart(blocks: Sequence[Block], shaped: Shaped) -> tuple[str, tuple[Shape, ...]]:
    """Return the suffix and the shapes of the next block, so that no two tables of a sheet land under one name."""
    before = sum(len(b.parts) if b.shaped.shapes[0].span else 1 for b in blocks)
    if not blocks or shaped.shapes[0].span is None:
        return table_suffix(before + 1) if blocks else "", shaped.shapes
    numbered = enumerate(shaped.shapes, before + 1)
    return "", tuple(replace(shape, suffix=table_suffix(number)) for number, shape in numbered)


def is_same_table(reading: Reading, block: Block, shaped: Shaped, own: Lines) -> bool:
    """Tell whether a heading means the table at hand: its columns at their places, in the same units.

    What the cells of the heading tell (a month) must be the same as well. A heading may show fewer columns (a merged
    cell covers one); where it shows something else, it is another table's, and so it is below a title, one of its
    ``own`` lines, that states another unit.
    """
    before = block.shaped.shapes
    if len(before) != len(shaped.shapes):
        return False
    return all(
        set(b.chosen) <= set(a.chosen)
        and a.constants == b.constants
        and all(a.chosen[n].position == h.position and a.chosen[n].unit == h.unit for n, h in b.chosen.items())
        and not {h.position for h in b.others} & set(a.positions.values())
        for a, b in zip(before, shaped.shapes, strict=True)
    ) and not any(
        tells_other_units(reading, shape, units, own.cells(n))
        for n, (shape, units) in enumerate(zip(shaped.shapes, block.units, strict=True))
    )


def not_understood(
    reading: Reading, sheet: Sheet, headings: Iterable[Heading], missing: frozenset[str], number: int
) -> RefusedFile:
    """Return the refusal of a file with a heading that lacks ``missing`` columns, in the clerk's row ``number``."""
    lacking = [c for c in reading.contract.required_columns if c.name in missing]
    unknown = [clean_text(h.text) for h in headings if h.column is None]
    return RefusedFile(
        "block_not_understood",
        reading.file_name,
        sheet=sheet.name,
        row=number,
        expected=listed(f"«{c.title_fa}»" for c in lacking) or "—",
        expected_en=", ".join(f"“{c.title_en}” ({c.title_fa})" for c in lacking) or "—",
        found=listed(f"«{text}»" for text in unknown[:12]) or "—",
    )

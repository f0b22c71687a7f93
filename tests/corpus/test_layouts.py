"""Every layout of the corpus is read exactly, or refused or held by a message that names the act: never a wrong sum."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pipelines.cleaning import Pseudonyms, clean_delivery
from pipelines.cleaning.clean import DeliveryFacts
from pipelines.contracts import load_contracts
from pipelines.foundation.workspace import models_dir
from pipelines.normalise import CodeBook
from pipelines.reading import ReadResult, RefusedFile, read_delivery
from pipelines.reading.told import Surroundings
from tests.corpus.drawing import sheet
from tests.corpus.layouts import LAYOUTS, Layout
from tests.corpus.truth import TRUTH, Rows

CONTRACTS = load_contracts(models_dir())
CODEBOOK = CodeBook.load(models_dir())


def read(case: Layout, path: Path) -> ReadResult:
    known = Surroundings(CODEBOOK, None, case.folder)
    result = read_delivery(path, CONTRACTS[case.feed], file_name=path.name, known=known, fill_down=case.filled)
    assert result.rows_landed + len(result.non_data) == result.rows_read
    places = [(row["sheet_name"], row["row_number"]) for row in result.rows.to_pylist()]
    assert len(set(places)) == len(places), "two rows of one place"
    return result


def cleaned(case: Layout, result: ReadResult, folder: Path) -> list[dict[str, Any]]:
    """Return the good rows; none may be kept out."""
    facts = DeliveryFacts("d", case.folder, "office", False)
    out = folder / "clean.parquet"
    done = clean_delivery(CONTRACTS[case.feed], result, facts, CODEBOOK, Pseudonyms(b"k" * 32), out)
    assert done.rows_quarantined == 0, done.cells[:3]
    return pq.read_table(out).to_pylist()


def counted(case: Layout, rows: list[dict[str, Any]]) -> Counter[tuple[str, ...]]:
    names = [c for c in CONTRACTS[case.feed].columns if c.name in case.truth[0]]
    return Counter(tuple(str(row.get(c.name)) for c in names) for row in rows)


_PLAIN: dict[str, list[dict[str, Any]]] = {}


def plain(case: Layout, folder: Path) -> list[dict[str, Any]]:
    """Return the truth as clean rows: one table with every column, and nothing else."""
    names = [c for c in CONTRACTS[case.feed].columns if c.name in case.truth[0]]
    if (known := _PLAIN.get(key := f"{case.feed} {case.folder} {len(case.truth)}")) is not None:
        return known
    lines = [[c.title_fa for c in names], *([row[c.name] for c in names] for row in case.truth)]
    folder.mkdir()
    path = sheet(*lines).write(folder)
    bare = Layout("plain", case.feed, lambda *_: sheet(*lines), folder=case.folder, rows=case.truth)
    return _PLAIN.setdefault(key, cleaned(bare, read(bare, path), folder))


@pytest.mark.parametrize("case", LAYOUTS, ids=lambda case: f"{case.name} - {case.feed}")
def test_a_layout_tells_the_truth_or_waits(case: Layout, tmp_path: Path) -> None:
    path = case.draw(case.feed, case.truth).write(tmp_path)
    if case.refused:
        with pytest.raises(RefusedFile) as refused:
            read(case, path)
        assert refused.value.message.id in case.refused
        assert path.name in refused.value.message.text("fa")
        return
    result = read(case, path)
    held = [note.id for note in result.notes if note.severity == "hold"]
    assert held == ([case.held] if case.held else [])
    assert set(case.known) <= {note.id for note in result.notes}
    if case.held is None:
        assert counted(case, cleaned(case, result, tmp_path)) == counted(case, plain(case, tmp_path / "plain"))


def test_the_corpus_is_large_and_its_names_are_its_own() -> None:
    assert len({case.name for case in LAYOUTS}) >= 40
    assert len({(case.name, case.feed) for case in LAYOUTS}) == len(LAYOUTS)


@pytest.mark.parametrize(
    ("feed", "column", "total"),
    [
        ("exports", "value_usd", 527_870),
        ("cooperatives", "capital_rial", 5_282_395_090),
        ("suitcase_exports", "value_usd", 836_334),
    ],
)
def test_the_truth_is_what_it_was(feed: str, column: str, total: int) -> None:
    rows: Rows = TRUTH[feed]
    assert sum(row[column] for row in rows) == total

"""Deliveries that are cleaned together come out as if each had been cleaned alone, row by row."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.cleaning import Pseudonyms
from pipelines.cleaning.clean import clean_deliveries
from pipelines.cleaning.result import CleanedDelivery, DeliveryFacts
from pipelines.cleaning.tasks import Task
from pipelines.cleaning.violations import violations_path
from pipelines.contracts import load_contract
from pipelines.foundation.workspace import models_dir
from pipelines.normalise import CodeBook
from pipelines.reading import NonDataRow, ReadResult

CONTRACT = load_contract(models_dir() / "feeds" / "exports.odcs.yaml")
CODEBOOK = CodeBook.load(models_dir())

#: Cells of a customs file, good and bad ones; most repeat, so that keys repeat within and across deliveries.
ROW = st.tuples(
    st.sampled_from(["تهران", "گمرک تهران", "كرمان"]),
    st.sampled_from(["عراق", "آلمان", None]),
    st.sampled_from(["57021020", "۵۷۰۲۱۰۲۰", "9", "57011000"]),
    st.sampled_from(["1200", "۱٬۲۰۰", "دو", None]),
    st.sampled_from(["3", "3.5", "-1", None]),
)
COLUMNS = ("customs_office", "destination", "hs_code", "value_rial", "value_usd")
FILE = st.tuples(
    st.lists(ROW, max_size=6),
    st.sampled_from([{}, {"value_rial": "IRR"}, {"value_rial": "million_rial"}, {"value_rial": "toman"}]),
    st.sampled_from(["1402", "1401Q2", None]),
)


def landed(path: Path, rows: Sequence[tuple[str | None, ...]]) -> Path:
    names = [c.name for c in CONTRACT.columns]
    cells = {n: [dict(zip(COLUMNS, r, strict=True)).get(n) for r in rows] for n in names}
    table = pa.table(
        {
            "sheet_name": pa.array(["s"] * len(rows), pa.string()),
            "row_number": pa.array(range(2, len(rows) + 2), pa.int32()),
        }
        | {n: pa.array(values, pa.string()) for n, values in cells.items()}
    )
    pq.write_table(table, path)
    return path


def clean(tasks: Sequence[Task]) -> list[CleanedDelivery]:
    return clean_deliveries(CONTRACT, tasks, CODEBOOK, Pseudonyms(b"k" * 32))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(FILE, min_size=2, max_size=4))
def test_together_is_as_alone(
    tmp_path_factory: object,
    files: list[tuple[list[tuple[str | None, ...]], dict[str, str], str | None]],
) -> None:
    folder: Path = tmp_path_factory.mktemp("batch")  # type: ignore[attr-defined]
    tasks: dict[str, list[Task]] = {"together": [], "alone": []}
    for n, (rows, units, period) in enumerate(files):
        total = NonDataRow("s", len(rows) + 2, "total", "جمع", {"value_rial": "2400"})
        read = ReadResult(
            landed=landed(folder / f"{n}.landed", rows),
            rows_landed=len(rows),
            non_data=[total],
            columns=[],
            preamble=[],
            units=units,
            notes=[],
            rows_read=len(rows) + 1,
        )
        for way, listed in tasks.items():
            facts = DeliveryFacts(f"d{n}", period, "customs", is_synthetic=True)
            listed.append(Task(read, facts, folder / f"{n}-{way}.parquet"))
    together = clean(tasks["together"])
    assert together == [clean([task])[0] for task in tasks["alone"]]
    for one, other in zip(tasks["together"], tasks["alone"], strict=True):
        for place in (lambda out: out, violations_path):
            assert pq.read_table(place(one.out)).to_pylist() == pq.read_table(place(other.out)).to_pylist()
        numbers = pq.read_table(one.out)["row_number"].to_pylist()
        assert numbers == sorted(numbers)

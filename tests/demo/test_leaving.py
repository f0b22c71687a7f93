"""What leaves the house of a demonstration: one number in every form, hidden ones in none, and each file says invented.

All figures and people are invented.
"""

from __future__ import annotations

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pyarrow.parquet as pq
import pytest

from pipelines.demo import generate
from pipelines.exporting import export_period
from pipelines.exporting.names import DEMONSTRATION
from pipelines.exporting.printed.bulletin import bulletin
from pipelines.exporting.printed.document import read_words, writer_of
from pipelines.exporting.printed.facts import Facts
from pipelines.exporting.scope import Scope
from pipelines.foundation.workspace import Workspace, models_dir
from pipelines.published import PublishedDatabase, PublishedVersion, resolve_current
from pipelines.published.answers import Answers, Choice
from pipelines.published.answers import read_words as read_answer_words
from pipelines.publishing.manifest import damages
from tests.pipeline.export_fixture import exact, figures
from tests.pipeline.printed import numbers, printed_texts, text_by_pdfium, text_by_poppler
from tests.pipeline.shuffled import answers_of_shuffled
from tests.pipeline.test_analysts_file import QUESTIONS
from tests.pipeline.test_sdmx import by_csv, by_pysdmx
from tests.pipeline.whole_build import whole_build

pytestmark = pytest.mark.slow

PERIOD = "1404Q4"
#: Names that belong to a standard and stand as they are; what they hold says that it is invented.
STANDARD = {"README.txt", "manifest.json", "datapackage.json", "metadata.jsonld"}


@pytest.fixture(scope="module")
def version(tmp_path_factory: pytest.TempPathFactory) -> PublishedVersion:
    root = tmp_path_factory.mktemp("leaving")
    generate(Workspace(root), models_dir(), 1_000, 7)
    whole_build(root)
    found = resolve_current(root / "curated")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def folder(version: PublishedVersion, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("left")
    export_period(version, PERIOD, out, models_dir())
    return out


@pytest.fixture(scope="module")
def published(version: PublishedVersion) -> list[dict[str, Any]]:
    scope = Scope.of(PERIOD)
    with PublishedDatabase.open(version) as database:
        return database.rows("SELECT * FROM indicator_values WHERE list_contains(?, period)", [list(scope.periods)])


def plain(value: Decimal | None) -> str | None:
    return None if value is None else f"{value.normalize():f}"


def named(folder: Path, name: str) -> Path:
    return folder / f"{DEMONSTRATION}-{name}"


def test_every_file_says_that_it_is_invented(folder: Path) -> None:
    assert damages(folder) == []
    names = {path.name for path in folder.iterdir()}
    assert names >= STANDARD
    assert [name for name in names - STANDARD if not name.startswith(f"{DEMONSTRATION}-")] == []
    for name in STANDARD - {"README.txt"}:
        assert "is_synthetic" in (folder / name).read_text("utf-8") or "invented" in (folder / name).read_text("utf-8")


def test_one_number_in_every_form(folder: Path, version: PublishedVersion, published: list[dict[str, Any]]) -> None:
    by_id = {row["value_id"]: plain(row["value"]) for row in published}
    assert sum(value is not None for value in by_id.values()) > 500

    with named(folder, "indicator_values.csv").open(encoding="utf-8-sig", newline="") as file:
        found = {
            row["value_id"]: plain(Decimal(row["value"])) if row["value"] else None for row in csv.DictReader(file)
        }
    assert found == by_id
    table = pq.read_table(named(folder, "indicator_values.parquet")).to_pylist()
    assert {row["value_id"]: plain(row["value"]) for row in table} == by_id

    told = Counter(value for value in by_id.values() if value is not None)
    for observations in (by_csv(folder), by_pysdmx(folder, "3.0"), by_pysdmx(folder, "2.1")):
        assert Counter(plain(Decimal(one["OBS_VALUE"])) for one in observations if "OBS_VALUE" in one) == told
    for language, column in (("en", "Value"), ("fa", "مقدار")):
        cells = (exact(row[column].value) for row in figures(named(folder, f"naqsheh-{PERIOD}-{language}.xlsx")))
        assert Counter(plain(cell) for cell in cells if cell is not None) == told

    with PublishedDatabase.open(version) as database:
        answers = Answers.of(database, read_answer_words(models_dir()))
        chosen = Choice(period=Scope.of(PERIOD).periods)
        answered = answers.values(chosen, limit=len(by_id) + 1)
    assert Counter(plain(Decimal(one.value)) for one in answered.values if one.value is not None) == told


def test_every_printed_number_stands_in_the_text(folder: Path, version: PublishedVersion) -> None:
    with PublishedDatabase.open(version) as database:
        facts = Facts(database, Scope.of(PERIOD))
        for language in ("fa", "en"):
            said: Counter[str] = Counter()
            for text in printed_texts(bulletin(facts, writer_of(facts, read_words(models_dir()), language))):
                said += numbers(text)
            path = named(folder, f"naqsheh-{PERIOD}-bulletin-{language}.pdf")
            assert sum(said.values()) > 500
            for reader in (text_by_poppler, text_by_pdfium):
                assert said - numbers(reader(path)) == Counter(), (language, reader.__name__)
            with pikepdf.open(path) as pdf:
                assert 8 <= len(pdf.pages) <= 14
            with pikepdf.open(named(folder, f"naqsheh-{PERIOD}-scorecard-{language}.pdf")) as pdf:
                assert len(pdf.pages) == 1


def test_a_hidden_value_has_no_number_in_any_form(folder: Path, published: list[dict[str, Any]]) -> None:
    hidden = {row["value_id"] for row in published if row["status"] == "suppressed"}
    assert hidden
    with named(folder, "indicator_values.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["value_id"] in hidden]
    assert len(rows) == len(hidden)
    assert {(row["value"], row["numerator"], row["denominator"]) for row in rows} == {("", "", "")}
    for one in (*by_csv(folder), *by_pysdmx(folder, "3.0")):
        assert (one.get("OBS_STATUS") == "Q") == (one.get("CONF_STATUS") == "N")
        assert one.get("OBS_STATUS") != "Q" or "OBS_VALUE" not in one


def test_the_questions_of_analysts_have_one_answer_in_whatever_order_rows_lie(version: PublishedVersion) -> None:
    one, other = (answers_of_shuffled(version.database, seed, QUESTIONS) for seed in (1, 2))
    assert [sql for sql, a, b in zip(QUESTIONS, one, other, strict=True) if a != b] == []

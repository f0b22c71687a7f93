"""What is printed of the baseline: right numbers by two readers, an archive with its data, a tag tree to read."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import outloud
import pikepdf
import pytest

from pipelines.exporting import ExportRefused, export_period, print_period
from pipelines.exporting.printed.bulletin import bulletin
from pipelines.exporting.printed.document import moment, read_words, writer_of
from pipelines.exporting.printed.facts import Facts
from pipelines.exporting.printed.lines import axis, pieces_of
from pipelines.exporting.printed.outputs import is_told, write_printed
from pipelines.exporting.printed.scorecard import scorecard
from pipelines.exporting.printed.typeset import typeset
from pipelines.exporting.scope import Scope
from pipelines.foundation.hashing import bytes_hash
from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.published import PublishedDatabase, PublishedVersion
from tests.pipeline.printed import numbers, printed_texts, text_by_pdfium, text_by_poppler, walk

MODELS = PROJECT_ROOT / "models"
PERIOD = "1400Q4"
BULLETINS = {language: f"naqsheh-{PERIOD}-bulletin-{language}.pdf" for language in ("fa", "en")}


@pytest.fixture(scope="module")
def folder(version: PublishedVersion, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("printed")
    print_period(version, PERIOD, out, MODELS)
    return out


@pytest.fixture(scope="module")
def facts(published: PublishedDatabase) -> Facts:
    return Facts(published, Scope.of(PERIOD))


def document(facts: Facts, language: str, make: Any = bulletin) -> dict[str, Any]:
    return dict(make(facts, writer_of(facts, read_words(MODELS), language)))


def test_every_document_comes_in_both_languages(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    kinds = {name.removesuffix(".pdf").rsplit("-", 1)[0] for name in names}
    assert names == {f"{kind}-{language}.pdf" for kind in kinds for language in ("fa", "en")}
    assert {f"naqsheh-{PERIOD}-{kind}" for kind in ("bulletin", "scorecard", "commitments")} <= kinds


def test_a_city_reports_once_a_year(published: PublishedDatabase, tmp_path: Path) -> None:
    counts = {
        period: len(write_printed(published, Scope.of(period), tmp_path, MODELS, ("city",)))
        for period in ("1400Q4", "1400", "1401Q1")
    }
    cities = published.rows("SELECT DISTINCT area_code FROM craft_cities")
    assert counts == {"1400Q4": 2 * len(cities), "1400": 2 * len(cities), "1401Q1": 0}


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("reader", [text_by_poppler, text_by_pdfium])
def test_every_printed_number_stands_in_the_text_of_the_file(
    folder: Path, facts: Facts, language: str, reader: Any
) -> None:
    said: Counter[str] = Counter()
    for text in printed_texts(document(facts, language)):
        said += numbers(text)
    assert sum(said.values()) > 200
    assert said - numbers(reader(folder / BULLETINS[language])) == Counter()


def test_figures_are_the_published_ones(facts: Facts) -> None:
    """Of each row of each theme's table the shown number is the published value, rounded as it says."""
    writer = writer_of(facts, read_words(MODELS), "en")
    checked = 0
    for row in facts.home_series:
        if row["value"] is None:
            continue
        divisor, _ = writer.scale(str(row["unit"]), row["value"])
        shown = writer.figure({**row, "status": "final", "qualifier": "exact"}, divisor)
        [number] = numbers(shown)
        decimals = writer.decimals(row, divisor)
        value = Decimal(number.replace(",", "").replace("\u2212", "-"))
        assert abs(value - row["value"] / divisor) <= Decimal(1).scaleb(-decimals) / 2, row
        checked += 1
    assert checked > 40


def test_the_two_editions_say_the_same_numbers(facts: Facts) -> None:
    told = []
    for language in ("fa", "en"):
        tables = [
            part
            for section in document(facts, language)["sections"]
            for part in section["parts"]
            if part["kind"] == "table" and any(column["kind"] == "number" for column in part["columns"])
        ]
        cells: Counter[str] = Counter()
        for table in tables:
            places = [n for n, column in enumerate(table["columns"]) if column["kind"] == "number"]
            for row in table["rows"]:
                for place in places:
                    cell = row["cells"][place]
                    cells += numbers(cell if isinstance(cell, str) else cell["text"])
        del cells["0"]  # zero is a word in Persian
        told.append(cells)
    assert told[0] == told[1]
    assert sum(told[0].values()) > 40


def test_persian_has_no_latin_digit_but_in_addresses(folder: Path) -> None:
    words = text_by_poppler(folder / BULLETINS["fa"]).split()
    wrong = [
        w for w in words if any(c.isascii() and c.isdigit() for c in w) and not any("a" <= c.lower() <= "z" for c in w)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", BULLETINS.values())
def test_it_is_an_archive_file_that_carries_its_values(folder: Path, published: PublishedDatabase, name: str) -> None:
    with pikepdf.open(folder / name) as pdf:
        assert 8 <= len(pdf.pages) <= 14
        with pdf.open_metadata() as about:
            assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("3", "A")
            assert about["pdfuaid:part"] == "1"
        files = {attached: pdf.attachments[attached].get_file().read_bytes() for attached in pdf.attachments}
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == name.rsplit("-", 1)[1][:2]
        fonts = {str(font["/BaseFont"]) for page in pdf.pages for font in (page.resources.get("/Font") or {}).values()}
    assert all("+Vazirmatn-" in font for font in fonts)
    manifest = json.loads(files["manifest.json"])
    assert manifest["files"] == {name: bytes_hash(files[name]) for name in ("values.csv", "values.sdmx.csv")}
    rows = list(csv.DictReader(io.StringIO(files["values.csv"].decode("utf-8-sig"))))
    exact = {r["value_id"]: r["value"] for r in published.rows("SELECT value_id, value FROM indicator_values")}
    assert len(rows) > 50
    assert all((Decimal(row["value"]) if row["value"] else None) == exact[row["value_id"]] for row in rows)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_who_cannot_see_it_hears_it_in_order(folder: Path, language: str) -> None:
    for path in sorted(folder.glob(f"*-{language}.pdf")):
        result = outloud.check(str(path))
        # A running foot is an artifact; what it says of the version stands in the text of a single page too.
        wrong = [f for f in result.findings if f.severity == "error" and "page 1 of 1" not in str(f.evidence)]
        assert wrong == [], path.name
        with pikepdf.open(path) as pdf:
            found = list(walk(pdf.Root.StructTreeRoot["/K"]))
            levels = [int(kind[2]) for kind, _ in found if len(kind) == 3 and kind[1] == "H" and kind[2].isdigit()]
            assert levels[0] == 1
            assert all(after <= before + 1 for before, after in pairwise(levels))
            figures = [element for kind, element in found if kind == "/Figure"]
            assert all(str(element.get("/Alt", "")).strip() for element in figures), path.name
            for table in (element for kind, element in found if kind == "/Table"):
                rows = [element for kind, element in walk(table) if kind == "/TR"]
                heads = [kind for kind, _ in walk(rows[0]["/K"])].count("/TH")
                cells = [[kind for kind, _ in walk(row["/K"])].count("/TD") for row in rows[1:]]
                assert heads >= 2
                assert set(cells) == {heads}, path.name


def test_the_council_s_page_is_one_page(folder: Path) -> None:
    for language in ("fa", "en"):
        with pikepdf.open(folder / f"naqsheh-{PERIOD}-scorecard-{language}.pdf") as pdf:
            assert len(pdf.pages) == 1


def test_the_same_version_gives_the_same_bytes(folder: Path, version: PublishedVersion, tmp_path: Path) -> None:
    print_period(version, PERIOD, tmp_path, MODELS)
    assert {p.name: bytes_hash(p.read_bytes()) for p in folder.iterdir()} == {
        p.name: bytes_hash(p.read_bytes()) for p in tmp_path.iterdir()
    }


def test_a_period_of_which_nothing_is_known_is_refused_in_words(version: PublishedVersion, tmp_path: Path) -> None:
    with pytest.raises(ExportRefused, match="1300"):
        print_period(version, "1300Q1", tmp_path, MODELS)


def test_a_quarter_with_figures_of_its_year_alone_has_data_and_nothing_printed(
    version: PublishedVersion, tmp_path: Path
) -> None:
    names = {path.name for path in export_period(version, "1400Q3", tmp_path, MODELS)}
    assert {"indicator_values.csv", "naqsheh-1400Q3-fa.xlsx"} <= names
    assert ("naqsheh-1400Q3-bulletin-fa.pdf" in names) == is_told_up_to(version, "1400Q3")


def is_told_up_to(version: PublishedVersion, period: str) -> bool:
    with PublishedDatabase.open(version) as database:
        return is_told(database, Scope.of(period))


def test_no_target_is_said_and_proposals_stand_there(facts: Facts) -> None:
    told = json.dumps(document(facts, "fa", scorecard), ensure_ascii=False)
    assert "هنوز هدفی مصوب نشده است" in told
    assert "هدف‌های پیشنهادی" in told


def test_hostile_text_is_text(facts: Facts, tmp_path: Path) -> None:
    """What an office wrote never becomes markup of the typesetter."""
    said = document(facts, "en", scorecard)
    evil = '#panic("x") $ * _ [ ] @ref <label> \\ // /* "quoted" \u202e #import "/etc/passwd"'
    said["sections"][0]["parts"][0]["text"] = evil
    path = tmp_path / "x.pdf"
    path.write_bytes(typeset(said, moment(facts)))
    assert '#panic("x")' in text_by_poppler(path)


@pytest.mark.parametrize(
    ("top", "ends", "step"), [("35000", "40000", "10000"), ("0.5", "0.5", "0.1"), ("7", "8", "2"), ("0", "1", "1")]
)
def test_an_axis_reaches_what_it_has_to_show(top: str, ends: str, step: str) -> None:
    assert axis(Decimal(top)) == (Decimal(ends), Decimal(step))


def test_a_missing_period_breaks_the_line() -> None:
    points = [(4, Decimal(1)), (5, Decimal(2)), (7, Decimal(3)), (8, Decimal(4))]
    assert [[q for q, _ in piece] for piece in pieces_of(points)] == [[4, 5], [7, 8]]

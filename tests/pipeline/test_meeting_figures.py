"""A table of figures as people said them in a meeting: read, understood, and confirmed by a person before it counts.

Everything said here is invented.
"""

from __future__ import annotations

from decimal import Decimal

import openpyxl
import pytest

from pipelines.published import PublishedDatabase, resolve_current
from tests.pipeline.conftest import run_naqsheh

TITLE = "صورت‌جلسهٔ ساختگی کارگروه صنایع دستی استان کرمان"
HEADINGS = ["ردیف", "عنوان", "رقم", "محل", "دوره", "گوینده"]
ROWS = [
    [1, "استادان نامدار صنایع دستی", "بیش از دویست و شصت نفر", "استان کرمان", "1403", "شهردار کرمان"],
    [2, "اعتبار تخصیص‌یافته به صنایع دستی", "۱۳ میلیارد و ۸۰۰ میلیون تومان", "استان کرمان", "۱۴۰۳", "شهردار"],
    [3, "ارزش صادرات صنایع دستی", "نزدیک به ۱۰۵ هزار دلار", "استان کرمان", "1403", None],
    [4, "تعداد قالی‌بافان", "حدود ۷۲ هزار نفر از بافندگان", "استان کرمان", "1403/12", None],
    [5, "پوشش پروانه در صنایع دستی", "۴۵ درصد", "استان کرمان", "1403", None],
    [6, "چیزی که هیچ شاخصی نیست در صنایع دستی", "۵ نفر", "استان کرمان", "1403", None],
]


@pytest.fixture(scope="module")
def meeting(tmp_path_factory: pytest.TempPathFactory):
    workspace = tmp_path_factory.mktemp("meeting")
    path = workspace / "raw/reported_figures/1403Q4-dialogue_council/minutes.xlsx"
    path.parent.mkdir(parents=True)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for cells in ([TITLE], [], HEADINGS, *ROWS):
        sheet.append(list(cells))
    book.save(path)
    done = run_naqsheh("build", workspace=workspace)
    return workspace, done


def test_it_waits_and_shows_what_was_understood(meeting) -> None:
    workspace, done = meeting
    version = resolve_current(workspace / "curated")
    assert version is not None and done.returncode == 2
    with PublishedDatabase.open(version) as database:
        assert len(database.query("SELECT * FROM statements")) == 0
        sentence = database.query(
            "SELECT sentence_fa FROM delivery_notes WHERE note = 'figures_found_in_words'"
        ).sentence_fa[0]
    for words in ("استادان نامدار", "بیش از", "قالی‌بافان", "فرش دستباف", "حدود"):
        assert words in sentence
    assert "چیزی که هیچ شاخصی نیست" in done.stdout + done.stderr, "a title without an indicator is told"


def test_what_was_confirmed_is_published_with_unit_qualifier_domain_and_source(meeting) -> None:
    workspace, _ = meeting
    delivery = next((workspace / "restricted" / "landed").glob("*.parquet")).stem
    run_naqsheh("approve", delivery, "--reason", "read with the minutes", workspace=workspace)
    run_naqsheh("build", workspace=workspace)
    version = resolve_current(workspace / "curated")
    assert version is not None
    with PublishedDatabase.open(version) as database:
        rows = database.query(
            "SELECT indicator_id, value, unit, qualifier, domain, period_kind, source_fa, source_grade FROM statements"
        )
    found = {r.indicator_id: r for r in rows.itertuples()}
    assert {k: (Decimal(str(r.value)), r.unit, r.qualifier, r.domain) for k, r in found.items()} == {
        "named_masters": (260, "persons", "more_than", "crafts"),
        "credit_allocated": (138_000_000_000, "IRR", "exact", "crafts"),
        "exports_usd": (105_000, "USD", "about", "crafts"),
        "weavers": (72_000, "persons", "about", "carpet"),
        "licence_coverage": (Decimal("0.45"), "share", "exact", "crafts"),
    }
    assert {r.source_fa for r in found.values()} == {TITLE}
    assert {r.source_grade for r in found.values()} == {"statement"}
    assert found["exports_usd"].period_kind == "flow" and found["weavers"].period_kind == "stock"

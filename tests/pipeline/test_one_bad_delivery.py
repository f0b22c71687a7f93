"""A delivery on which a check or a step fails is held with its reason; everything else is published without it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipelines.foundation.workspace import Workspace
from pipelines.intake.ledger import Ledger
from pipelines.modelling.making import Inputs
from pipelines.pipeline.described import deliveries
from pipelines.pipeline.processing import Processor
from pipelines.pipeline.release import ExpectationsFailed
from pipelines.published import resolve_current
from tests.faults.kind import HEADINGS, TITLE, changed, exports, xlsx
from tests.pipeline.whole_build import Built, feed_accepted, whole_build

pytestmark = pytest.mark.slow

#: A word in the text of a tariff line by which a test's models know the bad file.
BAD = "خراب"
WITH_TEXT = [*HEADINGS, "شرح تعرفه"]
#: As if every row had to tell its channel, and the bad one did not.
EMPTY_CHANNEL = (
    "public/exports.sql",
    "e.channel,",
    f"CASE WHEN e.tariff_text = '{BAD}' THEN NULL ELSE e.channel END AS channel,",
)
SUMS = (
    "SELECT period, count(*) AS rows, CAST(sum(value_usd) AS BIGINT) AS usd"
    " FROM exports GROUP BY period ORDER BY period"
)


def rows(period: str, text: str = "گلیم", at: int = 6) -> list[list[Any]]:
    """Forty good rows of a period, one of which bears ``text``."""
    good = [[*row, "گلیم"] for row in exports(period)]
    return changed(good, at, 6, text)


def dropped(root: Path, name: str, period: str, lines: list[list[Any]]) -> Path:
    """Put a workbook where the customs office drops that of a period."""
    path = root / "raw" / "exports" / f"{period}-customs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    return xlsx(path, [TITLE, WITH_TEXT, *lines])


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with two good quarters of customs rows, and the bad file of a third."""
    root = tmp_path / "workspace"
    dropped(root, "first.xlsx", "1401Q1", rows("1401Q1"))
    dropped(root, "second.xlsx", "1401Q2", rows("1401Q2"))
    dropped(root, "bad.xlsx", "1401Q3", rows("1401Q3", BAD))
    return root


@pytest.fixture
def models(models_copy: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str, str], Path]:
    """Return a function that writes something else into one file of a copy of ``models/``."""

    def edit(file: str, old: str, new: str) -> Path:
        path = models_copy / file
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        return models_copy

    monkeypatch.setenv("NAQSHEH_MODELS", str(models_copy))
    return edit


def good_ones(built: Built) -> list[tuple[str, int, int]]:
    return [(r["period"], r["rows"], r["usd"]) for r in built.rows(SUMS)]


def expected(*periods: str) -> list[tuple[str, int, int]]:
    return [(p, 40, sum(row[5] for row in exports(p))) for p in periods]


def assert_held(built: Built, name: str, *told: str, rest: tuple[str, ...] = ("1401Q1", "1401Q2")) -> None:
    """Check that one file is held with a sentence in both languages, and that all others are published."""
    assert {o.delivery.file_name for o in built.report.outcomes if o.state != "published"} == {name}
    assert built.report.has_open_deliveries
    for language in ("fa", "en"):
        assert name in built.reason(name, language)
    for text in told:
        assert text in built.reason(name), built.reason(name)
    assert good_ones(built) == expected(*rest)
    [row] = built.rows(f"SELECT state, state_fa, state_en FROM deliveries WHERE file_name = '{name}'")
    assert row == {
        "state": "held",
        "state_fa": built.reason(name, "fa"),
        "state_en": built.reason(name, "en"),
    }


# --- a check of a published table ------------------------------------------------------------------------------


def test_rows_that_fail_a_check_name_their_delivery_with_sheet_and_row(root: Path, models: Any) -> None:
    edited = models(*EMPTY_CHANNEL)
    built = whole_build(root, edited)
    assert_held(built, "bad.xlsx", "sheet “صادرات”", "row 9", "Customs exports", "channel is never empty")
    with_ledger = Ledger(Workspace(root).ledger)
    try:
        last = with_ledger.outcomes(built.by_file["bad.xlsx"].delivery.delivery_id)[-1]
    finally:
        with_ledger.close()
    assert (last["state"], last["message"].id) == ("held", "check_fails")


def test_a_corrected_file_takes_its_place(root: Path, models: Any) -> None:
    edited = models(*EMPTY_CHANNEL)
    whole_build(root, edited)
    dropped(root, "bad.xlsx", "1401Q3", rows("1401Q3"))
    built = whole_build(root, edited)
    assert built.state("bad.xlsx") == "published" and not built.report.has_open_deliveries
    assert good_ones(built) == expected("1401Q1", "1401Q2", "1401Q3")


def test_the_edition_before_stays_in_force_when_its_successor_fails(root: Path, models: Any) -> None:
    edited = models(*EMPTY_CHANNEL)
    dropped(root, "bad.xlsx", "1401Q3", rows("1401Q3"))
    whole_build(root, edited)
    (root / "raw" / "exports" / "1401Q3-customs" / "bad.xlsx").unlink()
    dropped(root, "worse.xlsx", "1401Q3", rows("1401Q3", BAD))
    built = whole_build(root, edited)
    assert (built.state("bad.xlsx"), built.state("worse.xlsx")) == ("published", "held")
    assert good_ones(built) == expected("1401Q1", "1401Q2", "1401Q3")


def test_an_approval_does_not_make_a_check_hold(root: Path, models: Any) -> None:
    edited = models(*EMPTY_CHANNEL)
    held = whole_build(root, edited).by_file["bad.xlsx"].delivery.delivery_id
    ledger = Ledger(Workspace(root).ledger)
    ledger.decide(held, "approved", "it is right")
    ledger.close()
    built = whole_build(root, edited)
    assert_held(built, "bad.xlsx", "an approval does not make such a check hold")


def test_of_two_deliveries_with_one_key_the_later_is_held(root: Path, models: Any) -> None:
    """As if the third quarter repeated rows of the second."""
    models(
        "public/exports.sql",
        "key: [period, delivery_id, sheet_name, row_number]",
        "key: [period, row_number]",
    )
    edited = models("public/exports.sql", "SELECT p.period,", "SELECT replace(p.period, 'Q3', 'Q2') AS period,")
    assert_held(whole_build(root, edited), "bad.xlsx", "No two rows share period, row_number")


def test_a_check_that_no_delivery_brings_about_leaves_the_served_version(root: Path, models: Any) -> None:
    whole_build(root)
    edited = models("public/areas.sql", "key: [area_code]", "key: [kind]")
    with pytest.raises(ExpectationsFailed) as failed:
        whole_build(root, edited)
    assert "areas" in failed.value.message.text("fa") and "No file is to blame" in failed.value.message.text("en")
    version = resolve_current(root / "curated")
    assert version is not None and version.version == 1


# --- a step that fails -----------------------------------------------------------------------------------------

OVERFLOW = (
    f"CASE WHEN e.tariff_text = '{BAD}' THEN CAST(e.tariff_text AS DECIMAL(38,9)) ELSE e.value_usd END AS value_usd,"
)


@pytest.mark.parametrize(
    ("file", "old", "new", "step"),
    [
        ("core/exports.sql", "e.value_usd,", OVERFLOW, "core/exports"),
        (
            "indicators/exports_usd.sql",
            "e.value_usd AS numerator",
            "CASE WHEN e.period = '1401Q3' THEN CAST(e.period AS DECIMAL(38,9)) ELSE e.value_usd END AS numerator",
            "indicators/exports_usd",
        ),
        (
            "public/exports.sql",
            "CASE WHEN p.sign = 1 THEN e.value_usd",
            "CASE WHEN p.period = '1401Q3' THEN CAST(p.period AS DECIMAL(38,9)) WHEN p.sign = 1 THEN e.value_usd",
            "published",
        ),
    ],
)
def test_a_query_that_fails_on_one_delivery_is_made_without_it(
    root: Path, models: Any, file: str, old: str, new: str, step: str
) -> None:
    built = whole_build(root, models(file, old, new))
    assert_held(built, "bad.xlsx", step, "ConversionException")


def test_a_function_that_fails_on_one_delivery_is_called_without_it(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    matches = deliveries.column_matches

    def fails(inputs: Inputs) -> Any:
        if inputs.facts.engine.rows(f"SELECT 1 FROM clean.exports WHERE tariff_text = '{BAD}'"):
            raise ZeroDivisionError(f"a text of a cell: {BAD}")
        return matches(inputs)

    monkeypatch.setattr(deliveries, "column_matches", fails)
    built = whole_build(root)
    assert_held(built, "bad.xlsx", "derived", "ZeroDivisionError")
    assert BAD not in built.reason("bad.xlsx"), "the text of an error may quote a cell"


def read_and_cleaned(root: Path) -> dict[str, tuple[str, str]]:
    """Read and clean what lies there; return state and reason of each file."""
    found = feed_accepted(Workspace(root), "exports")
    return {o.delivery.file_name: (o.state, o.reason("en") or "") for o in found.values()}


@pytest.mark.parametrize("error", [ValueError("x"), MemoryError(), RecursionError(), AssertionError("x")])
@pytest.mark.parametrize(("method", "word"), [("land", "reading"), ("clean_all", "cleaning")])
def test_an_error_while_one_file_is_read_or_cleaned_holds_that_file(
    root: Path, monkeypatch: pytest.MonkeyPatch, method: str, word: str, error: Exception
) -> None:
    whole = getattr(Processor, method)

    def fails(self: Processor, contract: Any, given: Any, *more: Any) -> Any:
        deliveries = [given] if method == "land" else [o.delivery for o, _ in given]
        if any(d.file_name == "bad.xlsx" for d in deliveries):
            raise error
        return whole(self, contract, given, *more)

    monkeypatch.setattr(Processor, method, fails)
    found = read_and_cleaned(root)
    assert {name: state for name, (state, _) in found.items()} == {
        "first.xlsx": "published",
        "second.xlsx": "published",
        "bad.xlsx": "held",
    }
    assert word in found["bad.xlsx"][1] and type(error).__name__ in found["bad.xlsx"][1]


@pytest.mark.parametrize("number", ["ENOSPC", "EDQUOT", "EROFS", "EIO"])
def test_an_error_of_the_machine_holds_no_delivery(root: Path, monkeypatch: pytest.MonkeyPatch, number: str) -> None:
    import errno

    def fails(*_: Any) -> Any:
        raise OSError(getattr(errno, number), "of the machine")

    monkeypatch.setattr(Processor, "land", fails)
    with pytest.raises(OSError, match="of the machine"):
        read_and_cleaned(root)


def test_a_model_that_is_written_wrongly_holds_no_delivery(root: Path, models: Any) -> None:
    with pytest.raises(Exception, match="value_of_no_column"):
        whole_build(root, models("core/exports.sql", "e.value_usd,", "e.value_of_no_column,"))


# --- the same result, however one came to it --------------------------------------------------------------------


def test_a_build_from_nothing_holds_the_same_delivery(root: Path, models: Any, tmp_path: Path) -> None:
    edited = models("core/exports.sql", "e.value_usd,", OVERFLOW)
    bad = root / "raw" / "exports" / "1401Q3-customs"
    later = shutil.move(bad, tmp_path / "later")
    whole_build(root, edited)
    shutil.move(later, bad)
    step_by_step = whole_build(root, edited)
    again = tmp_path / "again"
    shutil.copytree(root / "raw", again / "raw")
    at_once = whole_build(again, edited)
    assert_held(step_by_step, "bad.xlsx", "core/exports")
    assert_held(at_once, "bad.xlsx", "core/exports")
    for table in ("indicator_values", "exports", "lineage", "target_progress"):
        order = f"SELECT * FROM {table} ORDER BY ALL"
        assert step_by_step.rows(order) == at_once.rows(order), table


def test_what_is_published_without_it_is_what_a_workspace_without_it_publishes(
    root: Path, models: Any, tmp_path: Path
) -> None:
    edited = models(*EMPTY_CHANNEL)
    built = whole_build(root, edited)
    without = tmp_path / "without"
    shutil.copytree(root / "raw", without / "raw", ignore=shutil.ignore_patterns("1401Q3-customs"))
    clean = whole_build(without, edited)
    for table in (
        "indicator_values",
        "exports",
        "export_lines",
        "export_concentration",
        "lineage",
        "quarters",
    ):
        order = f"SELECT * FROM {table} ORDER BY ALL"
        assert built.rows(order) == clean.rows(order), table


def test_what_is_told_of_a_held_file_goes_where_it_breaks_a_check(root: Path, models: Any) -> None:
    """How columns were understood is told of held files, too: here of one that waits for its unknown column."""
    path = root / "raw" / "exports" / "1401Q3-customs" / "bad.xlsx"
    xlsx(path, [TITLE, [*HEADINGS, BAD], *rows("1401Q3")])
    told = ("public/column_matches.sql", "optional: [header, column_name, note]", "optional: [header, note]")
    built = whole_build(root, models(*told))
    assert_held(built, "bad.xlsx", "column_name is never empty", f"«{BAD}»")
    assert built.by_file["bad.xlsx"].read is None

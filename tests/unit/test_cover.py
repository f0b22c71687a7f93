"""What a file is restricted to: by its note, its titles and its rows, and what is said where they do not agree."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.contracts import load_contracts
from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.governance.cover import Covered, cover_of
from pipelines.intake.deliveries import Entry
from pipelines.intake.source_notes import SourceNote
from pipelines.normalise import CodeBook

MODELS = PROJECT_ROOT / "models"
BOOK = CodeBook.load(MODELS)
CONTRACTS = load_contracts(MODELS)
NOW = datetime(2025, 1, 1, tzinfo=UTC)


def covered(
    feed: str, *values: str, note: str | None = None, title: str = "آمار", file_name: str = "e.xlsx"
) -> Covered:
    entry = Entry(
        "d",
        feed,
        "o",
        "1402",
        file_name,
        f"raw/{file_name}",
        Path(file_name),
        "h",
        1,
        NOW,
        NOW,
        SourceNote(covers=note),
    )
    return cover_of(CONTRACTS[feed], entry, [title], ["برگه ۱", "برگه ۲"], sorted(values), BOOK)


def said(found: Covered) -> tuple[str, list[str], list[str]]:
    return found.cover, [m.id for m in found.holds], [m.id for m in found.notices]


@pytest.mark.parametrize("word", ["همه", "all", "کشور"])
def test_a_note_that_claims_everything_of_a_part_is_believed_and_said(word: str) -> None:
    assert said(covered("exports", "سیرجان")) == ("office:SIRJAN_SEZ", [], [])
    assert said(covered("exports", "سیرجان", note=word)) == ("", [], ["covers_all_believed"])
    (notice,) = covered("exports", "سیرجان", note=word).notices
    assert notice.severity == "warn"
    assert "«سیرجان»" in notice.text("fa") and "“سیرجان”" in notice.text("en")


def test_so_is_one_whose_title_names_a_county() -> None:
    list_of = {"title": "فهرست هنرمندان شهرستان بم", "note": "همه"}
    assert said(covered("artisans", "بم", **list_of)) == ("", [], ["covers_all_believed"])
    assert "شهرستان بم" in covered("artisans", "بم", **list_of).notices[0].text("fa")


def test_a_note_that_claims_everything_of_a_file_of_several_says_nothing() -> None:
    assert said(covered("exports", "سیرجان", "تهران", note="همه")) == ("", [], [])
    assert said(covered("artisans", "بم", "سیرجان", note="همه")) == ("", [], [])


def test_a_note_that_names_nothing_known_waits() -> None:
    found = covered("exports", "سیرجان", "تهران", note="گمرک ناکجاآباد")
    assert said(found) == ("", ["covers_not_known"], [])
    assert "ناکجاآباد" in found.holds[0].text("fa")
    assert said(covered("exports", "سیرجان", note="گمرک ناکجاآباد")) == (
        "office:SIRJAN_SEZ",
        ["covers_not_known"],
        [],
    )
    assert said(covered("artisans", "بم", "سیرجان", note="شهرستان ناکجا"))[1] == ["covers_not_known"]


def test_a_note_whose_part_does_not_hold_all_rows_waits() -> None:
    found = covered("exports", "سیرجان", "تهران", note="گمرک سیرجان")
    assert said(found) == ("office:SIRJAN_SEZ", ["covers_contradicted"], [])
    assert "تهران" in found.holds[0].text("fa") and "سیرجان، " not in found.holds[0].text("fa")
    assert said(covered("artisans", "بم", "سیرجان", note="بم")) == ("area:0802", ["covers_contradicted"], [])


def test_a_note_that_the_rows_bear_out_is_taken_at_its_word() -> None:
    assert said(covered("exports", "سیرجان", note="گمرک سیرجان")) == ("office:SIRJAN_SEZ", [], [])
    assert said(covered("artisans", "بم", note="بم")) == ("area:0802", [], [])
    assert said(covered("exports", "سیرجان", note="")) == said(covered("exports", "سیرجان"))


def test_a_province_holds_the_rows_of_all_its_offices_and_no_others() -> None:
    assert said(covered("exports", "کرمان", "سیرجان", note="استان کرمان")) == ("area:08", [], [])
    outside = covered("exports", "کرمان", "تهران", note="استان کرمان")
    assert said(outside) == ("area:08", ["covers_contradicted"], [])
    assert "تهران" in outside.holds[0].text("fa")

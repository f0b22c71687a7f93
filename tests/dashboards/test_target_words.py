"""What is said of the targets: one sentence for all, a number beside what it should be, and a track that agrees."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, cast

import pytest

from dashboards.address import Address
from dashboards.charts.target_track import target_track
from dashboards.components import target_words
from dashboards.data import target_standings
from dashboards.data.versions import Tables
from dashboards.data.view import View
from dashboards.language.language import Language
from dashboards.pages.glance import finding


class Known:
    """Tables that know one indicator of each unit, and the words that a sentence takes from lists."""

    number = 1

    def lookup(self, table: str, key: str) -> dict[str, dict[str, Any]]:
        if table == "indicators":
            return {
                "coverage": {
                    "title_fa": "پوشش",
                    "title_en": "Coverage",
                    "unit": "share",
                    "decimals": 1,
                    "direction": "up",
                },
                "exports": {
                    "title_fa": "صادرات",
                    "title_en": "Exports",
                    "unit": "USD",
                    "decimals": 0,
                    "direction": "up",
                },
                "days": {"title_fa": "روزها", "title_en": "Days", "unit": "days", "decimals": 0, "direction": "down"},
            }
        if table == "units":
            return {
                "USD": {"title_fa": "دلار", "title_en": "US dollars"},
                "days": {"title_fa": "روز", "title_en": "days"},
                "share": {"title_fa": "سهم", "title_en": "share"},
            }
        return {}


def looking(code: str) -> View:
    return View(Address("glance", Language(code)), cast("Tables", Known()))


def target(status: str = "off_track", indicator: str = "coverage", **given: Any) -> dict[str, Any]:
    values = {"value": "0.759", "expected_value": "0.815", "baseline_value": "0.701", "target_value": "0.9"}
    row = {
        "indicator_id": indicator,
        "status": status,
        "category": "",
        "qualifier": "exact",
        "is_provisional": False,
        "is_stale": False,
        "period": "1404Q4",
        "target_period": "1407Q4",
        "decision_state": "adopted",
        **values,
        **given,
    }
    return {name: Decimal(text) if name in values and text is not None else text for name, text in row.items()}


def plain(text: str) -> str:
    return re.sub("[\u2066-\u2069]", "", text)


def states(**counts: int) -> list[dict[str, str]]:
    return [{"status": status} for status, count in counts.items() for _ in range(count)]


@pytest.mark.parametrize(
    ("counts", "persian", "english"),
    [
        ({}, "هنوز هیچ هدفی تصویب نشده است", "No target has been adopted yet"),
        ({"behind": 1}, "تنها هدف مصوب از مسیر عقب است", "The one adopted target is off its path"),
        ({"reached": 1}, "تنها هدف مصوب محقق شده است", "The one adopted target is reached"),
        ({"not_available": 1}, "تنها هدف مصوب سنجیده نشده است", "The one adopted target is not measured yet"),
        ({"on_track": 1, "reached": 1}, "هر ۲ هدف مصوب در مسیر است", "All 2 adopted targets are on track"),
        ({"off_track": 1, "behind": 1}, "هر ۲ هدف مصوب از مسیر عقب است", "All 2 adopted targets are off their path"),
        (
            {"off_track": 3, "behind": 2, "on_track": 2},
            "از ۷ هدف مصوب، ۵ هدف از مسیر عقب مانده است",
            "Of 7 adopted targets, 5 are off their path",
        ),
        (
            {"behind": 1, "on_track": 10},
            "از ۱۱ هدف مصوب، ۱ هدف از مسیر عقب مانده است",
            "Of 11 adopted targets, 1 is off its path",
        ),
        (
            {"missed": 1, "behind": 4, "on_track": 2},
            "از ۷ هدف مصوب، ۱ هدف در مهلت خود محقق نشد و ۴ هدف از مسیر عقب مانده است",
            "Of 7 adopted targets, 1 was missed and 4 are off their path",
        ),
        (
            {"missed": 2, "on_track": 1},
            "از ۳ هدف مصوب، ۲ هدف در مهلت خود محقق نشد",
            "Of 3 adopted targets, 2 were missed",
        ),
        (
            {"on_track": 3, "not_available": 1},
            "از ۴ هدف مصوب، ۳ هدف در مسیر است و ۱ هدف سنجیده نشده است",
            "Of 4 adopted targets, 3 are on track and 1 unmeasured",
        ),
        ({"not_available": 2}, "هیچ‌یک از ۲ هدف مصوب سنجیده نشده است", "None of 2 adopted targets is measured"),
    ],
)
def test_the_state_of_all_targets_is_one_sentence(counts: dict[str, int], persian: str, english: str) -> None:
    rows = states(**counts)
    assert plain(target_words.finding(looking("fa"), rows)) == persian
    assert plain(target_words.finding(looking("en"), rows)) == english


@pytest.mark.parametrize(
    ("row", "persian", "english"),
    [
        (target(), "۷۵٫۹ درصد (زمستان ۱۴۰۴) باید ۸۱٫۵ می‌بود", "75.9% (winter 1404) should be 81.5%"),
        (
            target(indicator="exports", value="1000000", expected_value="1000001", is_provisional=True, period="1404"),
            "۱٬۰۰۰٬۰۰۰ دلار (۱۴۰۴، موقت) باید ۱٬۰۰۰٬۰۰۱ می‌بود",
            "1,000,000 USD (1404, provisional) should be 1,000,001",
        ),
        (
            target(indicator="days", value="11", expected_value="2", baseline_value="30", target_value="0"),
            "۱۱ روز (زمستان ۱۴۰۴) باید تا ۲ پایین می‌آمد",
            "11 days (winter 1404) should be down to 2",
        ),
        (
            target("on_track", value="0.3", expected_value="0.701"),
            "۳۰ درصد (زمستان ۱۴۰۴) مسیر هنوز بیشتر نمی‌خواهد",
            "30% (winter 1404) no more due yet",
        ),
        (
            target("on_track"),
            "۷۵٫۹ درصد (زمستان ۱۴۰۴) مسیر ۸۱٫۵ می‌خواهد",
            "75.9% (winter 1404) the path asks for 81.5%",
        ),
        (target("reached"), "۷۵٫۹ درصد (زمستان ۱۴۰۴) هدف محقق شده است", "75.9% (winter 1404) the target is reached"),
        (
            target("missed"),
            "۷۵٫۹ درصد (زمستان ۱۴۰۴) مهلت در زمستان ۱۴۰۷ گذشت",
            "75.9% (winter 1404) it was due by winter 1407",
        ),
        (target(expected_value=None), "۷۵٫۹ درصد (زمستان ۱۴۰۴) None", "75.9% (winter 1404) None"),
    ],
)
def test_a_number_stands_beside_what_it_should_be(row: dict[str, Any], persian: str, english: str) -> None:
    for code, words in (("fa", persian), ("en", english)):
        view = looking(code)
        said = f"{target_words.measured(view, row)} {target_words.against_its_path(view, row)}"
        assert plain(said) == words


def test_a_target_is_told_in_few_words() -> None:
    assert plain(target_words.goal(looking("fa"), target())) == "هدف ۹۰٪ تا ۱۴۰۷"
    assert plain(target_words.goal(looking("en"), target(target_period="1407Q2"))) == "target 90% by summer 1407"
    proposed = target(decision_state="proposed")
    assert plain(target_words.goal(looking("fa"), proposed)) == "پیشنهاد ۹۰٪ تا ۱۴۰۷"


def test_the_track_draws_what_the_words_say() -> None:
    drawn = str(target_track(target(baseline_value="0.7", value="0.75", expected_value="0.8", target_value="0.9")))
    assert "inline-size:25.0%" in drawn and "inset-inline-start:50.0%" in drawn
    down = str(
        target_track(target("behind", "days", value="20", expected_value="15", baseline_value="30", target_value="0"))
    )
    assert "inline-size:33.3%" in down and "inset-inline-start:50.0%" in down


def test_the_track_has_no_bar_below_the_baseline_and_no_tick_where_nothing_is_published() -> None:
    below = str(target_track(target(value="0.6")))
    assert "nq-track-start" in below and "nq-track-part" not in below and "nq-track-tick" in below
    assert "nq-track-tick" not in str(target_track(target(expected_value=None)))
    unknown = str(target_track(target("not_available", value=None)))
    assert "nq-track-unknown" in unknown and "nq-track-part" not in unknown


def test_the_worst_target_is_first_and_what_is_not_known_last() -> None:
    class Told(Known):
        def rows(self, sql: str) -> tuple[dict[str, Any], ...]:
            order = ("on_track", "not_available", "behind", "missed", "reached", "off_track")
            return tuple({"status": status} for status in order)

    view = View(Address("glance", Language("fa")), cast("Tables", Told()))
    found = [row["status"] for row in target_standings.adopted(view)]
    assert found == ["missed", "off_track", "behind", "on_track", "reached", "not_available"]


@pytest.mark.parametrize(
    ("row", "persian", "english"),
    [
        (target("not_available", value=None), "تا رقمی نرسد، نمی‌توان گفت کدام عقب است.", "Until a figure comes"),
        (target("on_track"), "هیچ هدف سنجیده‌شده‌ای عقب نیست.", "None of those measured is behind."),
        (
            target(area_code="08"),
            "دورترین: پوشش، ۷۵٫۹ درصد (زمستان ۱۴۰۴)؛ باید ۸۱٫۵ می‌بود.",
            "Furthest off: Coverage, 75.9%",
        ),
    ],
)
def test_the_worst_is_named_with_its_number_and_nothing_unmeasured_passes_for_good(
    monkeypatch: pytest.MonkeyPatch, row: dict[str, Any], persian: str, english: str
) -> None:
    monkeypatch.setattr("dashboards.data.indicators.home_area", lambda view: "08")
    for code, words in (("fa", persian), ("en", english)):
        said = re.sub(r"<[^>]+>", "", plain(str(finding.worst(looking(code), row))))
        assert said.startswith(words)

"""A late file for an older period, a document whose figure moved: real files, read and assessed, nothing published."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from pipelines.foundation.workspace import Workspace
from pipelines.pipeline.reports import DeliveryOutcome
from tests.identifiers import legal_id
from tests.pipeline.customs_fixture import accepted, decide

COUNTY = ["کرمان", "سیرجان", "بافت", "بم", "راور"]


class Office:
    """A workspace to which an office delivers workbooks of one feed."""

    def __init__(self, folder: Path, feed: str, office: str) -> None:
        self.workspace, self.feed, self.office = Workspace(folder).create(), feed, office

    def deliver(self, period: str, rows: Sequence[Sequence[Any]], name: str = "list.xlsx") -> None:
        book = openpyxl.Workbook()
        sheet = book.active
        assert sheet is not None
        for row in rows:
            sheet.append(list(row))
        path = self.workspace.raw / self.feed / f"{period}-{self.office}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(path)

    def accepted(self) -> dict[str, DeliveryOutcome]:
        """Return what became of each current delivery, by period."""
        outcomes = accepted(self.workspace, self.feed)
        return {str(o.period): o for o in outcomes if o.delivery.known_to is None}

    def states(self) -> dict[str, str]:
        return {period: outcome.state for period, outcome in sorted(self.accepted().items())}

    def decide(self, delivery_id: str, decision: Any) -> None:
        decide(self.workspace, delivery_id, decision)


def cooperatives(count: int) -> list[list[Any]]:
    """Return a list of invented cooperatives."""
    header = ["شناسه ملی", "نام تعاونی", "گرایش", "شهرستان", "تعداد اعضا", "وضعیت"]
    return [
        header,
        *(
            [legal_id(1_099_000_000 + n), f"تعاونی نمونه {n}", "صنایع دستی", COUNTY[n % 5], 10 + n, "فعال"]
            for n in range(count)
        ),
    ]


@pytest.fixture
def registers(tmp_path: Path) -> Office:
    return Office(tmp_path / "workspace", "cooperatives", "cooperatives")


def test_a_late_larger_list_of_an_older_quarter_waits_and_what_was_published_stays(registers: Office) -> None:
    registers.deliver("1404Q1", cooperatives(12))
    registers.deliver("1404Q2", cooperatives(13))
    assert registers.states() == {"1404Q1": "published", "1404Q2": "published"}
    registers.deliver("1403Q4", cooperatives(30))
    assert registers.states() == {"1403Q4": "held", "1404Q1": "published", "1404Q2": "published"}
    late = registers.accepted()["1403Q4"]
    assert late.message is not None and late.message.id == "shrunk_after"
    for told in ("1404Q1", "30", "12"):
        assert told in late.message.text("en"), told
    for told in ("بهار ۱۴۰۴", "۳۰ سطر", "۱۲ سطر"):
        assert told in late.message.text("fa"), told

    registers.decide(late.delivery.delivery_id, "approved")
    assert registers.states() == {"1403Q4": "published", "1404Q1": "published", "1404Q2": "published"}
    registers.decide(late.delivery.delivery_id, "rejected")
    assert registers.states() == {"1404Q1": "published", "1404Q2": "published"}


def test_a_late_list_that_fits_comes_into_force(registers: Office) -> None:
    registers.deliver("1404Q1", cooperatives(12))
    registers.accepted()
    registers.deliver("1403Q4", cooperatives(11))
    assert registers.states() == {"1403Q4": "published", "1404Q1": "published"}


def test_together_they_are_compared_in_the_order_of_their_periods(registers: Office) -> None:
    registers.deliver("1404Q1", cooperatives(12))
    registers.deliver("1403Q4", cooperatives(30))
    assert registers.states() == {"1403Q4": "published", "1404Q1": "held"}


# --- statements -----------------------------------------------------------------------------------------------


def minutes(weavers: Any, *, when: str = "اسفند ۱۴۰۰", document: str = "صورت‌جلسهٔ شورا") -> list[list[Any]]:
    """Return a document of invented figures; the sum over its units is all money."""
    header = [
        "شناسه",
        "شاخص",
        "دسته",
        "حوزه",
        "محدوده",
        "مقدار",
        "قید",
        "واحد",
        "ماهیت رقم",
        "تاریخ رقم",
        "منبع",
        "درجهٔ منبع",
    ]
    grade = "اظهار در جلسه"
    return [
        header,
        [
            "M01",
            "قالی‌بافان",
            None,
            "فرش دستباف",
            "استان کرمان",
            weavers,
            "دقیق",
            "نفر",
            "موجودی",
            when,
            document,
            grade,
        ],
        [
            "M02",
            "اعتبار تخصیص‌یافته",
            None,
            "صنایع دستی",
            "استان کرمان",
            "۲۲ میلیارد تومان",
            "دقیق",
            "ریال",
            "جریان",
            when[-4:],
            document,
            grade,
        ],
    ]


@pytest.fixture
def council(tmp_path: Path) -> Office:
    return Office(tmp_path / "workspace", "reported_figures", "dialogue_council")


def moved(outcome: DeliveryOutcome) -> str:
    assert outcome.message is not None and outcome.message.id == "figure_moved", outcome.reason("en")
    return outcome.message.text("fa") + outcome.message.text("en")


def test_a_figure_that_is_sent_again_with_a_digit_too_many_waits_and_names_both(council: Office) -> None:
    council.deliver("1400Q4", minutes("۷۲٬۰۰۰"), "first.xlsx")
    assert council.states() == {"1400Q4": "published"}
    council.deliver("1400Q4", minutes(720_000), "second.xlsx")
    sentence = moved(council.accepted()["1400Q4"])
    for told in (
        "first.xlsx",
        "second.xlsx",
        "72,000",
        "720,000",
        "۷۲٬۰۰۰",
        "۷۲۰٬۰۰۰",
        "×۱۰",
        "سطر ۲",
        "قالی‌بافان",
        "استان کرمان",
        "نفر",
        "persons",
    ):
        assert told in sentence, told


def test_so_does_one_in_a_later_document(council: Office) -> None:
    council.deliver("1400Q4", minutes(72_000))
    council.deliver("1401Q4", minutes(720_000, when="اسفند ۱۴۰۱", document="صورت‌جلسهٔ شورا، اسفند ۱۴۰۱"))
    assert council.states() == {"1400Q4": "published", "1401Q4": "held"}
    assert "72,000" in moved(council.accepted()["1401Q4"])


def test_and_one_in_a_late_document_of_an_earlier_period(council: Office) -> None:
    council.deliver("1401Q4", minutes(72_000, when="اسفند ۱۴۰۱"))
    assert council.states() == {"1401Q4": "published"}
    council.deliver("1400Q4", minutes(7_200))
    assert council.states() == {"1400Q4": "held", "1401Q4": "published"}


def test_figures_that_move_a_little_are_published(council: Office) -> None:
    council.deliver("1400Q4", minutes(72_000))
    council.deliver("1401Q4", minutes(90_000, when="اسفند ۱۴۰۱"))
    assert set(council.states().values()) == {"published"}

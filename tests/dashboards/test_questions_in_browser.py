"""The ten questions of ``docs/questions.md``, clicked: at most two clicks from the front page, in both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "questions.md"


@dataclass(frozen=True)
class Question:
    """What is clicked, one selector a click, and what then stands on the page in each language."""

    clicks: tuple[str, ...]
    persian: tuple[str, ...]
    english: tuple[str, ...]
    version: str = "baseline"


def page(name: str) -> str:
    return f".nq-nav a[href^='/{name}']"


QUESTIONS = {
    1: Question(
        (page("counties"), "[data-testid=stMain] a[href*='county=0808']"),
        ("از ۳۹٬۲۰۰ قالی‌باف، ۲۱٬۲۰۰ نفر مجوز ندارند",),
        ("21,200", "39,200"),
    ),
    2: Question((page("credit"),), ("پایان خرداد پرونده‌ای ثبت نشود", "همهٔ سهم"), ("end of Khordad", "whole share")),
    3: Question(
        (page("commitments"),),
        ("برپایی کیوسک‌های آماده", "شهردار کرمان", "۴ تا ۵ کیوسک", "گفته نشده است"),
        ("kiosks at the entrances", "Mayor of Kerman", "4 to 5 kiosks", "not told"),
    ),
    4: Question(
        (page("exports"),),
        ("۳٬۳۳۴ دلار", "۱۰۴٬۷۷۲ دلار", "فرودگاه امام خمینی"),
        ("3,334", "104,772", "Imam Khomeini"),
    ),
    5: Question((page("artisans"),), ("از ۷۰٬۰۰۰ هنرمند، ۱۵٬۰۰۰ نفر پروانهٔ تولید دارند",), ("70,000", "15,000")),
    6: Question(
        (page("cities"), "[data-testid=stMain] a[href*='city=city-rayen']"),
        ("راین", "شورای راهبردی تشکیل شده است", "دانسته نیست"),
        ("Rayen", "strategic council", "not known"),
    ),
    7: Question(
        (".nq-tile:first-child .nq-chip", "[data-testid=stMain] a[href*='delivery=']"),
        ("press-and-office-figures.csv",),
        ("press-and-office-figures.csv",),
    ),
    8: Question(
        (page("contradictions"),),
        ("۶۴، بیش از ۱۰۱ یا ۱۰۰؟", "محکم‌ترین سند"),
        ("64", "101", "100", "trongest"),
    ),
    9: Question(
        (page("commitments"), ".nq-squares a[href*='state=no_due_date']"),
        ("۳۱ تعهد", "هیچ‌کدام سند انجام ندارد", "۲۹ از ۳۱"),
        ("31 commitments", "none has proof", "29 of 31"),
    ),
    10: Question((page("scenarios"),), ("هر هدف در ماه چه می‌خواهد", "۱۶٬۶۶۷ دلار"), ("a month", "16,667")),
}


@pytest.mark.parametrize("code", ["fa", "en"])
@pytest.mark.parametrize("number", QUESTIONS)
def test_a_question_is_answered_within_two_clicks(windows, site, number, code):
    question = QUESTIONS[number]
    site.show(question.version)
    window = windows(1440, code).turn("/" if code == "fa" else "/?lang=en")
    assert len(question.clicks) <= 2
    for selector in question.clicks:
        before = window.page.url
        window.page.locator(selector).first.click()
        window.page.wait_for_function("before => location.href !== before", arg=before, timeout=20_000)
        window.page.wait_for_timeout(300)
        window.wait_until_drawn()
    shown = re.sub(r"[\u2066-\u2069]", "", window.page.locator("[data-testid=stMain]").first.text_content())
    missing = [words for words in (question.persian if code == "fa" else question.english) if words not in shown]
    assert missing == []


def test_the_document_lists_the_questions_that_are_clicked():
    rows = re.findall(r"^\| (\d+) \|", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    assert [int(row) for row in rows] == list(QUESTIONS)

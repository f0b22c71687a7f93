"""A steward says from the page what a word means and takes it back; a breakdown says what it does not classify."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.dashboards.looking import assert_whole, with_language

#: An invented word that no list of months knows, as a cleaning would have noted it beside a delivery of the baseline.
UNKNOWN = {
    "column_name": "month",
    "word_list": "months",
    "needed": True,
    "cells": 40,
    "unknown": 7,
    "words": [{"word": "برج ساختگی", "cells": 7, "suggestions": ["فروردین"]}],
}


@pytest.fixture
def unknown_word(site) -> Iterator[Path]:
    """Let a delivery of the baseline hold a word that nobody knows."""
    path = next(p for p in (site.workspace / "restricted" / "clean").glob("exports-*.json") if "resolved" not in p.name)
    before = path.read_text("utf-8")
    kept = json.loads(before)
    kept["cleaned"]["unknown_words"] = [UNKNOWN]
    path.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
    site.show("baseline")
    yield path
    path.write_text(before, "utf-8")
    site.show("baseline")


@pytest.mark.browser
@pytest.mark.slow
class TestWords:
    """With a real browser and the real commands behind the forms."""

    @pytest.mark.parametrize("code", ["fa", "en"])
    def test_a_word_is_said_once_and_taken_back(self, look, site, screenshots, unknown_word, code):
        window = look().open(with_language("/vocabulary", code))
        page = window.page
        window.whole_picture(screenshots / f"vocabulary_words_{code}_1440.png")
        assert_whole(window, code)
        assert page.locator(".nq-card h2", has_text="برج ساختگی").count() == 1
        form = page.locator("form.nq-form")
        assert form.locator("button[value='1']").count() == 1, "the nearest title is one click away"
        assert page.locator("datalist option").count() >= 12
        form.locator("input[name=reason]").fill("آزمون")
        form.locator("input[name=meaning]").fill("فروردین" if code == "fa" else "1")
        form.locator("button.nq-primary").click()
        page.wait_for_url("**said=**", timeout=60_000)
        window.wait_until_drawn()
        assert page.locator(".nq-said .nq-mark-reached").count() == 1
        assert page.locator("form.nq-form").count() == 0, "what was said is not asked again"
        assert "برج ساختگی" in page.locator("table").last.text_content()
        assert_whole(window, code)
        page.locator("form button", has_text="پس گرفتن" if code == "fa" else "Take back").first.click()
        page.wait_for_function("document.querySelectorAll('form.nq-form').length === 1", timeout=60_000)
        window.wait_until_drawn()
        assert page.locator(".nq-said .nq-mark-reached").count() == 1

    def test_what_cannot_be_said_is_answered_with_a_sentence(self, look, site, unknown_word):
        window = look().open("/vocabulary")
        given = {"word_list": "months", "word": "برج ساختگی", "page": "vocabulary", "page_language": "fa"}
        for values, words in (
            ({"reason": "", "meaning": "1"}, "دلیل را بنویسید"),
            ({"reason": "آزمون"}, "معنای واژه را برگزینید"),
            ({"reason": "آزمون", "meaning": "ماه سیزدهم ساختگی"}, "در فهرست"),
            ({"reason": "آزمون", "act": "forget"}, "چیزی گفته نشده است"),
        ):
            answer = window.page.request.post(
                f"{site.address}/steward/word",
                form={**given, **values},
                headers={"Origin": site.address},
                max_redirects=0,
            )
            assert answer.status == 303 and answer.headers["location"].startswith("/vocabulary")
            window.open(answer.headers["location"])
            assert words in window.text(".nq-said"), values

    @pytest.mark.parametrize("code", ["fa", "en"])
    def test_a_breakdown_says_what_it_does_not_classify(self, look, site, code):
        site.show("invented")
        window = look().open(with_language("/indicators?indicator=artisans_by_education&area=08", code))
        assert window.text(".nq-unclassified")

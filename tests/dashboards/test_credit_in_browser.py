"""The page of credit lines: the one that runs with its days, pace and decision, and a closed one without them."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Any

import jdatetime
import pytest

from tests.dashboards.looking import WIDTHS, assert_whole, with_language
from tests.dashboards.test_numbers_in_browser import main_text, select

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: The lines of the invented version that runs, and the one of the year before, which is closed.
CLOSED = "/credit?share=note_15.1404.08.crafts"
BILLION = Decimal(10) ** 9


def plain(text: str) -> str:
    return re.sub(r"[\u2066-\u2069]", "", text)


def latin(text: str) -> str:
    """Return a text with Latin digits, so that one number can be looked for in both languages."""
    return plain(text).translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹٫٬", "0123456789.,"))


def running(site: Any) -> dict[str, Any]:
    columns = (
        "days_left, whole_days, notified_rial, paid_share, needed_week_rial, needed_month_rial, best_week_status, "
        "best_month, waiting_files, told_until, requested_share"
    )
    ((row),) = select(site, f"select {columns} from credit_paces where is_running", "invented")
    return dict(zip([name.strip() for name in columns.split(",")], row, strict=True))


def written(rial: Decimal) -> str:
    """Return an amount in billions as the page writes it."""
    shown = f"{round(Decimal(rial) / BILLION, 1):,}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


@pytest.mark.parametrize("code", ["fa", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_it_opens_on_the_line_that_runs_and_is_whole(windows, site, width, code):
    site.show("invented")
    window = windows(width, code).turn(with_language("/credit", code))
    title = latin(window.page.locator("h1").inner_text())
    found = running(site)
    assert str(found["days_left"]) in title and ("%" in title or "درصد" in title)
    assert window.page.locator(".nq-days-bar, .nq-pace, .nq-decision, .nq-curve").count() == 4
    assert_whole(window, code)


@pytest.mark.parametrize("code", ["fa", "en"])
def test_what_is_needed_is_what_is_published_and_stands_above_what_was(windows, site, code):
    site.show("invented")
    window = windows(1440, code).turn(with_language("/credit", code))
    found = running(site)
    needed = [latin(text) for text in window.page.locator(".nq-bar-needed + span").all_inner_texts()]
    assert needed == [written(found["needed_week_rial"]), written(found["needed_month_rial"])]
    first = window.page.locator(".nq-pace-bars dd:first-of-type .nq-bar")
    assert first.evaluate_all("bars => bars.map(bar => getComputedStyle(bar).borderStyle)") == ["dashed", "dashed"]


@pytest.mark.parametrize(("code", "words"), [("fa", "پنهان برای حریم افراد"), ("en", "hidden to protect persons")])
def test_a_week_of_few_files_is_hidden_and_has_no_bar(windows, site, code, words):
    site.show("invented")
    window = windows(1440, code).turn(with_language("/credit", code))
    assert running(site)["best_week_status"] == "suppressed"
    row = window.page.locator(".nq-pace-bars dd:has(.nq-few)")
    assert row.count() == 1 and words in row.inner_text()
    assert row.locator(".nq-bar").count() == 0


@pytest.mark.parametrize("code", ["fa", "en"])
def test_the_bar_of_days_stands_at_today_and_runs_from_left_to_right(windows, site, code):
    site.show("invented")
    window = windows(1440, code).turn(with_language("/credit", code))
    found = running(site)
    bar, today, gone = (window.page.locator(f".nq-days-{part}").bounding_box() for part in ("bar", "today", "gone"))
    share = 1 - found["days_left"] / found["whole_days"]
    assert (today["x"] + today["width"] / 2 - bar["x"]) / bar["width"] == pytest.approx(share, abs=0.02)
    assert gone["x"] == pytest.approx(bar["x"], abs=3), "what has gone begins at the left in both languages"
    assert window.page.locator(".nq-days-ask").count() == 0, "no document names the last day to ask for more time"


@pytest.mark.parametrize("code", ["fa", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_there_is_one_decision_and_its_letter_opens_with_the_figures(windows, site, width, code):
    site.show("invented")
    window = windows(width, code).turn(with_language("/credit", code))
    assert window.page.locator(".nq-decision").count() == 1
    assert window.page.locator(".nq-primary").count() == 1
    button = window.page.locator(".nq-primary")
    if width < 640:
        assert button.bounding_box()["height"] >= 44
    button.click()
    letter = window.page.locator(".nq-letter")
    assert letter.is_visible()
    text = latin(letter.inner_text())
    assert written(running(site)["notified_rial"]) in text
    first = plain(letter.inner_text()).splitlines()[0]
    assert ("ساختگی" if code == "fa" else "invented") in first, "a letter travels alone"


@pytest.mark.parametrize("code", ["fa", "en"])
def test_the_silence_of_the_banks_is_hatched_and_no_line_is_drawn_through_it(windows, site, code):
    site.show("invented")
    window = windows(1440, code).turn(with_language("/credit", code))
    told: date = running(site)["told_until"]
    jalali = jdatetime.date.fromgregorian(date=told)
    gap, ahead = (window.page.locator(f".nq-curve-{part}").bounding_box() for part in ("gap", "ahead"))
    assert gap["width"] > 0 and gap["x"] + gap["width"] == pytest.approx(ahead["x"], abs=2)
    dot = window.page.locator(".nq-curve-dot").bounding_box()
    assert dot["x"] + dot["width"] / 2 == pytest.approx(gap["x"], abs=2), "what is paid ends where the word ends"
    assert str(jalali.day) in latin(window.page.locator("#curve").inner_text())


@pytest.mark.parametrize(("code", "zero", "label"), [("fa", "صفر", "بی‌پرونده"), ("en", "zero", "without a file")])
def test_counties_without_a_file_say_zero_and_a_phone_names_them(windows, site, code, zero, label):
    site.show("invented")
    asked = (
        "select c.files, c.status, a.name_fa, a.name_en from credit_counties c join areas a"
        " on a.area_code = c.county_code where c.budget_year = 1405"
    )
    rows = select(site, asked, "invented")
    without = {fa if code == "fa" else en for files, _, fa, en in rows if files == 0}
    hidden = sum(1 for _, status, _, _ in rows if status == "suppressed")
    assert without and hidden, "the version has both"
    window = windows(390, code).turn(with_language("/credit", code))
    assert window.page.locator(".nq-credit-map .nq-zero-told b").all_inner_texts() == [zero] * len(without)
    assert window.page.locator(".nq-credit-map .nq-suppressed b").all_inner_texts() == ["*"] * hidden
    words = window.page.locator(".nq-zero-words")
    assert words.is_visible() and label in words.inner_text()
    assert not [name for name in without if name not in words.inner_text()]
    assert not windows(1440, code).turn(with_language("/credit", code)).page.locator(".nq-zero-words").is_visible()


@pytest.mark.parametrize("code", ["fa", "en"])
def test_only_the_worst_step_of_the_funnel_is_in_madder(windows, site, code):
    site.show("invented")
    window = windows(1440, code).turn(with_language("/credit", code))
    assert window.page.locator(".nq-funnel dt.nq-worst").count() <= 1
    shown = " ".join(window.page.locator(".nq-funnel dd").all_inner_texts())
    few = select(
        site, "select count(*) from credit_funnel where budget_year = 1405 and status = 'suppressed'", "invented"
    )
    assert shown.count("*") == few[0][0] > 0


@pytest.mark.parametrize(("code", "word"), [("fa", "بسته شد"), ("en", "is closed")])
@pytest.mark.parametrize("width", WIDTHS)
def test_a_closed_line_says_so_and_drops_bar_pace_curve_and_decision(windows, site, width, code, word):
    site.show("invented")
    window = windows(width, code).turn(with_language(CLOSED, code))
    assert word in window.page.locator("h1").inner_text()
    assert window.page.locator(".nq-days-bar, .nq-pace, .nq-curve, .nq-decision").count() == 0
    assert window.page.locator(".nq-used").count() == 1
    assert_whole(window, code)


@pytest.mark.parametrize(("code", "words"), [("fa", "دیدن خط‌های بسته"), ("en", "See the closed lines")])
def test_closed_lines_are_a_link_away(windows, site, code, words):
    site.show("invented")
    window = windows(1440, code).turn(with_language("/credit", code))
    window.page.locator("#pace a", has_text=words).click()
    table = window.page.locator("#all-lines table")
    table.wait_for(state="visible")
    window.click("#all-lines a[href*='1404'][href*='crafts']")
    assert window.page.locator(".nq-used").count() == 1


@pytest.mark.parametrize(("code", "calm"), [("fa", "آرام"), ("en", "calm")])
def test_calm_warnings_fold_and_say_how_many_they_are(windows, site, code, calm):
    site.show("invented")
    ((count, all_),) = select(
        site,
        "select count(*) filter (state = 'calm'), count(*) from warnings where budget_year = 1405",
        "invented",
    )
    window = windows(1440, code).turn(with_language("/credit", code))
    fold = window.page.locator("#warnings details").first
    summary = latin(fold.locator("summary").inner_text())
    assert calm in summary and str(count) in summary and str(all_) in summary
    assert fold.get_attribute("open") is None


@pytest.mark.parametrize("code", ["fa", "en"])
def test_on_a_phone_the_months_of_the_warnings_have_names_years_and_letters_of_twelve_pixels(windows, site, code):
    site.show("invented")
    window = windows(390, code).turn(with_language("/credit", code))
    heads = window.page.locator(".nq-replay thead th:not(.nq-matrix-name):visible")
    assert 0 < heads.count() <= 6
    assert re.search(r"14\d\d", latin(heads.first.inner_text()))
    sizes = window.page.locator(".nq-replay th:visible, .nq-credit-map li b, .nq-curve-plot span:visible")
    assert min(sizes.evaluate_all("all => all.map(one => parseFloat(getComputedStyle(one).fontSize))")) >= 12


@pytest.mark.parametrize("code", ["fa", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_real_line_of_1400_is_closed_without_a_project(windows, site, width, code):
    site.show("baseline")
    window = windows(width, code).turn(with_language("/credit", code))
    title = window.page.locator("h1").inner_text()
    assert ("بسته شد و هیچ طرحی" in title) if code == "fa" else ("closed" in title and "no project" in title)
    assert "220" in latin(main_text(window))
    assert window.page.locator(".nq-days-bar, .nq-pace, .nq-curve, .nq-decision").count() == 0
    assert_whole(window, code)

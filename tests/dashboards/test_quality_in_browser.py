"""The quality page and the page of one delivery as a person gets them: files, silence, checks, and what is invented."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import pytest

from dashboards.address import Address
from dashboards.components import tags
from dashboards.data.versions import Tables
from dashboards.data.view import View
from dashboards.language.language import Language
from tests.dashboards.looking import WIDTHS, assert_whole, with_language

pytestmark = [pytest.mark.browser, pytest.mark.slow]

EXPORTS, HELD = "exports-1402-customs-bbbb2222", "artisans-1404-heritage-cccc3333"
REFUSED, OLDER = "licences-1404-heritage-dddd4444", "exports-1402-customs-eeee5555"
MENDED, REAL = "exports-1402-customs-ffff6666", "registry-1400Q4-heritage-9999aaaa"

PAGES = {
    "quality_demo": "/quality",
    "delivery_quarantine": f"/quality?delivery={EXPORTS}",
    "delivery_held": f"/quality?delivery={HELD}",
    "delivery_refused": f"/quality?delivery={REFUSED}",
    "delivery_correction": f"/quality?delivery={MENDED}",
}
#: Pages of a demonstration; on each one strip says that the data are invented, and what is real says that it is.
DEMONSTRATED = [
    *PAGES.values(),
    "/",
    "/indicators",
    "/indicators?indicator=licence_coverage",
    "/indicators?indicator=workshops&area=0808",
    "/credit",
    "/cities",
    "/commitments",
    f"/rows?delivery={EXPORTS}",
    "/data",
]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("code", ["fa", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_deliveries_is_whole(windows, site, screenshots, name, code, width):
    site.show("demo")
    window = windows(width, code)
    window.turn(with_language(PAGES[name], code))
    window.whole_picture(screenshots / f"{name}_{code}_{width}.png")
    assert_whole(window, code)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("code", ["fa", "en"])
def test_the_page_of_the_real_customs_file_is_whole(windows, site, screenshots, code, width):
    site.show("baseline")
    window = windows(width, code)
    window.turn(with_language("/quality?state=published", code))
    href = window.page.locator(".nq-delivery h3 a[href*='exports-1402']").first.get_attribute("href")
    window.turn(href)
    window.whole_picture(screenshots / f"delivery_real_{code}_{width}.png")
    assert_whole(window, code)
    assert "744" in window.text(".nq-lede") or "۷۴۴" in window.text(".nq-lede")


@pytest.mark.parametrize("name", ["quality_demo", "delivery_quarantine", "delivery_held"])
def test_a_dark_page_of_deliveries_can_be_read(look, site, screenshots, name):
    site.show("demo")
    window = look(scheme="dark").open(PAGES[name])
    window.whole_picture(screenshots / f"{name}_fa_dark_1440.png")
    assert window.serious_findings() == []


def main_text(window) -> str:
    return re.sub(r"[\u2066-\u2069]", "", window.page.locator("[data-testid=stMain]").first.text_content())


def test_held_and_refused_files_come_first_with_their_sentence(look, site):
    site.show("demo")
    window = look().open("/quality")
    states = [text.strip() for text in window.page.locator(".nq-delivery .nq-status").all_text_contents()]
    assert states[:3] == ["پذیرفته نشد", "در انتظار تأیید", "منتشر شد"]
    assert states[-1] == "جایش را فایل تازه گرفت"
    assert "دوباره با نوع XLSX ذخیره کنید" in window.text(".nq-note-strong")


def test_the_list_is_narrowed_by_its_address_and_keeps_within_its_pages(look, site):
    site.show("demo")
    window = look().open("/quality?state=held&page=99")
    assert window.page.locator(".nq-delivery").count() == 1
    window.open("/quality?state=published&office=nobody")
    assert window.page.locator(".nq-delivery").count() == 0
    assert window.page.locator(".nq-empty").count() == 1
    window.open("/quality?delivery=of-no-version")
    assert "of-no-version" in main_text(window)


def test_a_delivery_says_how_many_rows_came_and_what_became_of_them(look, site):
    site.show("demo")
    window = look().open(f"/quality?delivery={EXPORTS}&lang=en")
    assert window.text(".nq-equation") == "750 = 744 + 4 + 2"
    assert "2 of the quarantined rows" in main_text(window)


def test_what_was_normalised_stands_beside_what_was_sent_with_its_count(look, site):
    site.show("demo")
    window = look().open(f"/quality?delivery={EXPORTS}")
    rows = window.page.locator(".nq-normal tbody tr")
    assert rows.count() == 2
    assert rows.nth(0).locator(".nq-raw").all_text_contents() == ["آستارا ", "آستارا"]
    assert "۱۷۱" in rows.nth(0).text_content()
    assert rows.nth(1).locator(".nq-raw").all_text_contents() == ["۳٬۳۳۴", "3334"]


def test_an_example_that_could_identify_a_person_is_not_shown(look, site):
    site.show("demo")
    window = look().open(f"/quality?delivery={HELD}")
    row = window.page.locator(".nq-normal tbody tr").first
    assert row.locator(".nq-raw").count() == 0
    assert "پنهان برای حریم افراد" in row.text_content()


def test_a_stated_total_stands_beside_the_sum_with_their_difference(look, site):
    site.show("demo")
    window = look().open(f"/quality?delivery={EXPORTS}&lang=en")
    text = main_text(window)
    assert "94,534,063.5" in text and "94,534,106" in text and "−42.5" in text


def test_quarantine_is_told_by_reason_and_cell_and_its_workbook_is_a_button(look, site):
    site.show("demo")
    window = look().open(f"/quality?delivery={EXPORTS}")
    assert window.page.locator(".nq-reasons tbody tr").count() == 1
    assert "<b>کرمانشا</b>" in window.page.locator(".nq-mistakes .nq-raw").all_text_contents()
    assert window.page.locator(f"a.nq-button[href='/steward/corrections/{EXPORTS}.xlsx']").count() == 1
    assert "naqsheh corrections" not in main_text(window)


def test_a_file_tells_its_editions_and_which_of_them_took_the_place_of_which(look, site):
    site.show("demo")
    window = look().open(f"/quality?delivery={EXPORTS}&open=editions&lang=en")
    table = window.page.locator("table", has_text="Took the place of")
    assert table.locator("tbody tr").count() == 2
    assert (
        table.locator("tbody tr", has_text="(this one)").locator("td").last.inner_text().strip() == "صادرات 1402.xlsx"
    )
    assert table.locator(f"a[href*='delivery={OLDER}']").count() == 1


def test_a_held_file_tells_why_and_where_it_is_decided(look, site):
    site.show("demo")
    window = look().open(f"/quality?delivery={HELD}")
    assert "بیش از ۵ درصد" in window.text(".nq-note-strong")
    assert window.page.locator(f"a.nq-button[href='/deliver#held-{HELD}']").count() == 1
    assert window.page.locator("a.nq-button[href='/steward/template/artisans.xlsx']").count() == 1
    # Of a list of persons the factor is told, and no amount.
    assert "۰٫۱" in main_text(window)


def test_a_file_stands_beside_the_one_that_it_replaces_and_the_one_that_corrects_it(look, site):
    site.show("demo")
    window = look().open(f"/quality?delivery={EXPORTS}")
    for other in (OLDER, MENDED):
        assert window.page.locator(f"a[href*='delivery={other}']").count() >= 1
    window.open(f"/quality?delivery={MENDED}&lang=en")
    assert "Corrects rows of" in main_text(window)
    window.open(f"/quality?delivery={OLDER}&lang=en")
    assert "Superseded by" in main_text(window)


def test_decisions_and_guarded_corrections_are_told(look, site):
    site.show("demo")
    text = main_text(look().open(f"/quality?delivery={EXPORTS}"))
    assert "ادارهٔ گمرک رقم را تأیید کرد." in text
    assert "انجام نشد: در فایل چیز دیگری نوشته است" in text


def test_the_kinds_of_silence_look_different_and_none_is_a_number(look, site):
    site.show("demo")
    window = look().open("/quality")
    grounds = {
        state: window.page.eval_on_selector(
            f".nq-matrix .nq-c-{state}",
            "one => { const style = getComputedStyle(one); return style.backgroundImage + style.borderStyle; }",
        )
        for state in ("missing", "never", "not_due", "nothing", "held", "refused")
    }
    assert len(set(grounds.values())) == len(grounds)
    assert not re.search(r"[0-9۰-۹]", window.text(".nq-matrix .nq-c-never"))
    assert window.page.locator(".nq-matrix .nq-c-missing").count() == 3


def test_time_runs_from_left_to_right_in_both_languages(look, site):
    site.show("demo")
    for address in ("/quality", "/quality?lang=en"):
        window = look().open(address)
        places = window.page.eval_on_selector_all(
            ".nq-matrix thead th", "all => all.map(one => one.getBoundingClientRect().left)"
        )
        assert len(places) > 1
        assert places == sorted(places)


def test_a_broken_rule_comes_first_with_its_arithmetic(look, site):
    site.show("demo")
    window = look().open("/quality?lang=en")
    first = window.text(".nq-rules li")
    assert "71,000 is more than 70,000" in first
    assert "Difference: 1,000" in first


@pytest.mark.parametrize("path", DEMONSTRATED)
def test_invented_data_never_pass_for_real(windows, site, path):
    site.show("demo")
    window = windows(1440).turn(path)
    page = window.page
    assert "دادهٔ نمایشی" in window.text(".nq-banner")
    assert page.evaluate("getComputedStyle(document.querySelector('.nq-banner')).borderTopStyle") == "dashed"
    assert page.locator(".nq-banner").count() == 1
    assert page.locator(".nq-chip-demo").count() == 0


def test_real_rows_beside_invented_ones_say_that_they_are_real(look, site):
    site.show("demo")
    window = look().open(f"/quality?delivery={REAL}")
    assert "واقعی" in window.text(".nq-head .nq-chip")
    assert "نمایشی" not in window.text(".nq-head .nq-chip")
    site.show("baseline")
    window.open("/quality")
    assert "واقعی" not in main_text(window) and "نمایشی" not in main_text(window)


def test_invented_rows_say_so_themselves_where_no_strip_stands_above(site):
    site.show("baseline")
    real = View(Address("deliver", Language("fa")), Tables(str(site.database("baseline").parent), 1))
    assert "نمایشی" in str(tags.origin_tag(real, True))
    assert tags.origin_tag(real, False) is None
    invented = View(Address("deliver", Language("fa")), Tables(str(site.database("demo").parent), 2))
    assert tags.origin_tag(invented, True) is None
    assert "واقعی" in str(tags.origin_tag(invented, False))
    assert tags.origin_tags(invented, [{"is_synthetic": True}, {"is_synthetic": False}]) is None
    assert "واقعی" in str(tags.origin_tags(invented, [{"is_synthetic": False}]))


@pytest.mark.parametrize("code", ["fa", "en"])
def test_who_has_not_reported_is_listed_the_oldest_first_with_a_letter(windows, site, code):
    site.show("baseline")
    window = windows(1440, code).turn(with_language("/quality", code))
    page = window.page
    offices = page.locator(".nq-owed > div")
    late = [latin(text)[-1] for text in offices.locator(".nq-sub").all_text_contents()]
    assert late == sorted(late, reverse=True) and len(late) > 3
    for office in offices.all():
        letter = office.locator(".nq-ready-text").text_content()
        assert len(re.findall(r"^[\u2066-\u2069]*[0-9۰-۹]+[\u2066-\u2069]*\. ", letter, re.MULTILINE)) == (
            office.locator("tbody tr").count()
        )
        for row in office.locator("tbody tr").all():
            name, days = row.locator("th").text_content(), latin(row.locator("td").last.text_content())[0]
            (line,) = [line for line in letter.splitlines() if name in line and days in latin(line)]
            assert line
    page.locator(".nq-owed .nq-ready summary").first.click()
    assert window.serious_findings() == []


def latin(text: str) -> list[int]:
    """Return the whole numbers of a text in either kind of digits."""
    plain = re.sub(r"[\u2066-\u2069٬,]", "", text).translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789"))
    return [int(found) for found in re.findall(r"\d+", plain)]


def test_every_file_of_a_demonstration_says_that_it_is_one(look, site, tmp_path):
    site.show("demo")
    window = look().open("/quality")
    for name, kind in (("normalisations", "csv"), ("completeness", "csv"), ("cross_checks", "xlsx")):
        answer = window.page.request.get(f"{site.address}/download/tables/{name}.{kind}")
        assert f'filename="demo-{name}-v2.{kind}"' in answer.headers["content-disposition"]
        if kind == "csv":
            header, first, *_ = answer.body().decode("utf-8-sig").splitlines()
            assert header.split(",")[-1] == "is_synthetic" and first.split(",")[-1] == "true"
        else:
            file = tmp_path / "file.xlsx"
            file.write_bytes(answer.body())
            assert openpyxl.load_workbook(file).sheetnames[0] == f"نمایشی {name}"
    answer = window.page.request.get(f"{site.address}/download/tables/delivery_notes.csv")
    assert ",true" in answer.text()
    answer = window.page.request.get(f"{site.address}/download/roadmap.duckdb")
    assert "demo-roadmap-2.duckdb" in answer.headers["content-disposition"]


def test_the_picture_of_an_invented_series_is_named_so(look, site):
    site.show("demo")
    window = look().open("/indicators?indicator=licence_coverage&basis=register")
    window.page.locator(".nq-tools > summary").first.click()
    with window.page.expect_download() as waiting:
        window.page.locator(".nq-tools a[data-picture][data-format=png]").first.click()
    assert waiting.value.suggested_filename == "demo-naqsheh-licence_coverage.png"
    assert Path(waiting.value.path()).stat().st_size > 10_000

"""A steward delivers a file from the pages: sees how it is understood, accepts it, decides, takes workbooks away."""

from __future__ import annotations

import http.client
import io
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import openpyxl
import pytest

from dashboards.server.stewarding import is_here
from tests.dashboards.looking import assert_whole, with_language

HEADINGS = ["گمرک", "کشور طرف معامله", "تعرفه", "سال", "وزن (کیلوگرم)", "ارزش (ریال)", "ارزش (دلار)"]


@pytest.mark.parametrize(
    ("host", "client", "here"),
    [
        ("127.0.0.1:8501", "127.0.0.1", True),
        ("localhost:8501", "::1", True),
        ("[::1]:8501", None, True),
        ("127.0.0.1", "192.168.1.7", False),
        ("naqsheh.example:8501", "127.0.0.1", False),
        (None, "127.0.0.1", False),
        ("192.168.1.2:8501", "127.0.0.1", False),
        ("127.0.0.1.example:8501", "127.0.0.1", False),
    ],
)
def test_the_tools_are_for_this_machine_alone(host, client, here):
    assert is_here(host, client) is here


@pytest.fixture
def customs_file(tmp_path: Path) -> Path:
    """A workbook with a title above its header and one bad cell."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "فهرست"
    sheet.append(["صادرات نمایشی سال ۱۴۰۳"])
    sheet.append(HEADINGS)
    for number, country in enumerate(("آلمان", "عراق", "ترکیه", "قطر", "عمان"), 1):
        sheet.append(["آستارا", country, "57021000", 1403, number, 1000 * number, 10 * number])
    sheet.append(["آستارا", "ژاپن", "57021000", 1403, "بسیار", 1, 1])
    path = tmp_path / "صادرات ۱۴۰۳.xlsx"
    book.save(path)
    return path


@pytest.mark.browser
@pytest.mark.slow
class TestDelivering:
    """With a real file, a real browser and the real commands behind the forms."""

    @pytest.mark.parametrize("code", ["fa", "en"])
    def test_a_file_is_seen_before_it_is_accepted(self, look, site, screenshots, customs_file, code):
        site.show("invented")
        window = look().open(with_language("/deliver", code))
        page = window.page
        page.select_option("select[name=feed]", "exports")
        page.select_option("select[name=period]", "1403")
        page.set_input_files("input[name=upload]", customs_file)
        page.locator("input[name=synthetic]").check()
        page.locator("form[enctype] button").click()
        page.wait_for_url("**staged=**", timeout=120_000)
        window.wait_until_drawn()
        window.whole_picture(screenshots / f"deliver_preview_{code}_1440.png")
        assert_whole(window, code)
        shown = page.locator("[data-testid=stMain]").first.text_content()
        header = "سرستون برگهٔ فهرست در سطر ۲" if code == "fa" else "The header of sheet فهرست was found in row 2"
        assert header in shown.replace("\u2066", "").replace("\u2069", "")
        assert window.text(".nq-equation").endswith("= ۵ + ۱ + ۰" if code == "fa" else "= 5 + 1 + 0")
        raw = site.workspace / "raw" / "exports"
        before = {path.name for path in raw.rglob("*")}
        if code == "en":
            page.locator("form[action='/steward/discard'] button").click()
        else:
            page.locator("form[action='/steward/accept'] button").click()
        page.wait_for_url("**said=**", timeout=60_000)
        window.wait_until_drawn()
        assert page.locator(".nq-said .nq-mark-reached").count() == 1
        new = {path.name for path in raw.rglob("*")} - before
        assert new == ({customs_file.name, f"{customs_file.name}.source.yaml"} if code == "fa" else set())
        for name in new:
            (raw / name).unlink()

    def test_a_broken_file_gets_a_sentence_and_cannot_be_accepted(self, look, site, tmp_path):
        site.show("invented")
        path = tmp_path / "خراب.xlsx"
        path.write_bytes(b"PK\x03\x04 broken")
        window = look().open("/deliver")
        window.page.select_option("select[name=feed]", "exports")
        window.page.set_input_files("input[name=upload]", path)
        window.page.locator("form[enctype] button").click()
        window.page.wait_for_url("**staged=**", timeout=120_000)
        window.wait_until_drawn()
        assert "خراب یا ناتمام است" in window.text(".nq-note-strong")
        assert window.page.locator("form[action='/steward/accept']").count() == 0

    def test_a_template_is_a_workbook(self, look, site):
        site.show("baseline")
        window = look().open("/deliver")
        answer = window.page.request.get(f"{site.address}/steward/template/exports.xlsx")
        book = openpyxl.load_workbook(io.BytesIO(answer.body()))
        assert HEADINGS[0] in [cell.value for row in book.worksheets[0].iter_rows(max_row=12) for cell in row]

    def test_a_decision_needs_a_reason_and_a_delivery_that_there_is(self, look, site):
        site.show("invented")
        window = look().open("/deliver")
        for values, words in (
            ({"reason": ""}, "دلیل تصمیم را بنویسید"),
            ({"reason": "آزمون"}, "no-such-delivery"),
        ):
            form = {"delivery": "no-such-delivery", "decision": "approve", "page_language": "fa", **values}
            answer = window.page.request.post(
                f"{site.address}/steward/decide", form=form, headers={"Origin": site.address}, max_redirects=0
            )
            assert answer.status == 303
            window.open(answer.headers["location"])
            assert words in window.text(".nq-said")

    @pytest.mark.parametrize(
        "headers",
        [
            {"Origin": "https://elsewhere.example"},
            {},
            {"Host": "naqsheh.example", "Origin": "http://naqsheh.example"},
        ],
    )
    def test_another_site_cannot_send_a_form_here(self, site, headers):
        connection = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=20)
        connection.request(
            "POST",
            "/steward/decide",
            urlencode({"delivery": "x", "decision": "approve", "reason": "x"}),
            {"Content-Type": "application/x-www-form-urlencoded", **headers},
        )
        assert connection.getresponse().status == 403
        connection.close()

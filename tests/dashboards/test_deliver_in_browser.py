"""A steward delivers a file from the pages: sees how it is understood, accepts it, decides, takes workbooks away."""

from __future__ import annotations

import http.client
import io
import re
import shutil
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import duckdb
import openpyxl
import pytest

from dashboards.data.machine import is_here
from pipelines.foundation.period import Period
from tests.dashboards.conftest import Site, served
from tests.dashboards.looking import Look, assert_whole, with_language

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
        window = look().open(with_language("/deliver?feed=exports", code))
        page = window.page
        page.select_option("select[name=period]", "1403")
        page.set_input_files("input[name=upload]", customs_file)
        page.locator("form[enctype] details summary").click()
        page.locator("input[name=synthetic]").check()
        page.locator("form[enctype] button").click()
        page.wait_for_url("**staged=**", timeout=120_000)
        window.wait_until_drawn()
        window.whole_picture(screenshots / f"deliver_preview_{code}_1440.png")
        assert_whole(window, code)
        shown = page.locator("[data-testid=stMain]").first.text_content()
        primary = window.text("form[action='/steward/accept'] .nq-primary")
        assert primary == ("فرستادن ۵ سطر برای تأیید" if code == "fa" else "Send 5 rows for approval"), (
            "far more than a year before"
        )
        header = "سرستون برگهٔ فهرست در سطر ۲" if code == "fa" else "The header of sheet فهرست was found in row 2"
        assert header in shown.replace("\u2066", "").replace("\u2069", "")
        assert window.text(".nq-equation").endswith("= ۵ + ۱ + ۰" if code == "fa" else "= 5 + 1 + 0")
        raw = site.workspace / "raw" / "exports"
        before = {path.name for path in raw.rglob("*")}
        if code == "en":
            page.locator("form[action='/steward/discard'] button").click()
        else:
            page.locator("form[action='/steward/accept'] button[value='']").click()
        page.wait_for_url("**said=**", timeout=60_000)
        window.wait_until_drawn()
        assert page.locator(".nq-said .nq-mark-reached").count() == 1
        new = {path.name for path in raw.rglob("*")} - before
        assert new == ({customs_file.name, f"{customs_file.name}.source.yaml"} if code == "fa" else set())
        for name in new:
            (raw / name).unlink()

    @pytest.mark.parametrize(
        ("office", "warns"), [("", True), ("vocational_training", False)], ids=["of nobody", "of an office"]
    )
    def test_a_file_of_no_known_office_says_what_follows(self, look, site, tmp_path, office, warns):
        site.show("invented")
        book = openpyxl.Workbook()
        for line in (
            ("عنوان دوره", "رشته", "شهرستان", "تاریخ شروع", "جمع فراگیران"),
            ("پته", "پته‌دوزی", "کرمان", "1405/01/20", 12),
        ):
            book.active.append(line)
        path = tmp_path / "دوره‌ها.xlsx"
        book.save(path)
        window = look().open("/deliver?feed=training")
        page = window.page
        page.select_option("select[name=period]", "1405Q1")
        page.select_option("select[name=office]", office)
        page.set_input_files("input[name=upload]", path)
        page.locator(".nq-look").click()
        page.wait_for_url("**staged=**", timeout=120_000)
        window.wait_until_drawn()
        shown = page.locator("[data-testid=stMain]").first.inner_text()
        assert ("دانسته نیست این فایل از کدام اداره است" in shown) == warns

    def test_a_broken_file_gets_a_sentence_and_cannot_be_accepted(self, look, site, tmp_path):
        site.show("invented")
        path = tmp_path / "خراب.xlsx"
        path.write_bytes(b"PK\x03\x04 broken")
        window = look().open("/deliver?feed=exports")
        window.page.set_input_files("input[name=upload]", path)
        window.page.locator("form[enctype] button").click()
        window.page.wait_for_url("**staged=**", timeout=120_000)
        window.wait_until_drawn()
        assert "خراب یا ناتمام است" in window.text(".nq-note-strong")
        assert window.page.locator("form[action='/steward/accept']").count() == 0

    def test_a_template_is_a_workbook(self, look, site):
        site.show("baseline")
        window = look().open("/deliver")
        href = window.page.locator(
            ".nq-templates a[href$='/exports.xlsx'], .nq-templates a[href*='/exports.xlsx?']"
        ).first.get_attribute("href")
        answer = window.page.request.get(f"{site.address}{href}")
        book = openpyxl.load_workbook(io.BytesIO(answer.body()))
        assert HEADINGS[0] in [cell.value for row in book.worksheets[0].iter_rows(max_row=12) for cell in row]

    @pytest.mark.parametrize("code", ["fa", "en"])
    def test_the_periods_offered_are_those_of_the_report_and_have_begun(self, look, site, code):
        site.show("invented")
        window = look()
        offered = {}
        for feed in ("artisans", "exports"):
            window.open(with_language(f"/deliver?feed={feed}", code))
            options = window.page.locator("select[name=period] option")
            offered[feed] = options.evaluate_all("all => all.map(one => one.value)")[1:]
        today = site_today(site)
        assert offered["artisans"] and all("Q" in period for period in offered["artisans"])
        assert all("Q" not in period for period in offered["exports"])
        assert all(Period.parse(period).days[0] <= today for periods in offered.values() for period in periods)
        assert offered["artisans"] == sorted(offered["artisans"], reverse=True)

    def test_what_has_not_come_leads_to_its_form_already_filled_in(self, look, site):
        site.show("invented")
        window = look().open("/deliver")
        late = window.page.locator(".nq-awaited li").first
        assert late.locator("a[href^='/steward/template/']").count() == 1
        late.locator("a[href*='feed=']").click()
        window.page.wait_for_selector("form[enctype]")
        window.wait_until_drawn()
        assert window.page.eval_on_selector("select[name=period]", "one => one.value")
        assert window.page.eval_on_selector("select[name=office]", "one => one.value")

    def test_the_template_is_for_everybody_and_the_corrections_for_this_machine(self, site):
        for path, status in (("template/exports.xlsx", 200), ("corrections/any-delivery.xlsx", 403)):
            connection = http.client.HTTPConnection(urlsplit(site.address).netloc, timeout=60)
            connection.request("GET", f"/steward/{path}", headers={"Host": "naqsheh.example"})
            assert connection.getresponse().status == status
            connection.close()

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


def site_today(site) -> date:
    """Return the day from which the shown version counts."""
    with duckdb.connect(str(site.curated / "current" / "roadmap.duckdb"), read_only=True) as database:
        ((today,),) = database.execute("select as_of from release").fetchall()
    return today


@pytest.fixture
def own_site(prepared: Path, tmp_path: Path) -> Iterator[Site]:
    """Serve a copy of the baseline of its own: what a clerk publishes there no other test sees."""
    workspace = tmp_path / "workspace"
    shutil.copytree(prepared, workspace, symlinks=True)
    with served(workspace) as pages:
        pages.show("baseline")
        yield pages


def fill_template(blank: bytes, path: Path, *, mistakes: bool) -> Path:
    """Fill the blank workbook of outlets as a clerk would; three mistakes in it, or none."""
    book = openpyxl.load_workbook(io.BytesIO(blank))
    sheet = book.worksheets[0]
    heads = [cell.value for cell in sheet[2]]
    columns = {head: place for place, head in enumerate(heads, 1)}
    for number in range(1, 31):
        row = {
            "شناسهٔ محل": f"B-{number:02}",
            "نوع محل فروش": "کیوسک",
            "نام محل فروش": f"کیوسک {number}",
            "شهرستان": "بم",
            "تعداد غرفه": number,
            "وضعیت": "فعال",
        }
        for head, value in row.items():
            sheet.cell(number + 2, columns[head]).value = value
    if mistakes:
        sheet.cell(5, columns["شهرستان"]).value = "بمم"
        sheet.cell(8, columns["تعداد غرفه"]).value = "بسیار"
        sheet.cell(11, columns["وضعیت"]).value = None
    book.save(path)
    return path


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize(("code", "width"), [("fa", 390), ("en", 1440)])
def test_a_clerk_fills_the_template_mends_three_mistakes_and_publishes(own_site, browser, tmp_path, code, width):
    window = Look(browser, own_site, width=width).open(with_language("/deliver", code))
    page, clicks = window.page, 0
    page.set_default_timeout(180_000)  # A press of a button waits for the command behind it.
    address = page.locator("select#feed option[value*='feed=outlets']").get_attribute("value")
    page.select_option("select#feed", address)
    page.wait_for_selector("form[enctype]")
    window.wait_until_drawn()
    with page.expect_download() as waiting:
        page.locator("form[enctype] a[href='/steward/template/outlets.xlsx']").click()
    blank = Path(waiting.value.path()).read_bytes()
    page.select_option("select[name=period]", "1405Q1")

    page.set_input_files("input[name=upload]", fill_template(blank, tmp_path / "first.xlsx", mistakes=True))
    page.locator(".nq-look").click()
    page.wait_for_url("**staged=**", timeout=120_000)
    window.wait_until_drawn()
    assert_whole(window, code)
    lines = page.locator(".nq-mistakes tbody tr")
    assert lines.count() == 3 and all(line.is_visible() for line in lines.all())
    told = {
        (digits(line.locator("th").inner_text()), line.locator("td").first.inner_text().split()[-1]): line.inner_text()
        for line in lines.all()
    }
    assert set(told) == {("5", "D"), ("8", "H"), ("11", "I")}
    assert "بمم" in told["5", "D"] and "«بم»" in told["5", "D"].replace("“", "«").replace("”", "»")
    notes = page.locator("[data-testid=stMain]").first.text_content() or ""
    assert "راهنما" not in notes and "فهرست‌ها" not in notes, "our own template is no surprise to us"
    first = plain(window.text("form[action='/steward/accept'] .nq-primary"))
    assert first == ("تأیید و انتشار ۲۷ سطر" if code == "fa" else "Approve and publish 27 rows")

    before = page.url
    assert page.eval_on_selector("select[name=period]", "one => one.value") == "1405Q1", "it was said once"
    page.set_input_files("input[name=upload]", fill_template(blank, tmp_path / "mended.xlsx", mistakes=False))
    page.locator(".nq-look").click()
    page.wait_for_function("before => location.href !== before", arg=before, timeout=120_000)
    window.wait_until_drawn()
    assert page.locator(".nq-mistakes").count() == 0
    last = plain(window.text("form[action='/steward/accept'] .nq-primary"))
    assert last == ("تأیید و انتشار ۳۰ سطر" if code == "fa" else "Approve and publish 30 rows")
    page.locator("form[action='/steward/accept'] .nq-primary").click()
    clicks += 1
    page.wait_for_url("**said=**", timeout=120_000)
    window.wait_until_drawn()
    assert page.locator(".nq-said .nq-mark-reached").count() == 1
    assert clicks == 1, "from the mended file to its publication"
    assert published_rows(own_site, "outlets") == 30


def digits(text: str) -> str:
    """Return the digits of a text in Latin."""
    return "".join(
        str("۰۱۲۳۴۵۶۷۸۹".find(letter)) if letter in "۰۱۲۳۴۵۶۷۸۹" else letter
        for letter in plain(text)
        if letter.isdigit()
    )


def plain(text: str) -> str:
    """Return a text without the isolates of its numbers."""
    return re.sub("[\u2066-\u2069]", "", text).strip()


def published_rows(site: Site, feed: str) -> int:
    """Wait until a build of the pages has published a file of a feed; return the rows that it loaded."""
    log = site.workspace / "restricted" / "logs" / "build.log"
    for _ in range(600):
        with duckdb.connect(str(site.curated / "current" / "roadmap.duckdb"), read_only=True) as database:
            found = database.execute(
                "select rows_loaded from deliveries where feed = ? and state = 'published'", [feed]
            ).fetchall()
        if found:
            return int(found[0][0])
        time.sleep(1)
    raise AssertionError(log.read_text("utf-8") if log.exists() else "no build has begun")

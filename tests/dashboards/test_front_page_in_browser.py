"""The front page: the state of the targets at once, each number as on the page to which it leads, each act at its form.

Every number is read from the screen. The first screen of a phone, the words and the holes are measured in the browser.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import duckdb
import pytest

from pipelines.published import CONFIGURATION
from tests.dashboards.looking import WIDTHS, with_language

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ISOLATES = re.compile(r"[\u2066-\u2069]")
LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٬٫", "0123456789,.")
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
WORD = re.compile(r"[^\s·؛،.:;,()%٪]+")

#: What of the front page says something and leads somewhere: where it stands, and which of its links is the way.
PARTS = {
    "target": (".nq-targets li", "a.nq-target"),
    "tile": (".nq-tile:not(.nq-tile-more)", "h3 a"),  # how many more there are is tested with the headline numbers
    "change": ("#changed tbody tr", "a"),
    "decision": (".nq-todo", "a.nq-on, p > a.nq-do"),
    "office": (".nq-owing li", "a"),
}
READ = """([parts, way]) => [...document.querySelectorAll(parts)].map(part => {
  const links = [...part.querySelectorAll(way)];
  const list = links.find(link => link.classList.contains('nq-on')) ?? links[0];
  return [part.innerText, list?.getAttribute('href') ?? null];
})"""
#: The widest empty height under the last thing in a card that stands beside another.
HOLES = """() => [...document.querySelectorAll('.nq-front > *')].map(cell => {
  const card = cell.matches('.nq-card') ? cell : cell.querySelector('.nq-card');
  const tops = [...card.children].map(child => child.getBoundingClientRect()).sort((a, b) => a.top - b.top);
  let widest = 0, end = card.getBoundingClientRect().top;
  for (const box of tops) { widest = Math.max(widest, box.top - end); end = Math.max(end, box.bottom); }
  return [card.querySelector('h2').innerText, Math.round(Math.max(widest, card.getBoundingClientRect().bottom - end))];
})"""
SMALL = """() => [...document.querySelectorAll('[data-testid=stMain] :is(a, button, summary)')].filter(control => {
  const box = control.getBoundingClientRect();
  const small = box.height < 43.5 || box.width < 43.5;
  return small && control.checkVisibility() && box.width > 1 && !control.matches('.nq-cover');
}).map(control => control.outerHTML.slice(0, 120))"""


def plain(text: str) -> str:
    return ISOLATES.sub("", text)


def numbers(text: str) -> list[str]:
    """Return the numbers of a text as it stands on the screen, in Latin digits, without their separators."""
    return [found.replace(",", "") for found in NUMBER.findall(plain(text).translate(LATIN))]


def main_text(window: Any) -> str:
    return str(window.page.locator("[data-testid=stMain]").first.inner_text())


def unfold(window: Any) -> None:
    """Open what opens on demand, as a reader does who looks for a number."""
    window.page.evaluate("document.querySelectorAll('[data-testid=stMain] details').forEach(d => d.open = true)")


def select(site: Any, name: str, sql: str) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(site.database(name)), read_only=True, config=CONFIGURATION) as connection:
        return connection.execute(sql).fetchall()


def parts_of(window: Any) -> list[tuple[str, str, str]]:
    """Return the parts of the front page that lead to another page: kind, text, address."""
    unfold(window)
    found = []
    for kind, (parts, way) in PARTS.items():
        for text, href in window.page.evaluate(READ, [parts, way]):
            if href is not None and urlsplit(href).path not in ("/", ""):
                found.append((kind, text, href))
    return found


@pytest.mark.parametrize("code", ["fa", "en"])
@pytest.mark.parametrize(
    ("edition", "kinds"),
    [("baseline", {"target", "tile", "decision", "office"}), ("invented", {"target", "tile", "decision", "change"})],
)
def test_every_number_of_the_front_page_stands_on_the_page_to_which_it_leads(windows, site, edition, kinds, code):
    site.show(edition)
    window = windows(1440, code).turn(with_language("/", code))
    parts = parts_of(window)
    assert {kind for kind, _, _ in parts} >= kinds
    assert sum(1 for _, text, _ in parts if numbers(text)) > 10
    lost = []
    pages: dict[str, set[str]] = {}
    for kind, text, href in parts:
        address = href.split("#")[0]
        if address not in pages:
            window.turn(address)
            unfold(window)
            pages[address] = set(numbers(main_text(window)))
        if missing := [number for number in numbers(text) if number not in pages[address]]:
            lost.append(f"{kind} {text!r} -> {href}: {', '.join(missing)}")
    assert lost == []


@pytest.mark.parametrize("code", ["fa", "en"])
def test_the_bar_counts_the_adopted_targets_as_the_table_does(windows, site, code):
    site.show("invented")
    window = windows(1440, code).turn(with_language("/", code))
    rows = select(
        site,
        "invented",
        "select status, count(*) from target_progress where decision_state = 'adopted' group by status",
    )
    shown = {
        group.locator("a").get_attribute("href").removeprefix("#targets-"): (
            int(numbers(group.locator("b").inner_text())[0]),
            group.locator(".nq-cell").count(),
        )
        for group in window.page.locator(".nq-target-bar > li").all()
    }
    assert shown == {status: (count, count) for status, count in rows}
    assert window.page.locator(".nq-targets li").count() == sum(count for _, count in rows)
    short = sum(count for status, count in rows if status in ("missed", "off_track", "behind"))
    total = sum(count for _, count in rows)
    assert {str(short), str(total)} <= set(numbers(window.text("h1")))


def test_a_group_of_the_bar_leads_to_its_first_row(look, site):
    site.show("invented")
    window = look(width=390).open("/")
    last = window.page.locator(".nq-target-bar a").last
    wanted = last.get_attribute("href")
    last.click()
    window.page.wait_for_function(
        "id => { const top = document.getElementById(id).getBoundingClientRect().top; return top >= 0 && top < 844; }",
        arg=wanted.removeprefix("#"),
    )


@pytest.mark.parametrize("code", ["fa", "en"])
def test_the_first_screen_of_a_phone_tells_the_state_and_the_worst_by_name(look, site, code):
    site.show("invented")
    window = look(width=390)
    window.page.set_viewport_size({"width": 390, "height": 844})
    window.open(with_language("/", code))
    worst = window.page.locator(".nq-target").first
    for part in (
        window.page.locator("h1"),
        window.page.locator(".nq-lede"),
        window.page.locator(".nq-target-bar"),
        worst,
    ):
        box = part.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= 844
    name = plain(worst.locator(".nq-target-name").inner_text())
    assert name in plain(window.page.locator(".nq-lede").inner_text())
    value, should = (numbers(worst.locator(".nq-target-said").inner_text())[place] for place in (0, -1))
    assert {value, should} <= set(numbers(window.page.locator(".nq-lede").inner_text()))


def test_what_is_drawn_and_what_is_said_of_a_target_are_one_published_row(windows, site):
    site.show("invented")
    window = windows(1440, "en").turn("/?lang=en")
    rows = select(
        site,
        "invented",
        "select expected_value, baseline_value, target_value from target_progress where decision_state = 'adopted' "
        "and indicator_id = 'permit_coverage'",
    )
    (expected, baseline, goal) = (float(value) for value in rows[0])
    row = window.page.locator("a.nq-target[href*='indicator=permit_coverage']")
    assert f"{expected * 100:.1f}".rstrip("0").rstrip(".") in numbers(row.locator(".nq-target-said").inner_text())
    tick = row.locator(".nq-track-tick").get_attribute("style")
    assert float(re.search(r"([\d.]+)%", tick).group(1)) == pytest.approx(
        (expected - baseline) / (goal - baseline) * 100, abs=0.1
    )


@pytest.mark.parametrize(("width", "code"), [(1440, "fa"), (1440, "en"), (390, "fa"), (390, "en")])
def test_the_front_page_is_short(look, site, width, code):
    """At most 500 words of its own, beside the strip and the foot that every page has; in English 530 on a screen.

    What changed is read within three screens of a phone.
    """
    site.show("invented")
    window = look(width=width)
    window.page.set_viewport_size({"width": width, "height": 844})
    window.open(with_language("/", code))
    window.page.evaluate("document.querySelectorAll('caption').forEach(one => one.remove())")  # heard, not read
    frame = sum(len(WORD.findall(plain(window.page.locator(part).inner_text()))) for part in (".nq-banner", ".nq-foot"))
    words = len(WORD.findall(plain(main_text(window)))) - frame
    assert words <= (530 if code == "en" and width > 640 else 500)
    if width < 641:
        first = window.page.locator(".nq-targets").bounding_box()
        assert first["y"] <= 844, "the first list of figures is on the first screen"
        assert window.page.locator("#changed").bounding_box()["y"] <= 3 * 844
        assert window.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight") <= 6 * 844


@pytest.mark.parametrize("edition", ["baseline", "invented"])
def test_no_hole_stands_beside_a_short_card(windows, site, edition):
    site.show(edition)
    for code in ("fa", "en"):
        window = windows(1440, code).turn(with_language("/", code))
        assert [hole for hole in window.page.evaluate(HOLES) if hole[1] > 120] == []


@pytest.mark.parametrize("edition", ["baseline", "invented"])
def test_on_a_phone_every_control_can_be_touched(windows, site, edition):
    site.show(edition)
    for code in ("fa", "en"):
        window = windows(390, code).turn(with_language("/", code))
        unfold(window)
        assert window.page.evaluate(SMALL) == []


def test_what_has_no_target_is_a_sentence_that_opens_squares(windows, site):
    site.show("invented")
    window = windows(1440, "en").turn("/?lang=en")
    fold = window.page.locator("#no-target")
    assert not fold.locator(".nq-square").first.is_visible()
    fold.locator("summary").click()
    count = int(numbers(fold.locator("summary b").inner_text())[0])
    assert fold.locator(".nq-square").count() == count
    ((wanted,),) = select(
        site,
        "invented",
        "select count(*) from indicators where indicator_id not in "
        "(select indicator_id from target_progress where decision_state = 'adopted')",
    )
    assert count == wanted
    by_theme = [int(numbers(text)[0]) for text in fold.locator(".nq-theme-squares p span").all_inner_texts()]
    assert sum(by_theme) == count
    kinds = {kind: fold.locator(f".nq-square-{kind}").count() for kind in ("figure", "hidden", "none")}
    told = [int(number) for number in numbers(fold.locator("p.nq-sub").inner_text())]
    assert told == [number for number in kinds.values() if number]


# --- what needs a decision -------------------------------------------------------------------------------


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("code", ["fa", "en"])
def test_a_held_file_is_at_its_form_after_one_click(look, site, code, width):
    site.show("invented")
    window = look(width=width).open(with_language("/", code))
    act = window.page.locator(".nq-todo a.nq-do[href*='/deliver?waiting=']")
    assert act.count() == 1
    delivery = parse_qs(urlsplit(act.get_attribute("href")).query)["waiting"][0]
    ((oldest,),) = select(
        site,
        "invented",
        "select delivery_id from deliveries where state = 'held' order by received_at, delivery_id limit 1",
    )
    assert delivery == oldest
    act.click()
    form = window.page.locator(f"#waiting-{delivery} form.nq-form")
    form.wait_for(state="visible", timeout=20_000)
    assert form.locator("input[name=delivery]").get_attribute("value") == delivery
    window.page.wait_for_function(
        "id => { const {top, bottom} = document.getElementById(id).getBoundingClientRect();"
        " return top < innerHeight && bottom > 0; }",
        arg=f"waiting-{delivery}",
    )


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("code", ["fa", "en"])
def test_an_office_is_reminded_in_two_clicks(look, site, code, width):
    site.show("invented")
    window = look(width=width).open(with_language("/", code))
    window.context.grant_permissions(["clipboard-read", "clipboard-write"])
    window.page.locator(".nq-todo a.nq-do[href*='#letter-']").click()
    letter = window.page.locator("details.nq-ready[open]").first
    letter.wait_for(state="visible", timeout=20_000)
    copy = letter.locator("a[data-copy]")
    copy.click()
    said = "رونوشت شد" if code == "fa" else "Copied"
    window.page.wait_for_function(
        "said => document.querySelector('details.nq-ready[open] a[data-copy]').textContent === said", arg=said
    )
    text = plain(window.page.evaluate("navigator.clipboard.readText()"))
    assert ("موضوع: یادآوری ارسال گزارش‌های" if code == "fa" else "Subject: reports outstanding") in text
    assert f"{site.address}/deliver" in text and "{address}" not in text
    assert text.startswith("[دادهٔ نمایشی]" if code == "fa" else "[demonstration data]")


@pytest.mark.parametrize("code", ["fa", "en"])
def test_at_most_three_decisions_stand_open(windows, site, code):
    site.show("invented")
    window = windows(1440, code).turn(with_language("/", code))
    window.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = false)")
    open_ = [one for one in window.page.locator(".nq-todo").all() if one.is_visible()]
    assert 1 <= len(open_) <= 3
    folded = window.page.locator("#more-decisions .nq-todo").count()
    if folded:
        assert numbers(window.page.locator("#more-decisions summary").inner_text())[0] == str(folded)
    assert all(one.locator("a.nq-do").count() == 1 for one in window.page.locator(".nq-todo").all())
    assert window.page.locator(".nq-primary").count() == 1


# --- before any target is adopted ------------------------------------------------------------------------


@pytest.mark.parametrize("code", ["fa", "en"])
def test_day_one_shows_proposals_and_no_state(windows, site, code):
    site.show("baseline")
    window = windows(1440, code).turn(with_language("/", code))
    page = window.page
    ((proposed,),) = select(site, "baseline", "select count(*) from targets where decision_state = 'proposed'")
    assert numbers(window.text("h1"))[0] == str(proposed)
    assert page.locator("#proposed .nq-cell-proposed").count() == proposed
    unfold(window)
    ((all_,),) = select(site, "baseline", "select count(*) from targets where decision_state <> 'adopted'")
    assert page.locator("#proposed .nq-targets li").count() == all_
    for status in ("off_track", "behind", "on_track", "reached", "missed"):
        assert page.locator(f"#proposed .nq-mark-{status}, .nq-tile .nq-mark-{status}").count() == 0
    assert page.locator(".nq-target-bar").count() == 0
    assert page.locator(".nq-tile .nq-status").count() == 0


@pytest.mark.parametrize("code", ["fa", "en"])
def test_day_one_lists_who_owes_what_with_the_templates(windows, site, code):
    site.show("baseline")
    window = windows(1440, code).turn(with_language("/", code))
    rows = select(
        site,
        "baseline",
        "select office, count(distinct feed) from completeness where state in ('missing', 'never') and days_late > 0 "
        "group by office order by max(days_late) desc, office",
    )
    shown = [int(numbers(text)[-1]) for text in window.page.locator(".nq-owing .nq-remark").all_inner_texts()]
    assert shown == [count for _, count in rows]
    buttons = window.page.locator(".nq-owing a.nq-do")
    assert buttons.count() == len(rows)
    assert all(urlsplit(one.get_attribute("href")).path == "/deliver" for one in buttons.all())


def test_the_draft_of_the_decision_names_every_proposal(look, site):
    site.show("baseline")
    window = look().open("/")
    window.page.locator(".nq-ready summary").click()
    text = plain(window.page.locator(".nq-ready-text").inner_text())
    ((proposed,),) = select(site, "baseline", "select count(*) from targets where decision_state = 'proposed'")
    assert len(re.findall(r"^[۰-۹]+\. ", text, re.MULTILINE)) == proposed
    assert "نمایشی" not in text

"""What stands on the screen is what stands in the published file, whatever was chosen; an address keeps all of it."""

from __future__ import annotations

import random
import re
from decimal import Decimal
from typing import Any

import duckdb
import pytest

from pipelines.published import CONFIGURATION

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: Marks that isolate a number from the direction around it.
ISOLATES = re.compile(r"[\u2066-\u2069]")
SAMPLE = 14


def select(site: Any, sql: str, edition: str = "invented") -> list[tuple[Any, ...]]:
    path = site.database(edition)
    with duckdb.connect(str(path), read_only=True, config=CONFIGURATION) as connection:
        return connection.execute(sql).fetchall()


def main_text(window: Any) -> str:
    return str(window.page.locator("[data-testid=stMain]").first.inner_text())


def number(text: str) -> Decimal:
    return Decimal(re.sub(r"[^0-9.]", "", ISOLATES.sub("", text)))


def as_shown(value: Decimal, unit: str, decimals: int) -> Decimal:
    """Round as the page does: shares in percent, everything to the indicator's decimals."""
    scaled = value * 100 if unit == "share" else value
    return scaled.quantize(Decimal(1).scaleb(-decimals), rounding="ROUND_HALF_UP").normalize()


def test_the_indicator_page_shows_the_value_that_its_address_chooses(windows, site):
    site.show("invented")
    rows = select(
        site,
        """
        select v.indicator_id, v.area_code, v.domain, v.basis, v.period, v.value, v.unit, i.decimals
        from indicator_values v join indicators i using (indicator_id)
        where v.category = '' and v.status in ('final', 'provisional') and v.value > 0 and v.unit not in ('IRR', 'rank')
        order by v.value_id""",
    )
    window = windows(1440, "en")
    for indicator, area, domain, basis, period, value, unit, decimals in random.Random(5).sample(rows, SAMPLE):
        address = f"indicator={indicator}&area={area}&domain={domain}&basis={basis}&period={period}"
        window.turn(f"/indicators?{address}&lang=en")
        shown = number(window.text(".nq-figure b"))
        assert shown == as_shown(value, unit, decimals if decimals is not None else 1), address


def compared(site: Any) -> tuple[str, str, str, str]:
    """Return indicator, basis, domain and newest period of the count in which the counties differ most."""
    return select(
        site,
        """
        with ranked as (select * from county_comparisons where rank is not null and ranked_by = 'value'),
        newest as (select indicator_id, basis, domain, max(period) as period from ranked group by all)
        select indicator_id, basis, domain, period from ranked join newest using (indicator_id, basis, domain, period)
          join indicators i using (indicator_id)
        where i.decimals = 0 and i.unit not in ('IRR', 'USD')
        group by all having count(*) > 10 order by count(distinct value) desc, indicator_id, basis, domain limit 1""",
    )[0]


def test_the_ranking_of_counties_is_that_of_the_table(windows, site):
    site.show("invented")
    indicator, basis, domain, period = compared(site)
    window = windows(1440, "en").turn(
        f"/counties?indicator={indicator}&domain={domain}&basis={basis}&view=ranks&lang=en"
    )
    shown = [number(text) for text in window.page.locator(".nq-ranking dd > span:last-child").all_text_contents()]
    rows = select(
        site,
        f"""
        select value from county_comparisons where indicator_id = '{indicator}' and domain = '{domain}'
        and basis = '{basis}' and ranked_by = 'value' and rank is not null
        and period = '{period}' order by value desc""",
    )
    assert len(rows) > 10
    assert sorted(shown, reverse=True)[: len(rows)] == [value for (value,) in rows]


def test_the_squares_of_the_commitments_are_counted_as_in_the_table(windows, site):
    site.show("invented")
    window = windows(1440, "en").turn("/commitments?lang=en")
    for standing, count in select(site, "select standing, count(*) from commitments group by standing"):
        block = window.page.locator(f".nq-squares > div:has(a[href*='state={standing}'])")
        assert number(block.locator("p b").text_content()) == count
        assert block.locator("li").count() == count


@pytest.mark.parametrize(
    ("path", "choices"),
    [
        ("/counties?lang=en", ("indicator={compared}", "view=map", "map=bubbles")),
        ("/exports?lang=en", ("domain=carpet",)),
        ("/commitments?lang=en", ("state=kept",)),
        ("/indicators?indicator=artisans&lang=en", ("area=0808",)),
        ("/indicators?lang=en", ("state=no_target", "theme=artisans", "whole=artisans")),
        ("/counties?lang=en", ("right=0806", "third=", "view=ranks")),
    ],
)
def test_what_was_chosen_is_in_the_address_and_opens_the_same_elsewhere(look, site, path, choices):
    """Choose on the page, then open the address in a browser that was never here."""
    site.show("invented")
    choices = [choice.format(compared=compared(site)[0]) for choice in choices]
    window = look().open(path)
    for choice in choices:
        option = window.page.locator(f"select[data-choice] option[value*='{choice}']").first
        before = window.page.url
        if option.count():
            value = option.get_attribute("value")
            window.page.locator(
                "select[data-choice]", has=window.page.locator(f"option[value='{value}']")
            ).first.select_option(value=value)
        else:
            window.page.locator(f"[data-testid=stMain] a[href*='{choice}']").first.click()
        window.page.wait_for_function("before => location.href !== before", arg=before)
        window.page.wait_for_timeout(400)
        window.wait_until_drawn()
    address = window.page.url.removeprefix(site.address)
    assert all(choice in address for choice in choices)
    elsewhere = look().open(address)
    for _ in range(20):  # a chart draws itself after its page
        here, there = main_text(window), main_text(elsewhere)
        if here == there:
            break
        elsewhere.page.wait_for_timeout(250)
    assert there == here

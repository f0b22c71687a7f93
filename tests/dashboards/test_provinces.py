"""Several provinces in one version: the choice of one, its counties alone, and all of them beside each other."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
import streamlit as st

from dashboards.components import provinces
from dashboards.components.county_map_card import county_map_card
from dashboards.components.tiles import indicator_tile
from dashboards.data import indicators, place
from dashboards.data.versions import Tables
from dashboards.pages.counties import page as counties_page
from tests.dashboards.places import COUNTRY, ISFAHAN, KERMAN, add_values, looking, opened, publish

LATEST = "1404Q4"
VALUES: dict[tuple[str, str], float | None] = {
    ("08", "1404Q3"): 0.30,
    ("10", "1404Q3"): 0.60,
    ("08", LATEST): 0.35,
    ("10", LATEST): 0.55,
    ("0806", LATEST): 0.52,
    ("0808", LATEST): 0.31,
    ("1001", LATEST): 0.71,
    ("1099", LATEST): None,
}
ONE_PROVINCE = {key: value for key, value in VALUES.items() if key[0].startswith("08")}


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = tmp_path_factory.mktemp("country")
    publish(folder, "IR", (COUNTRY, *KERMAN, *ISFAHAN))
    add_values(folder, VALUES)
    return opened(folder)


@pytest.fixture(scope="module")
def kerman(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = tmp_path_factory.mktemp("kerman")
    publish(folder, "08")
    add_values(folder, ONE_PROVINCE)
    return opened(folder)


def text(markup: object) -> str:
    return re.sub(r"\s+", " ", re.sub("[\u2066-\u2069\u00ad]", "", html.unescape(re.sub(r"<[^>]+>", " ", str(markup)))))


def addresses(markup: object) -> list[str]:
    return [html.unescape(found) for found in re.findall(r'(?:value|href)="([^"]+)"', str(markup))]


def value(tables: Tables, area: str, period: str = LATEST) -> dict:
    found = tables.one("select * from indicator_values where value_id = ?", f"{area}-{period}")
    assert found is not None
    return dict(found)


def test_with_one_province_there_is_no_choice_and_no_comparison(kerman: Tables) -> None:
    view = looking(kerman, "indicators")
    assert provinces.province_filter(view) is None
    assert provinces.province_comparison(view, value(kerman, "08")) is None
    assert "province" not in view.address.to("counties")


def test_the_choice_of_a_province_changes_the_address_and_lets_go_what_was_of_another(country: Tables) -> None:
    view = looking(country, "counties", "en", indicator="licence_coverage", county="0806", province="08")
    found = provinces.province_filter(view)
    assert text(found).split() == ["Province", "Iran", "Kerman", "Isfahan"]
    assert addresses(found) == [
        "/counties?indicator=licence_coverage&lang=en",
        "/counties?indicator=licence_coverage&province=08&lang=en",
        "/counties?indicator=licence_coverage&province=10&lang=en",
    ]
    assert re.findall(r"<option[^>]*selected[^>]*>([^<]+)", str(found)) == ["Kerman"]


def test_a_home_among_several_provinces_needs_no_parameter(tmp_path: Path) -> None:
    publish(tmp_path, "08", (COUNTRY, *KERMAN, *ISFAHAN))
    add_values(tmp_path, VALUES)
    view = looking(opened(tmp_path), "counties")
    assert addresses(provinces.province_filter(view)) == ["/counties", "/counties?province=10"]
    assert indicators.home_area(view) == "08"


def test_the_figure_that_stands_for_an_indicator_is_of_the_chosen_province(country: Tables) -> None:
    for code, expected in (("08", "08"), ("10", "10")):
        row = indicators.principal(looking(country, province=code), "licence_coverage")
        assert row is not None and row["area_code"] == expected
    assert indicators.principal(looking(country), "licence_coverage") is None
    assert indicators.chosen(looking(country), "licence_coverage", {}) is not None


def test_a_tile_of_the_country_says_that_provinces_are_told(country: Tables) -> None:
    words = "Told of provinces; choose one"
    assert provinces.told_of_provinces(looking(country, code="en"), "licence_coverage") == words
    assert provinces.told_of_provinces(looking(country, province="10"), "licence_coverage") is None
    assert provinces.told_of_provinces(looking(country), "artisans") is None
    tile = indicator_tile(looking(country, code="en"), looking(country).indicator("licence_coverage") or {})
    assert words in text(tile)


def test_the_provinces_stand_beside_each_other_largest_first(country: Tables) -> None:
    found = provinces.province_comparison(looking(country, "indicators", "en"), value(country, "0806"))
    assert "2 of 2 provinces beside each other Licence coverage, Winter 1404" in text(found)
    assert text(found).index("Isfahan 55%") < text(found).index("Kerman 35%")
    assert "/indicators?province=10&lang=en" in addresses(found)


def test_where_a_period_is_told_by_one_province_the_newest_of_several_is_compared(tmp_path: Path) -> None:
    publish(tmp_path, "IR", (COUNTRY, *KERMAN, *ISFAHAN))
    add_values(tmp_path, {key: told for key, told in VALUES.items() if key != ("10", LATEST)})
    tables = opened(tmp_path)
    found = text(provinces.province_comparison(looking(tables, "indicators", "en"), value(tables, "08")))
    assert "Autumn 1404" in found
    assert "Isfahan 60%" in found and "Kerman 30%" in found


@pytest.mark.parametrize(
    ("area", "chosen", "names"),
    [("08", "", "Sirjan"), ("10", "", "Isfahan"), ("1001", "08", "Sample"), ("0806", "10", "Kerman")],
)
def test_a_map_is_of_the_counties_of_one_province(country: Tables, area: str, chosen: str, names: str) -> None:
    found = county_map_card(looking(country, "indicators", "en", province=chosen), value(country, area))
    assert names in text(found)
    others = {"Sirjan", "Kerman"} if area.startswith("10") else {"Isfahan", "Sample"}
    assert not others & set(text(found).split())
    assert ("2 of 2 counties" if area.startswith("08") else "1 of 2 counties") in text(found)


def test_the_page_of_counties_shows_the_provinces_until_one_is_chosen(country: Tables, monkeypatch) -> None:
    drawn: list[str] = []
    monkeypatch.setattr(st, "html", lambda body: drawn.append(str(body)))
    counties_page.draw(looking(country, "counties", "en"))
    found = text(" ".join(drawn))
    assert "Handicraft roadmap of Iran" in found
    assert "2 provinces; choose one to see its counties." in found
    assert "Isfahan 55%" in found
    assert "Kerman 2 2" in found and "Isfahan 2 1" in found


def test_the_side_of_the_border_decides_of_which_province_a_county_is(country: Tables) -> None:
    assert place.province_of(country, "1099") == "10"
    assert place.province_of(country, "city-sirjan") == "08"
    assert place.province_of(country, "IR") is None

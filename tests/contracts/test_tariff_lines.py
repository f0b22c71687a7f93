"""Tariff lines that the list lacks: counted by their heading, or told; codes of old nomenclatures are never today's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.contracts.conftest import Ask

Core = Callable[..., Ask]


def exported(*codes: str, usd: int = 10) -> list[dict[str, object]]:
    return [
        {"hs_code": code, "customs_office": None, "weight_kg": 1, "value_rial": 1000, "value_usd": usd}
        for code in codes
    ]


def rules(ask: Ask) -> dict[str, tuple[str, bool, str, str | None]]:
    rows = ask("SELECT hs_code, line_rule, is_core_line, domain, hs8 FROM core.exports")
    return {code: (rule, core, domain, hs8) for code, rule, core, domain, hs8 in rows}


@pytest.mark.parametrize(
    ("code", "rule", "is_core", "domain"),
    [
        ("57021020", "listed", True, "crafts"),
        ("57011010", "listed", True, "carpet"),
        ("57019077", "heading", True, "carpet"),
        ("57011055", "heading", True, "carpet"),
        ("57021077", "heading", True, "crafts"),
        ("58050012", "heading", True, "crafts"),
        ("5702107701", "heading", True, "crafts"),
        ("69120077", "new", False, "all_sectors"),
        ("74198077", "new", False, "all_sectors"),
        ("57031000", "other", False, "all_sectors"),
        ("87032310", "other", False, "all_sectors"),
        ("69120090", "listed", False, "crafts"),
        ("570110", "coarse", False, "carpet"),
        ("5702", "coarse", False, "all_sectors"),
    ],
)
def test_a_line_counts_by_the_list_by_its_heading_or_not_at_all(
    core: Core, code: str, rule: str, is_core: bool, domain: str
) -> None:
    found = rules(core(("exports", "d", "1403", exported(code))))[code]
    assert found[:3] == (rule, is_core, domain)


@pytest.mark.parametrize("year", ["1371", "1375", "1379"])
@pytest.mark.parametrize("code", ["57011010", "5702102011", "570210"])
def test_a_code_of_an_old_nomenclature_is_neither_carpet_nor_another_thing(core: Core, year: str, code: str) -> None:
    found = rules(core(("exports", "d", year, exported(code))))[code]
    assert found == ("not_harmonised", False, "all_sectors", None)


def test_short_codes_of_the_harmonised_system_tell_carpets_and_no_line(core: Core) -> None:
    ask = core(("exports", "d", "1380", exported("570110", "691200")))
    assert rules(ask) == {
        "570110": ("coarse", False, "carpet", None),
        "691200": ("coarse", False, "all_sectors", None),
    }
    assert ask("SELECT count(*) FROM core.export_counts WHERE is_core_line") == [(0,)]


def test_nothing_leaves_a_total_without_a_word(core: Core) -> None:
    ask = core(
        ("exports", "new", "1403", exported("57019077", "57021077", "69120077", "57021020", usd=7)),
        ("exports", "old", "1371", exported("5702102011", "870323", usd=5)),
        ("exports", "short", "1380", exported("570110", usd=3)),
        ("exports", "plain", "1402", exported("57021020", "87032310")),
    )
    assert ask("SELECT delivery_id, note, found, amount FROM core.delivery_notices ORDER BY delivery_id, note") == [
        ("new", "tariff_lines_by_heading", 2, 14),
        ("new", "tariff_lines_new", 1, 7),
        ("old", "tariff_codes_not_harmonised", 2, 10),
        ("short", "tariff_codes_coarse", 1, 3),
    ]


def test_an_edition_of_old_codes_makes_no_true_zeros(core: Core) -> None:
    rows = [{**row, "customs_office": "kerman"} for row in exported("5702102011", "870323")]
    ask = core(("exports", "d", "1371", rows))
    assert ask("SELECT count(*) FROM core.export_office_zeros") == [(0,)]

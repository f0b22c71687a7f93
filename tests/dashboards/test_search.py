"""Searching: words find the same however they are typed, names that look alike are offered, values are not read."""

from __future__ import annotations

import json
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from dashboards.address import Address
from dashboards.data import search_index
from dashboards.data.search_index import Entry
from dashboards.data.versions import Tables
from dashboards.language.language import Language
from dashboards.server.api import search as searching

ENTRIES = (
    Entry(
        "area",
        ("شهرستان نمونه‌آباد", "Nemunehabad county"),
        "counties",
        (("county", "9901"),),
        other=("نمونه‌آباد", "Nemunehabad"),
    ),
    Entry("indicator", ("قالی‌بافان دارای مجوز", "Permitted weavers"), "indicators", (("indicator", "a"),)),
    Entry(
        "indicator",
        ("مجوز کارگاه‌ها", "Permits of workshops"),
        "indicators",
        (("indicator", "b"),),
        about=("شمار قالی‌بافان دارای مجوز کارگاه.", "Weavers."),
    ),
    Entry("indicator", ("پوشش مجوز", "Permit coverage"), "indicators", (("indicator", "c"),), weight=60),
    Entry("definition", ("قالی‌بافان دارای مجوز", "Permitted weavers"), "definitions", (), "definition-a"),
    Entry("commitment", ("جذب اعتبار تبصرهٔ ۱۸", "Use the credit of note 18"), "commitments", (), "C07", ("C07",)),
    Entry("table", ("سطرها", "Rows"), "data", (), "table-value_history", ("value_history",)),
)
TABLES = Tables("/nowhere", 1)


@pytest.fixture(autouse=True)
def hand_made(monkeypatch):
    monkeypatch.setattr(searching, "entries", lambda tables: ENTRIES)


def titles(question: str) -> list[str]:
    return [entry.title[0] for _, found in searching.search(TABLES, question).groups for entry in found]


@pytest.mark.parametrize(
    "question",
    [
        "قالی‌بافان دارای مجوز",
        "قالي بافان داراي مجوز",
        "قالیبافان دارای مجوز",
        "مجوز قالی‌بافان",
        "قالی‌بافانِ مجوز",
        "PERMITTED weavers",
    ],
)
def test_a_name_is_found_however_it_is_typed(question):
    assert titles(question)[0] == "قالی‌بافان دارای مجوز"


@pytest.mark.parametrize("question", ["تبصره 18", "تبصرهٔ ۱۸", "تبصره ١٨", "note 18", "C07", "c07"])
def test_digits_of_all_keyboards_are_one(question):
    assert titles(question) == ["جذب اعتبار تبصرهٔ ۱۸"]


@pytest.mark.parametrize("question", ["nemunehabad", "Nemūnehābād", "nemonehabad", "نمونه اباد", "شهرستان نمونه‌آباد"])
def test_a_place_is_found_by_latin_spellings_and_small_slips(question):
    assert titles(question)[0] == "شهرستان نمونه‌آباد"


def test_names_that_only_look_alike_are_called_so():
    assert searching.search(TABLES, "Nemūnehābād").is_near
    assert not searching.search(TABLES, "Nemunehabad").is_near


def test_where_no_name_has_all_words_those_with_most_are_offered():
    found = searching.search(TABLES, "مهر مجوز قالی‌بافان")
    assert found.is_near and titles("مهر مجوز قالی‌بافان")[0] == "قالی‌بافان دارای مجوز"
    assert "پوشش مجوز" not in titles("مهر مجوز قالی‌بافان"), "it has fewer of them"


def test_a_headline_stands_before_what_only_begins_alike_and_a_title_before_a_definition():
    assert titles("مجوز")[0] == "پوشش مجوز"
    assert titles("قالی‌بافان").index("قالی‌بافان دارای مجوز") < titles("قالی‌بافان").index("مجوز کارگاه‌ها")


@pytest.mark.parametrize(
    "question", ["", "   ", "<>\"'&", "‌", "zzzzqqqq", "' or 1=1 --", "<img src=x onerror=alert(1)>"]
)
def test_what_is_no_name_finds_nothing(question):
    assert searching.search(TABLES, question).count == 0


def test_a_question_of_any_length_is_answered():
    assert searching.search(TABLES, "مجوز " * 5_000).count in (0, 3, 4)


def test_every_result_leads_to_the_very_place_in_the_language_of_the_page():
    here = Address("glance", Language("en"), {"known": "1404-06-31", "indicator": "x"})
    addresses = [entry.address(here) for entry in ENTRIES]
    assert addresses[0] == "/counties?known=1404-06-31&county=9901&lang=en"
    assert addresses[4] == "/definitions?known=1404-06-31&lang=en#definition-a"
    assert addresses[5].endswith("#C07")


def asked(site, question: str, **more: str) -> dict[str, object]:
    options = "".join(f"&{name}={value}" for name, value in more.items())
    with urlopen(f"{site.address}/find?q={quote(question)}{options}") as answer:
        assert answer.headers["Content-Type"] == "application/json"
        return json.loads(answer.read())


def test_the_served_version_is_searched_and_the_answer_stays_small(site):
    site.show("baseline")
    answer = asked(site, "سيرجان")
    assert "/counties?county=0806" in [item["address"] for group in answer["groups"] for item in group["items"]]
    many = asked(site, "ا", lang="en")
    shown = [item for group in many["groups"] for item in group["items"]]
    assert len(shown) <= searching.TOGETHER < many["count"]
    assert all("lang=en" in item["address"] for item in shown)
    assert len(json.dumps(many)) < 8_000


def test_a_question_is_text_and_never_sql_or_a_tag(site):
    site.show("baseline")
    for question in ("'; drop table release; --", "<script>alert(1)</script>", "%00", "x" * 7_000):
        answer = asked(site, question)
        assert answer["groups"] == []
    assert asked(site, "پروانه")["count"] > 3


def test_nothing_but_names_is_read_for_the_index(site, monkeypatch):
    read: list[str] = []
    rows = Tables.rows

    def recorded(self, sql, *parameters):
        read.append(sql)
        return rows(self, sql, *parameters)

    monkeypatch.setattr(Tables, "rows", recorded)
    path = str(site.database("baseline").parent.resolve())
    found = search_index.entries.__wrapped__(Tables(path, 1))
    assert {entry.kind for entry in found} == set(search_index.KINDS)
    told = " ".join(read)
    for table in ("indicator_values", "latest_values", "value_history", "source_rows", "statements", "licences"):
        assert table not in told

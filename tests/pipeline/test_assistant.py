"""The assistants' door: a real server process is asked over standard input and output, and answers as the file says."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.dashboards import answers_fixture
from tests.dashboards.answers_fixture import FINE, HIDDEN, LARGE
from tests.pipeline.asking import Assistant

Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("assistant")
    answers_fixture.build(folder / "curated")
    return folder


@pytest.fixture(scope="module")
def assistant(workspace: Path) -> Iterator[Assistant]:
    made = Assistant(workspace)
    yield made
    made.close()


# --- twenty questions ----------------------------------------------------------------------------------------------

MINUTES = "Minutes of the dialogue council, Esfand 1400"
CUSTOMS = "Iran customs, exports of 1402"

#: (what is asked, the number as text, its status, qualifier, basis, source)
TOLD = [
    ({"indicator": "artisans", "area": ["08"]}, "70000", "final", "exact", "reported", MINUTES),
    ({"indicator": "artisans", "area": ["شهرستان كرمان"]}, "10000", "final", "about", "reported", MINUTES),
    ({"indicator": "Artisans", "area": ["0808"], "period": ["۱۴۰۰Q4"]}, "10000", "final", "about", "reported", MINUTES),
    ({"indicator": "artisans_licensed", "area": ["08"]}, "15000", "final", "exact", "reported", MINUTES),
    ({"indicator": "weavers", "area": ["08"]}, "72000", "final", "exact", "reported", MINUTES),
    (
        {"indicator": "weavers", "area": ["0808"], "period": ["1404Q1"]},
        "812",
        "provisional",
        "exact",
        "register",
        MINUTES,
    ),
    ({"indicator": "weavers", "area": ["0806"], "period": ["1404Q2"]}, "0", "final", "exact", "register", MINUTES),
    ({"indicator": "credit_allocated", "period": ["1400"]}, "220000000000", "final", "exact", "reported", MINUTES),
    ({"indicator": "credit_allocated", "period": ["1401"]}, str(LARGE), "final", "exact", "register", MINUTES),
    ({"indicator": "licence_coverage", "period": ["1401"]}, str(FINE), "final", "exact", "register", MINUTES),
    ({"indicator": "exports_usd", "period": ["1402"]}, "3334", "final", "exact", "customs", CUSTOMS),
    ({"indicator": "craft_fields", "area": ["08"]}, "101", "final", "more_than", "reported", MINUTES),
    ({"indicator": "authenticity_seals"}, None, "missing", "exact", "reported", MINUTES),
    (
        {"indicator": "weavers", "area": ["0811"], "period": ["1404Q2"]},
        None,
        "not_applicable",
        "exact",
        "register",
        MINUTES,
    ),
    (
        {"indicator": "workshops", "area": ["0808"], "breakdown": "workshop_kind", "category": "group"},
        "1000",
        "final",
        "more_than",
        "reported",
        MINUTES,
    ),
]


@pytest.mark.parametrize(("asked", "number", "status", "qualifier", "basis", "source"), TOLD)
def test_a_question_is_answered_with_number_status_and_source(
    assistant: Assistant,
    asked: dict[str, Any],
    number: str | None,
    status: str,
    qualifier: str,
    basis: str,
    source: str,
) -> None:
    found = assistant.ask("get_values", **asked)
    assert (found["total"], found["is_complete"]) == (1, True)
    (value,) = found["values"]
    assert (value["value"], value["status"], value["qualifier"], value["basis"], value["source_en"]) == (
        number,
        status,
        qualifier,
        basis,
        source,
    )
    assert value["is_synthetic"] is True
    assert "invented data" in value["sentence_en"] and "ساختگی" in value["sentence_fa"]
    assert source in value["sentence_en"]
    assert found["release"]["version"] == 1 and found["release"]["is_synthetic"] is True


@pytest.mark.parametrize(("area", "period"), HIDDEN[:5])
def test_a_suppressed_figure_is_refused_in_words(assistant: Assistant, area: str, period: str) -> None:
    found = assistant.ask("get_values", indicator="weavers", area=[area], period=[period])
    (value,) = found["values"]
    assert (value["value"], value["numerator"], value["denominator"]) == (None, None, None)
    assert value["status"] == "suppressed"
    assert "is known and is not published, so that nobody can be recognised" in value["sentence_en"]
    assert "برای پوشیده ماندن افراد منتشر نمی‌شود" in value["sentence_fa"]
    lineage = assistant.ask("get_lineage", value_id=value["value_id"])
    assert lineage["deliveries"] == []
    assert "nor is the number of rows behind it" in lineage["note_en"]


def test_four_silences_are_four_sentences(assistant: Assistant) -> None:
    def sentence(indicator: str, area: str, period: str) -> str:
        (value,) = assistant.ask("get_values", indicator=indicator, area=[area], period=[period])["values"]
        return str(value["sentence_en"])

    assert "there was none" in sentence("weavers", "0806", "1404Q2")
    assert "has no meaning" in sentence("weavers", "0811", "1404Q2")
    assert "not a zero" in sentence("licence_coverage", "0824", "1404Q4")
    assert "nobody can be recognised" in sentence("licence_coverage", "0802", "1404Q4")


# --- what else it does ---------------------------------------------------------------------------------------------


def test_every_tool_only_reads_and_says_what_it_answers(assistant: Assistant) -> None:
    tools = {tool.name: tool for tool in assistant.wait(assistant.client.list_tools()).tools}
    assert set(tools) == {"find_indicators", "get_values", "get_definition", "get_lineage", "compare", "release"}
    for tool in tools.values():
        assert tool.annotations.read_only_hint is True and tool.annotations.destructive_hint is False
        assert tool.output_schema["type"] == "object" and "release" in tool.output_schema["properties"]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("قالي بافان", "weavers"),
        ("قالیبافان", "weavers"),
        ("Licence coverage", "licence_coverage"),
        ("پوشش پروانه", "licence_coverage"),
        ("تبصره ۱۸", "credit_allocated"),
        ("artisans", "artisans"),
    ],
)
def test_an_indicator_is_found_however_it_is_written(assistant: Assistant, words: str, first: str) -> None:
    assert assistant.ask("find_indicators", words=words)["indicators"][0]["indicator_id"] == first


def test_words_of_nothing_find_nothing(assistant: Assistant) -> None:
    assert assistant.ask("find_indicators", words="زعفران saffron")["indicators"] == []


def test_the_definition_says_what_there_is(assistant: Assistant) -> None:
    found = assistant.ask("get_definition", indicator="weavers")["indicator"]
    assert (found["suppressed"], found["bases"], found["domains"]) == (6, ["register", "reported"], ["carpet"])


def test_lineage_counts_rows_and_shows_none(assistant: Assistant) -> None:
    (value,) = assistant.ask("get_values", indicator="artisans", area=["08"])["values"]
    (delivery,) = assistant.ask("get_lineage", value_id=value["value_id"])["deliveries"]
    assert (delivery["rows"], delivery["delivery_id"]) == (1, "reported_figures-1400-chamber-aaaa1111")
    assert "raw" not in delivery and "row_id" not in delivery


def test_a_difference_is_exact(assistant: Assistant) -> None:
    asked = {"indicator": "credit_allocated", "area": "08", "period": "1400", "other_period": "1401"}
    assert (
        assistant.ask("compare", **asked)["pairs"] == []
    )  # reported beside register: two claims, never one difference
    asked = {"indicator": "licence_coverage", "area": "08", "period": "1403Q1", "other_period": "1403Q2"}
    (pair,) = assistant.ask("compare", **asked)["pairs"]
    assert (pair["difference"], pair["relative"]) == ("0.011", None)
    assert "1.1" in pair["sentence_en"] and "percentage points" in pair["sentence_en"]


@pytest.mark.parametrize(
    ("indicator", "area", "period", "other", "why"),
    [
        ("weavers", "0808", "1404Q1", {"other_area": "0801"}, "so that nobody can be recognised"),
        ("weavers", "0808", "1404Q1", {"other_period": "1404Q2"}, "so that nobody can be recognised"),
        ("licence_coverage", "0801", "1404Q4", {"other_area": "0824"}, "has no number"),
        ("craft_fields", "IR", "1400Q4", {"other_area": "08"}, "only a bound"),
    ],
)
def test_no_difference_is_made_of_what_cannot_be_subtracted(
    assistant: Assistant, indicator: str, area: str, period: str, other: dict[str, str], why: str
) -> None:
    (pair,) = assistant.ask("compare", indicator=indicator, area=area, period=period, **other)["pairs"]
    assert (pair["difference"], pair["relative"]) == (None, None)
    assert why in pair["sentence_en"] and pair["sentence_fa"]


def test_part_of_an_answer_says_that_it_is_one(assistant: Assistant) -> None:
    found = assistant.ask("get_values", indicator="weavers", limit=2)
    assert (found["given"], found["is_complete"]) == (2, False)
    assert f"Of {found['total']} values the first 2 are given" in found["note_en"]


def test_nothing_is_told_from_zero(assistant: Assistant) -> None:
    found = assistant.ask("get_values", indicator="artisans", period=["1390"])
    assert found["values"] == [] and "does not mean zero" in found["note_en"] and "1400Q4" in found["note_en"]


# --- hostile input -------------------------------------------------------------------------------------------------

HOSTILE = [
    "'; DROP TABLE indicator_values; --",
    "x" * 10**6,
    "../../../etc/passwd",
    "weavers\x00 or 1",
    "\u202eweavers\u2066 all",
    "%_",
    "$1 OR 1=1",
    "",
    "🧶" * 300,
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_refused_in_both_languages(assistant: Assistant, text: str) -> None:
    for tool, arguments in (
        ("get_values", {"indicator": text}),
        ("get_values", {"indicator": "weavers", "area": [text or "؟"]}),
        ("get_values", {"indicator": "weavers", "period": [text]}),
        ("get_values", {"indicator": "weavers", "basis": text or "none"}),
        ("get_definition", {"indicator": text}),
        ("get_lineage", {"value_id": text}),
        ("compare", {"indicator": "weavers", "area": "08", "period": text, "other_area": "0808"}),
    ):
        said = assistant.refusal(tool, **arguments)
        assert len(said) < 2_000 and "Traceback" not in said and 'File "' not in said
        assert any("\u0600" <= letter <= "\u06ff" for letter in said)
        assert not {"\u202e", "\u2066", "\x00"} & set(said)
    assert assistant.ask("release")["values"] > 0, "the server is still there"


def test_names_and_direction_marks_are_read_through(assistant: Assistant) -> None:
    assert assistant.ask("get_definition", indicator="\u200fweavers\u200e")["indicator"]["indicator_id"] == "weavers"


def test_one_name_of_two_areas_is_not_guessed(assistant: Assistant) -> None:
    said = assistant.refusal("get_values", indicator="artisans", area=["کرمان"])
    assert "08 (" in said and "0808 (" in said


# --- versions ------------------------------------------------------------------------------------------------------


def test_an_empty_workspace_is_told_what_to_do(tmp_path: Path) -> None:
    alone = Assistant(tmp_path)
    try:
        assert "naqsheh build" in alone.refusal("release")
        answers_fixture.build(tmp_path / "curated")
        assert alone.ask("release")["release"]["version"] == 1
        answers_fixture.build(tmp_path / "curated", 2)
        assert alone.ask("release")["release"]["version"] == 2, "a new version is answered from without a restart"
    finally:
        alone.close()


def test_help_does_not_load_the_server(project: Path) -> None:
    code = "import sys, pipelines.cli; print([m for m in ('mcp', 'duckdb') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

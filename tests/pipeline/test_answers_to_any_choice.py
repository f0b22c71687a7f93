"""Whatever is chosen, answers are the numbers of the file: through the answers themselves and through the assistant."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.published import PublishedDatabase, resolve_current
from pipelines.published.answers import AnswerRefused, Answers, Choice, read_words
from pipelines.published.answers.searching import folded, squeezed
from tests.dashboards import answers_fixture
from tests.pipeline.asking import Assistant, assert_nothing_hidden


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("answers")
    answers_fixture.build(folder / "curated")
    return folder


@pytest.fixture(scope="module")
def assistant(workspace: Path) -> Iterator[Assistant]:
    made = Assistant(workspace)
    yield made
    made.close()


@pytest.fixture(scope="module")
def answers(workspace: Path) -> Iterator[Answers]:
    version = resolve_current(workspace / "curated")
    assert version is not None
    with PublishedDatabase.open(version) as database:
        yield Answers.of(database, read_words(PROJECT_ROOT / "models"))


INDICATORS = ["artisans", "weavers", "licence_coverage", "workshops", "exports_usd", "credit_allocated", "craft_fields"]
CHOICES = st.builds(
    Choice,
    indicator=st.lists(st.sampled_from(INDICATORS), max_size=3, unique=True).map(tuple),
    area=st.lists(st.sampled_from(["08", "0801", "0802", "0806", "0808", "IR"]), max_size=3, unique=True).map(tuple),
    domain=st.sampled_from([(), ("crafts",), ("carpet",)]),
    frequency=st.sampled_from([None, "A", "Q"]),
    since=st.sampled_from([None, "1400", "1404Q1", "1402"]),
    status=st.sampled_from([(), ("final",), ("suppressed", "missing")]),
    basis=st.sampled_from([(), ("reported",), ("register", "customs")]),
)


@pytest.fixture(scope="module")
def file_rows(answers: Answers) -> list[dict[str, Any]]:
    """All values as the file has them, read without a word of the answers' own SQL."""
    return answers.database.rows("select * from indicator_values")


def chosen(choice: Choice, rows: list[dict[str, Any]]) -> dict[str, Decimal | None]:
    """Return what a choice should have: plain comparisons, years and quarters by hand, no number of a silence."""
    wanted = {
        "indicator_id": choice.indicator,
        "area_code": choice.area,
        "domain": choice.domain,
        "status": choice.status,
        "basis": choice.basis,
    }
    begins = {"1400": 14001, "1404Q1": 14041, "1402": 14021, None: 0}[choice.since]
    return {
        row["value_id"]: row["value"] if row["status"] in ("final", "provisional") else None
        for row in rows
        if all(not codes or row[name] in codes for name, codes in wanted.items())
        and choice.frequency in (None, row["frequency"])
        and int(row["period"].replace("Q", "") + ("1" if "Q" not in row["period"] else "")) >= begins
    }


@given(choice=CHOICES)
def test_any_filters_give_the_numbers_of_the_file(
    choice: Choice, answers: Answers, file_rows: list[dict[str, Any]]
) -> None:
    found = {row["value_id"]: row["value"] for row in answers.rows(choice, 1000)}
    wanted = chosen(choice, file_rows)
    assert found == wanted
    assert answers.count(choice) == len(wanted)


@settings(max_examples=25)
@given(choice=CHOICES, indicator=st.sampled_from(INDICATORS))
def test_the_door_tells_the_numbers_of_the_file(
    choice: Choice, indicator: str, assistant: Assistant, file_rows: list[dict[str, Any]]
) -> None:
    asked = choice.model_copy(update={"indicator": (indicator,), "frequency": None, "status": ()})
    arguments = {"area": list(asked.area), "since": asked.since, "domain": "".join(asked.domain) or None}
    if len(asked.basis) > 1:
        asked = asked.model_copy(update={"basis": ()})
    arguments |= {"basis": "".join(asked.basis) or None, "breakdown": "*", "limit": 200}
    found = assistant.ask("get_values", indicator=indicator, **arguments)
    told = {v["value_id"]: None if v["value"] is None else Decimal(v["value"]) for v in found["values"]}
    assert told == chosen(asked, file_rows)


@given(text=st.text(max_size=60))
def test_any_text_is_answered_or_refused(text: str, answers: Answers) -> None:
    for ask in (
        lambda: answers.definition(text),
        lambda: answers.lineage(text),
        lambda: answers.values(Choice(indicator=("weavers",), area=(text,)), 3),
    ):
        try:
            assert_nothing_hidden(ask().model_dump_json())
        except AnswerRefused as refusal:
            assert refusal.sentences["fa"] and refusal.sentences["en"]


@given(text=st.text(alphabet="یيکكىةهأآا ۱1١\u200c\u064e abc", max_size=30))
def test_folding_once_is_folding_for_ever(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert squeezed(text) == squeezed(text.replace("ی", "ي").replace("ک", "ك").replace(" ", "\u200c"))

"""The page that tells offices what a cell may hold is run, example by example."""

from __future__ import annotations

import re

import pytest

from pipelines.contracts import Column
from pipelines.foundation.workspace import PROJECT_ROOT, models_dir
from pipelines.normalise import CodeBook, NormaliseContext, normalise_distinct

PAGE = (PROJECT_ROOT / "docs" / "normalising.md").read_text("utf-8")
CONTEXT = NormaliseContext(CodeBook.load(models_dir()), None, "1402", lambda purpose, value: value)
ROW = re.compile(r"^\| `(\w+)` \|[^|]*\| (.+) \|$", re.MULTILINE)
EXAMPLE = re.compile(r"`([^`]+) → ([^`]+)`")
EXAMPLES = [(kind, *pair) for kind, cell in ROW.findall(PAGE) for pair in EXAMPLE.findall(cell)]


@pytest.mark.parametrize(("kind", "written", "told"), EXAMPLES)
def test_an_example_of_the_page_is_true(kind: str, written: str, told: str) -> None:
    column = Column("column", "ستون", "Column", kind)  # type: ignore[arg-type]
    answer = normalise_distinct(column, [(written, None)], CONTEXT)[0]
    assert (answer.value or answer.problem) == told
    if answer.value is not None and answer.value != written and kind != "name":
        assert answer.note, "what was changed is counted"


def test_every_kind_of_column_is_on_the_page() -> None:
    from typing import get_args

    from pipelines.configuration.contracts import Kind

    assert {kind for kind, _, _ in EXAMPLES} | {"code"} == set(get_args(Kind))
    assert len(EXAMPLES) > 90

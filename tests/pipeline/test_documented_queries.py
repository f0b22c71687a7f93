"""The queries of the documents run against the real baseline, and find something."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipelines.foundation.workspace import PROJECT_ROOT
from pipelines.published import PublishedDatabase

QUERY = re.compile(r"^```sql\n(.*?)^```", re.DOTALL | re.MULTILINE)
PAGE = Path(PROJECT_ROOT / "docs" / "data-model.md")


@pytest.mark.parametrize("sql", QUERY.findall(PAGE.read_text("utf-8")))
def test_documented_query_finds_rows(published: PublishedDatabase, sql: str) -> None:
    assert len(published.query(sql)) > 0

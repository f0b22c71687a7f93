"""One style sheet holds all pages, so a class of one page's shapes is no other page's."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from pipelines.foundation.workspace import PROJECT_ROOT

DASHBOARDS = PROJECT_ROOT / "dashboards"
SELECTOR = re.compile(r"([^{}]+)\{")
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
CONDITION = re.compile(r"\([^()]*\)")


def _first_classes(sheet: Path) -> set[str]:
    """Return the classes with which the selectors of a sheet begin."""
    text = CONDITION.sub("", COMMENT.sub("", sheet.read_text("utf-8")))
    parts = (part for found in SELECTOR.findall(text) for part in found.split(","))
    return {names[0] for part in parts if (names := re.findall(r"\.(nq-[\w-]+)", part))}


def test_a_class_that_a_page_or_chart_shapes_is_shaped_by_no_other() -> None:
    everywhere = {c for sheet in (DASHBOARDS / "components").glob("*.css") for c in _first_classes(sheet)}
    owners = defaultdict[str, set[str]](set)
    for sheet in [*(DASHBOARDS / "pages").glob("*/*.css"), *(DASHBOARDS / "charts").glob("*.css")]:
        for name in _first_classes(sheet) - everywhere:
            owners[name].add(str(sheet.relative_to(DASHBOARDS)))
    assert {name: sheets for name, sheets in owners.items() if len(sheets) > 1} == {}

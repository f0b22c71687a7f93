"""The pages serve any province: whatever place they name comes from the published tables, none from their code."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
#: Kinds of areas that a page must not know; the country is in the name of its customs.
KINDS = ("province", "county", "city")
SHORTEST = 3


def names() -> set[str]:
    """Return the names of the places of the reference data, those of provinces also without their kind."""
    with (PROJECT / "models" / "reference" / "areas.csv").open(encoding="utf-8", newline="") as opened:
        rows = [row for row in csv.DictReader(opened) if row["kind"] in KINDS]
    listed = {row[column] for row in rows for column in ("name_fa", "name_en")}
    bare = {re.sub(r"^(?:استان|شهر) | (?:Province|\(city\))$", "", name) for name in listed}
    return {name for name in listed | bare if len(name) >= SHORTEST}


@pytest.fixture(scope="module")
def pattern() -> re.Pattern[str]:
    """What finds a place's name that stands as a word: no letter before or after it, in either script."""
    listed = sorted(names(), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, listed))})(?!\w)")


def texts(source: str) -> Iterator[str]:
    """Give the texts of a module, its documentation and the parts of sentences included, but no formats of numbers."""
    tree = ast.parse(source)
    formats = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.FormattedValue) and node.format_spec
        for part in ast.walk(node.format_spec)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in formats:
            yield node.value


def places(source: str, pattern: re.Pattern[str]) -> Iterator[str]:
    """Give the names of places in the texts of a module."""
    for text in texts(source):
        yield from pattern.findall(text)


def codes(source: str) -> Iterator[str]:
    """Give the texts of a module that are, or quote, the code of a province, county or the country."""
    for text in texts(source):
        yield from re.findall(r"^(?:IR|\d{2}|\d{4})$|'(?:IR|\d{2}|\d{4})'", text)


MODULES = sorted((PROJECT / "dashboards").rglob("*.py"))


def test_no_module_of_the_pages_names_a_place(pattern: re.Pattern[str]) -> None:
    named = {path.relative_to(PROJECT).as_posix(): set(places(path.read_text("utf-8"), pattern)) for path in MODULES}
    assert {path: found for path, found in named.items() if found} == {}


def test_no_module_of_the_pages_knows_the_code_of_an_area() -> None:
    known = {path.relative_to(PROJECT).as_posix(): set(codes(path.read_text("utf-8"))) for path in MODULES}
    assert {path: found for path, found in known.items() if found} == {}


def test_style_sheets_and_scripts_name_no_place(pattern: re.Pattern[str]) -> None:
    sheets = [path for ending in ("css", "js", "svg", "toml") for path in (PROJECT / "dashboards").rglob(f"*.{ending}")]
    assert sheets
    assert {path.name: found for path in sheets if (found := pattern.findall(path.read_text("utf-8")))} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("x = 'نقشهٔ راه صنایع دستی استان کرمان'", ["استان کرمان"]),
        ("x = f'گمرک‌های کرمان {n}'", ["کرمان"]),
        ("x = 'Customs of Kerman'", ["Kerman"]),
        ('"""Knives of Rayen."""', ["Rayen"]),
        ("x = 'کرمانشاه، Kermanshah'", []),
        ("Kerman = 1  # Kerman", []),
    ],
)
def test_a_name_is_seen_as_a_word_alone(pattern: re.Pattern[str], source: str, found: list[str]) -> None:
    assert list(places(source, pattern)) == found


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("x = \"where area_code = 'IR'\"", ["'IR'"]),
        ("x = '08'", ["08"]),
        ("x = \"area_code in ('0808')\"", ["'0808'"]),
        ("x = '1402Q4'", []),
    ],
)
def test_a_code_is_seen(source: str, found: list[str]) -> None:
    assert list(codes(source)) == found

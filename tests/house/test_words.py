"""What a reader sees in Persian has the field's words: the house's old ones are refused, wherever they stand."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

_PERSIAN = re.compile("[آ-ی]")
_LETTER = "[ء-ی]"
_FIELD_WORDS = {
    "خوراک": "a feed is «گزارش»",
    f"(?<!{_LETTER})بر راه(?!{_LETTER})": "on track is «در مسیر»",
    "خط(?:\u200cهای|وط)? تعرفه": "a tariff line is «ردیف تعرفه»",
    "رد[یي]ف(?!(?:\u200cهای)? تعرفه)": "a row is «سطر», a count «شمار», a tariff line «ردیف تعرفه»",
}
_FILE = {"پرونده": "a file is «فایل»"}

#: Where «پرونده» is right: a case of credit, or what is laid before an office that registers (WIPO, UNESCO). A place
#: is a path, and of a table of sentences or codes the path, a hash and the beginning of its key.
CASES = (
    "CONTRIBUTING.md",
    "README.fa.md",
    "dashboards/data/shown_rows.py",  # the column of files of a credit line
    "dashboards/pages/about/page.py",
    "dashboards/pages/credit/",
    "models/bulletin.yaml#columns",
    "models/demo.yaml#promises",
    "models/feeds/credit_",
    "models/indicators/credit_",
    "models/indicators/wipo_files.sql",
    "models/messages.yaml#instalments_",
    "models/public/credit_counties.sql",
    "models/reference/codes.csv#credit_",
    "models/reference/codes.csv#figure_indicators,",
    "models/reference/codes.csv#instruments,",
    "models/reference/codes.csv#registry_kinds,wipo_",
    "models/reference/meanings.csv#Amount approved by banks for files",
    "models/reference/meanings.csv#Files paid",
    "models/reference/meanings.csv#Files registered",
    "models/reference/meanings.csv#Files that left",
    "models/reference/meanings.csv#Files that reached",
    "models/reference/meanings.csv#Files that wait",
    "models/reference/meanings.csv#Median of the days since the dated stage",
    "models/reference/meanings.csv#What all files together ask for",
    "models/reference/meanings.csv#final, provisional, suppressed (the files",
    "models/reference/meanings.csv#final, suppressed (too few files",
    "models/reference/units.csv#files",
    "models/rules/cross_figures.yaml",
    "models/rules/readiness.yaml",
    "models/rules/scenarios.yaml",
    "models/rules/warnings.yaml",
)
#: Where the words of offices are recognised, or written as an office would; a reader sees none of them.
OFFICES = (
    "models/rules/harmless_columns.yaml",
    "models/rules/totals.yaml",
    "pipelines/cleaning/corrections.py",
    "pipelines/demo/sheets.py",
    "pipelines/normalise/span_leftovers.py",
    "pipelines/reading/headings.py",
)
#: Tables of which nothing but spellings is read.
_SPELLINGS = {"words.csv", "ambiguous_words.csv", "area_aliases.csv", "places_elsewhere.csv"}


class Text(NamedTuple):
    """A Persian text and its place."""

    place: str
    words: str


def _scalars(node: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Give every text of a YAML document with the first key above it; aliases of headings are no texts for a reader."""
    if isinstance(node, dict):
        if node.get("property") == "aliases":
            return
        for name, value in node.items():
            if name != "aliases":
                yield from _scalars(value, key or str(name))
    elif isinstance(node, list):
        for value in node:
            yield from _scalars(value, key)
    elif isinstance(node, str):
        yield key, node


def _of_yaml(path: Path) -> Iterator[tuple[str, str]]:
    yield from _scalars(yaml.safe_load(path.read_text("utf-8")))


def _of_header(path: Path) -> Iterator[tuple[str, str]]:
    """Give the texts of a model's header: what is between `/*---` and `---*/`."""
    header = re.match(r"/\*---\n(.*?)---\*/", path.read_text("utf-8"), re.DOTALL)
    yield from _scalars(yaml.safe_load(header[1])) if header else ()


def _of_table(path: Path) -> Iterator[tuple[str, str]]:
    """Give titles and descriptions of a table of reference, each under the key of its row."""
    if path.name in _SPELLINGS:
        return
    with path.open(encoding="utf-8", newline="") as opened:
        rows = csv.DictReader(opened)
        identity = (rows.fieldnames or [])[:2]
        for row in rows:
            key = ",".join(row[name] for name in identity)
            for name, value in row.items():
                if name and "alias" not in name and value:
                    yield key, value


def _of_python(path: Path) -> Iterator[tuple[str, str]]:
    """Give the texts of a module but what documents it."""
    tree = ast.parse(path.read_text("utf-8"))
    documentation = {id(statement.value) for statement in ast.walk(tree) if isinstance(statement, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield "", node.value


def _of_page(path: Path) -> Iterator[tuple[str, str]]:
    yield "", path.read_text("utf-8")


_READ = {".yaml": _of_yaml, ".sql": _of_header, ".csv": _of_table, ".py": _of_python, ".js": _of_page, ".md": _of_page}
_SHOWN = re.compile(r"(?:models|dashboards|pipelines)/|data/raw/.*\.source\.yaml$|[^/]*\.md$|docs/[^/]*\.md$")


@pytest.fixture(scope="module")
def texts(tracked: list[Path], project: Path) -> list[Text]:
    """Every Persian text that a reader may see, with its place."""
    found = []
    for path in tracked:
        name = path.relative_to(project).as_posix()
        if path.suffix in _READ and _SHOWN.match(name):
            for key, words in _READ[path.suffix](path):
                if _PERSIAN.search(words):
                    found.append(Text(f"{name}#{key}" if key else name, words))
    return found


def _offences(texts: list[Text], forbidden: dict[str, str]) -> list[tuple[str, str]]:
    """Return place and reason of every forbidden word, with what stands about it."""
    return [
        (place, f"{reason}: …{words[max(0, hit.start() - 30) : hit.end() + 30]}…")
        for pattern, reason in forbidden.items()
        for place, words in texts
        for hit in re.finditer(pattern, words)
    ]


@pytest.mark.parametrize(("forbidden", "places"), [(_FIELD_WORDS, OFFICES), (_FILE, CASES)], ids=["words", "file"])
def test_the_old_words_stand_nowhere_but_in_their_places(
    texts: list[Text], forbidden: dict[str, str], places: tuple[str, ...]
) -> None:
    offences = _offences(texts, forbidden)
    assert [offence for offence in offences if not offence[0].startswith(places)] == []
    unused = [one for one in places if not any(place.startswith(one) for place, _ in offences)]
    assert unused == [], "places that are excepted without need"


@pytest.mark.parametrize(
    ("words", "refused"),
    [
        ("خوراک مجوزها", True),
        ("۳ هدف بر راه است", True),
        ("خط تعرفه", True),
        ("خط\u200cهای تعرفه", True),
        ("۶ ردیف نادرست است", True),
        ("ردیف\u200cهای تعرفهٔ هسته و ردیف تعرفه", False),
        ("سطرهای گزارش در مسیر است", False),
        ("در برابر راه‌آهن", False),
    ],
)
def test_an_old_word_is_seen_and_a_new_one_is_not(words: str, refused: bool) -> None:
    assert bool(_offences([Text("a place", words)], _FIELD_WORDS)) is refused


def test_texts_of_every_kind_are_read(texts: list[Text]) -> None:
    places = {text.place for text in texts}
    for beginning in (
        "models/messages.yaml#",
        "models/feeds/exports.odcs.yaml#",
        "models/indicators/exports_usd.sql#",
        "models/public/hs_codes.sql#",
        "models/reference/codes.csv#export_dimensions,line",
        "dashboards/pages/credit/page.py",
        "pipelines/demo/writers.py",
        "README.fa.md",
        "data/raw/",
    ):
        assert any(place.startswith(beginning) for place in places), beginning

"""A second province: Isfahan's demonstration is built with its own folder, and no page speaks of another place.

The folder holds what is its own alone (``tests/places/isfahan``); everything else is taken over from ``models/``. So a
name of the first province on a page comes from the code, or from what may not be taken over.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dashboards.registry import PAGES
from tests.dashboards.conftest import ROOT, naqsheh, served
from tests.dashboards.looking import Look, with_language

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ISFAHAN = ROOT / "tests" / "places" / "isfahan"


@pytest.fixture(scope="module")
def isfahan(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Look]:
    """A window on Isfahan's demonstration: built with its own folder, served by a server of its own."""
    workspace = tmp_path_factory.mktemp("isfahan") / "workspace"
    place = ("--models", str(ISFAHAN))
    naqsheh("demo", workspace, "--workspace", str(workspace), "--rows", "3000", "--seed", "5", *place)
    naqsheh("build", workspace, *place)
    with served(workspace, NAQSHEH_MODELS=str(ISFAHAN)) as site:
        window = Look(browser, site)
        yield window
        window.context.close()


def names_of_kerman() -> re.Pattern[str]:
    """Return what finds the names of the first province's places that the second has not."""

    def names(path: Path) -> set[str]:
        with path.open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        return {row[c].split(" (")[0] for row in rows for c in ("name_fa", "name_en", "short_fa", "short_en") if row[c]}

    own = names(ISFAHAN / "reference" / "areas.csv")
    others = names(ROOT / "models" / "reference" / "areas.csv") - own
    # A name of three letters («بافت», «انار») is a word as well; those of the province and its larger towns are none.
    told = sorted(name for name in others if len(name) > 4 or name in ("کرمان", "راین"))
    return re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in told))


#: Names of crafts, tariff lines and customs offices are the country's, whoever reads them.
NATIONAL = (
    "گلیم شیریکی‌پیچ سیرجان",
    "گلیم‌فرش نیم‌بافت سیرجان",
    "غیرسیرجان",
)


@pytest.mark.parametrize("code", ["fa", "en"])
@pytest.mark.parametrize("name", [page.name for page in PAGES.values() if page.section])
def test_no_page_of_a_second_province_names_the_first(isfahan: Look, name: str, code: str) -> None:
    isfahan.errors.clear()
    text = isfahan.turn(with_language(PAGES[name].path, code)).text("body")
    assert isfahan.errors == []
    for word in NATIONAL:
        text = text.replace(word, "")
    found = sorted(set(names_of_kerman().findall(text)))
    assert found == [], f"{name}: {found}"
    assert ("اصفهان" if code == "fa" else "Isfahan") in text

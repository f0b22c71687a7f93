"""Escaping, addresses, the shell, the colours' two homes, sparklines, charts and files, without a browser."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import openpyxl
import pytest

from dashboards.address import Address
from dashboards.charts.colours import TOKENS, css_variables
from dashboards.charts.words import position
from dashboards.components.delivery_checks import found
from dashboards.data.place import Place
from dashboards.data.view import View
from dashboards.language.language import Language
from dashboards.language.markup import el, join
from dashboards.pages.data.page import half_of
from dashboards.registry import PAGES
from dashboards.server import downloads, shell

DASHBOARDS = Path(shell.__file__).parents[1]
HOSTILE = "<img src=x onerror=alert(1)>\"'&"


def test_text_and_attributes_are_escaped_and_markup_is_kept():
    made = el("p", HOSTILE, el("b", "bold"), title=HOSTILE)
    assert "<img" not in made
    assert "<b>bold</b>" in made
    assert made.count("&lt;img") == 2
    assert join(["a<", None, "b"], between=" & ") == "a&lt; &amp; b"


def test_an_address_keeps_its_language_and_drops_what_is_empty():
    here = Address("indicators", Language("en"), {"indicator": "artisans", "area": "08"})
    assert here.to("glance") == "/?lang=en"
    assert here.here(area="0808", basis=None) == "/indicators?indicator=artisans&area=0808&lang=en"
    assert here.in_language(Language("fa")) == "/indicators?indicator=artisans&area=08"
    assert Address("glance", Language("fa")).to("rows", value="a b") == "/rows?value=a+b"


def framework_page() -> str:
    import streamlit

    return (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(("code", "direction"), [("fa", "rtl"), ("en", "ltr")])
def test_the_shell_carries_language_direction_style_and_skeleton(code, direction):
    page = shell.rewrite_shell(framework_page(), Language(code))
    assert f'<html lang="{code}" dir="{direction}">' in page
    assert page.index("<style>") < page.index("</head>")
    assert 'class="nq-skeleton"' in page
    assert "<title>Streamlit" not in page
    assert "SourceSans" not in page
    assert "favicon.png" not in page


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("fa", "نقشه · صنایع دستی", "نقشه · صنایع دستی استان نمونه"),
        ("en", "Naqsheh · handicrafts", "Naqsheh · handicrafts of Sample &amp; Province"),
    ],
)
def test_the_shell_is_titled_by_the_place_of_the_version(code, before, after):
    sample = Place("99", "province", ("استان نمونه", "Sample & Province"), ("نمونه", "Sample"))
    assert f"<title>{before}</title>" in shell.rewrite_shell(framework_page(), Language(code))
    assert f"<title>{after}</title>" in shell.rewrite_shell(framework_page(), Language(code), sample)


def test_the_framework_reads_the_same_colours_as_the_pages():
    theme = tomllib.loads((DASHBOARDS / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
    for index, scheme in enumerate(("light", "dark")):
        colours = theme[scheme]
        expected = {
            "primaryColor": "turq",
            "backgroundColor": "paper",
            "secondaryBackgroundColor": "sunken",
            "textColor": "ink",
            "linkColor": "turq",
            "borderColor": "hairline",
        }
        assert {key: colours[key] for key in expected} == {key: TOKENS[name][index] for key, name in expected.items()}


def test_every_colour_of_the_style_sheet_is_a_token():
    style = (DASHBOARDS / "components" / "style.css").read_text(encoding="utf-8")
    used = {part.split(")")[0].split(",")[0] for part in style.split("var(--")[1:]}
    assert used - set(TOKENS) <= {"n", "w", "part", "words"}  # counts and lengths, no colours
    assert all(f"--{name}:" in css_variables() for name in TOKENS)


def luminance(colour: str) -> float:
    parts = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("index", [0, 1])
@pytest.mark.parametrize("ink", ["ink", "ink2", "ink3", "turq", "copper", "madder", "ochre", "lajvard"])
@pytest.mark.parametrize("ground", ["paper", "surface", "sunken"])
def test_every_ink_can_be_read_on_every_ground(index, ink, ground):
    light, dark = sorted((luminance(TOKENS[ink][index]), luminance(TOKENS[ground][index])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_periods_stand_in_order_on_the_axis():
    assert position("1402") == 1402
    assert position("1400Q4") == 1400.75
    assert position("1400-07") == 1400.5


ROWS = ({"title": "=HYPERLINK(1)", "value": 3334.0, "gone": None, "synthetic": True},)


def test_text_that_could_become_a_formula_stays_text():
    text = downloads.to_csv(ROWS).decode("utf-8-sig").splitlines()
    assert text == ["title,value,gone,synthetic", "'=HYPERLINK(1),3334,,true"]
    sheet = openpyxl.load_workbook(io.BytesIO(downloads.to_xlsx(ROWS, "values", Language("fa")))).active
    assert (sheet["A2"].value, sheet["A2"].data_type) == ("=HYPERLINK(1)", "s")
    assert sheet["B2"].value == 3334
    assert sheet.sheet_view.rightToLeft


def test_an_empty_answer_is_an_empty_file():
    assert downloads.to_csv(()) == b"\xef\xbb\xbf"
    assert downloads.to_xlsx((), "none", Language("en"))[:2] == b"PK"


def test_every_page_of_the_register_is_a_folder_of_its_name():
    folders = {page.parent.name for page in (DASHBOARDS / "pages").glob("*/page.py")}
    assert folders == set(PAGES)
    assert {path.name for path in (DASHBOARDS / "pages").iterdir() if path.is_dir()} - {"__pycache__"} == folders


def test_the_framework_does_not_take_the_folder_of_pages_for_its_own():
    """Asked in a process of its own: the flag is one for all, and the first page that is drawn sets it too."""
    asked = (
        "import dashboards.app; from streamlit.runtime.pages_manager import PagesManager as P; "
        "print(P.uses_pages_directory)"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked], cwd=DASHBOARDS.parent, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["False"]


@pytest.mark.parametrize(
    ("code", "observed", "shown"),
    [
        ("fa", "1/744", "۱ از ۷۴۴ سطر"),
        ("fa", "2/10: Nima 12; ۵", "۲ از ۱۰ سطر: Nima 12; ۵"),
        ("en", "1200/7440", "1,200 of 7,440 rows"),
        ("en", "column missing", "column missing"),
        ("fa", "3/4/5", "3/4/5"),
    ],
)
def test_what_a_check_found_is_counted_in_the_readers_digits(code, observed, shown):
    view = View(Address("quality", Language(code), {}), tables=None)
    text = re.sub(r"<[^>]+>|[\u2066-\u2069]", "", str(join([found(view, observed)])))
    assert text == shown


@pytest.mark.parametrize(
    ("comment", "persian", "english"),
    [
        ("County — شهرستان", "شهرستان", "County"),
        ("County", "County", "County"),  # of a version that was published before there was Persian
    ],
)
def test_a_comment_is_shown_in_the_language_of_the_page(comment, persian, english):
    assert half_of(comment, persian=True) == persian
    assert half_of(comment, persian=False) == english

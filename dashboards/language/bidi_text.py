"""Bidirectional text.

Names, cells and codes of files keep their own direction, loose numbers the language's digits. A sentence
quotes what stands in a file («هنرمندان 1404.xlsx»); without an isolate its digits would join those of the
sentence around it.
"""

from __future__ import annotations

import re

from markupsafe import Markup

from dashboards.language.formatter import Formatter
from dashboards.language.markup import Child, el, join
from pipelines.foundation.period import YEAR

#: A quotation, or a name in Latin letters between the marks of its direction (U+202A … U+202C).
_QUOTED = re.compile("(«[^»]*»|“[^”]*”|\u202a[^\u202c]*\u202c)")
#: A delivery's id or a commitment's, a period, a number with its separators; what follows Latin letters is
#: part of a name.
_TOKEN = re.compile(
    r"(?P<name>[A-Za-z_]+(?:[-_.][0-9A-Za-z]+)+|(?<![\w.])[A-Z]{1,2}[0-9]{2,3}(?!\w))|(?P<period>(?<![\w.])"
    + YEAR
    + r"Q[1-4](?!\w))"
    r"|(?P<number>(?<![\w.])[÷×−+-]?[0-9]+(?:[,/][0-9]+)*(?:\.[0-9]+)?(?!\w))"
)
_FILE = re.compile(r".+\.[A-Za-z][A-Za-z0-9]{1,7}")
_LATIN_ENDING = re.compile(r"[0-9A-Za-z][0-9A-Za-z_.-]*$")
_RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff]")


def file_name(name: str) -> Markup:
    """Return a file's name in its own direction.

    A Latin ending of a Persian name («1404.xlsx») runs left to right.
    """
    if not _RIGHT_TO_LEFT.search(name):
        return el("bdi", name, class_="nq-code", dir="ltr")
    ending = _LATIN_ENDING.search(name)
    begin = ending.start() if ending else len(name)
    tail = el("bdi", name[begin:], dir="ltr") if ending else None
    return el("bdi", name[:begin], tail, class_="nq-filename", dir="rtl")


def sentence(fmt: Formatter, text: str) -> Markup:
    """Return a sentence of a table: names isolated, loose numbers in the language's digits."""
    made: list[Child] = []
    for part in _QUOTED.split(text):
        if part[:1] in ("«", "“") and len(part) > 1:
            inside = part[1:-1]
            shown = file_name(inside) if _FILE.fullmatch(inside) else el("bdi", inside)
            made += [part[0], el("span", shown, class_="nq-quoted"), part[-1]]
        elif part[:1] == "\u202a":
            made.append(el("bdi", part[1:-1], dir="ltr", class_="nq-quoted"))
        else:
            made += _loose(fmt, part)
    return join(made)


def with_addresses(text: str) -> Markup:
    """Return a source's words with each web address in its own direction."""
    parts = re.split(r"([\w.-]+\.(?:ir|com|org|net)[^\s،,؛;]*)", text)
    return join(
        [el("bdi", part, dir="ltr", class_="nq-quoted") if place % 2 else part for place, part in enumerate(parts)]
    )


def _loose(fmt: Formatter, text: str) -> list[Child]:
    """Return text outside quotation marks with its names and numbers isolated."""
    made: list[Child] = []
    end = 0
    for match in _TOKEN.finditer(text):
        made.append(text[end : match.start()])
        end = match.end()
        if match["name"]:
            made.append(el("bdi", match["name"], dir="ltr", class_="nq-quoted"))
        elif match["period"]:
            made.append(fmt.period(match["period"]))
        else:
            made.append(el("bdi", fmt.written(match["number"]), dir="ltr"))
    made.append(text[end:])
    return made


def raw(text: str) -> Markup:
    """Return a cell's text as it stands in the file, shut off from the direction around it."""
    return el("bdi", text, class_="nq-raw")


def code(text: str) -> Markup:
    """Return an identifier, hash or file name: Latin, left to right."""
    return el("code", text, class_="nq-code", dir="ltr")

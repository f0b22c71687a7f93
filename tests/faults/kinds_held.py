"""Files that wait until a person has looked at them: nothing is wrong with a cell, much may be with the whole."""

from __future__ import annotations

from pathlib import Path

from tests.faults.kind import (
    COOPERATIVE_HEADINGS,
    HEADINGS,
    SHEET,
    TITLE,
    Kind,
    book,
    cooperatives,
    csv_text,
    exports,
    exports_xlsx,
    with_parts,
    xlsx,
)


def _part(name: str):
    return lambda path, period: with_parts(exports_xlsx(path, period), {name: b"<x/>"})


def _hidden_sheet(path: Path, period: str) -> None:
    opened, _ = book(path, [TITLE, HEADINGS, *exports(period)])
    behind = opened.create_sheet("پنهان")
    behind.append(["چیزی", 5])
    behind.sheet_state = "hidden"
    opened.save(path)


def _unknown_columns(path: Path, period: str) -> None:
    rows = [[*r, "نامعلوم"] for r in exports(period)]
    xlsx(path, [TITLE, [*HEADINGS, "ارزیابی ویژه"], *rows])


def _mixed(path: Path, period: str) -> None:
    """Two years in one file that lies in the folder of one period."""
    rows = [[*r, int(period[:4]) - (n % 2)] for n, r in enumerate(exports(period))]
    xlsx(path, [TITLE, [*HEADINGS, "سال"], *rows])


def _times(factor: int):
    """Values that grew as they do when the unit was mixed up."""

    def build(path: Path, period: str) -> None:
        rows = [[*r[:4], r[4] * factor, r[5]] for r in exports(period)]
        xlsx(path, [TITLE, HEADINGS, *rows])

    return build


def _shrunk(path: Path, period: str) -> None:
    xlsx(path, [["فهرست تعاونی‌ها"], COOPERATIVE_HEADINGS, *cooperatives(period)[:25]])


def _many_bad(path: Path, period: str) -> None:
    rows = [[*r[:3], "نامعلوم است" if n < 8 else r[3], *r[4:]] for n, r in enumerate(exports(period))]
    xlsx(path, [TITLE, HEADINGS, *rows])


def _twin(path: Path, period: str) -> None:
    """The bytes of the plain text file of the corpus, at another period."""
    from tests.faults.corpus import PERIODS

    path.write_text(csv_text([HEADINGS, *exports(PERIODS["plain_csv"])]), "utf-8")


def _two_units(path: Path, period: str) -> None:
    titles = [["ارقام به ریال"], ["(مبالغ به میلیون ریال)"]]
    heading = [*HEADINGS[:4], "ارزش ریالی", HEADINGS[5]]
    xlsx(path, [TITLE, *titles, heading, *exports(period)])


def _doubtful_unit(path: Path, period: str) -> None:
    heading = [*HEADINGS[:4], "ارزش ریالی", HEADINGS[5]]
    xlsx(path, [TITLE, ["ارزش کالا، میلیون ریال"], heading, *exports(period)])


def _overflow(path: Path, period: str) -> None:
    """Each amount is one that a table can hold, and their sum is not."""
    xlsx(path, [TITLE, HEADINGS, *([*row[:5], "9" * 28] for row in exports(period))])


def _held(
    identifier: str,
    what: str,
    build,
    name: str,
    message: str,
    *,
    sheet: str = "",
    feed: str = "exports",
    undated: bool = False,
) -> Kind:
    return Kind(identifier, what, build, name, "held", message, sheet=sheet, feed=feed, undated=undated)


HELD = (
    _held("macros", "macros", _part("xl/vbaProject.bin"), "ماکرو.xlsx", "has_macros"),
    _held(
        "links",
        "links to other files",
        _part("xl/externalLinks/externalLink1.xml"),
        "پیوندها.xlsx",
        "has_external_links",
    ),
    _held(
        "hidden_sheet",
        "a hidden sheet with data",
        _hidden_sheet,
        "برگه پنهان.xlsx",
        "hidden_sheet",
        sheet="پنهان",
    ),
    _held(
        "unknown_columns",
        "a column that nobody knows",
        _unknown_columns,
        "ستون تازه.xlsx",
        "extra_columns",
        sheet=SHEET,
    ),
    _held("no_period", "no period anywhere", exports_xlsx, "بی‌دوره.xlsx", "period_unclear", undated=True),
    _held("twin", "the same file for another period", _twin, "همان.csv", "same_content_elsewhere"),
    _held(
        "unit_doubtful",
        "a unit in the titles that nothing declares",
        _doubtful_unit,
        "واحد مبهم.xlsx",
        "unit_doubtful",
        sheet=SHEET,
    ),
    _held(
        "unit_unclear",
        "two units in the titles",
        _two_units,
        "واحد نامعلوم.xlsx",
        "unit_unclear",
        sheet=SHEET,
    ),
    _held("mixed_periods", "two years in one file", _mixed, "دو سال.xlsx", "mixed_periods"),
    _held("tenfold", "ten times the last one", _times(10), "ده برابر.xlsx", "jump"),
    _held("millionfold", "a million times the last one", _times(1_000_000), "میلیون برابر.xlsx", "jump"),
    _held("shrunk", "a register that lost a third", _shrunk, "کوچک.xlsx", "shrunk", feed="cooperatives"),
    _held("overflow", "amounts whose sum no table can hold", _overflow, "سرریز.xlsx", "delivery_fails"),
    _held("many_bad", "a fifth of the rows in quarantine", _many_bad, "پر خطا.xlsx", "many_quarantined"),
)

"""The pages of a workbook in one language: a page is a table with its title, and a cell a text or a :class:`Figure`."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from pipelines.exporting.content import Content, Row
from pipelines.exporting.look import Figure
from pipelines.exporting.scope import period_words
from pipelines.exporting.workbook_notes import Notes
from pipelines.foundation.persian import COMMAS, persian_digits, persian_number
from pipelines.normalise.dates import to_jalali

Words = dict[str, Any]

#: Pages that stay away when they would be empty.
OPTIONAL = frozenset({"exports", "commitments", "warnings", "headlines"})
#: Pages of one table, in the order in which they stand behind the themes.
AFTER_THEMES = (
    "targets",
    "unknowns",
    "claims",
    "commitments",
    "revisions",
    "warnings",
    "exports",
    "notes",
    "definitions",
    "sources",
)
#: Figures of deliveries count rows; customs rows have no more decimals than this.
EXPORT_DECIMALS = 2
NAME_LIMIT = 31
#: What a spreadsheet does not take in the name of a sheet.
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet with one table; ``table`` is the table's name, ``key`` the line that explains the marks in it."""

    page_id: str
    name: str
    table: str
    title: str
    about: str
    listed: str
    key: str
    columns: Sequence[Row]
    rows: Sequence[Row]


def figure_of(row: Row, value: str = "value") -> Figure:
    """Return the figure of a row, shown with the decimals of its indicator."""
    return Figure(row[value], row.get("status") or "final", row.get("unit") == "share", int(row.get("decimals") or 0))


def count_figure(value: int | None) -> Figure:
    """Return a count of rows; one that is not known is missing."""
    return Figure(None if value is None else Decimal(value), "final")


class Sheets:
    """The pages of one export in one language."""

    def __init__(self, content: Content, words: Words, language: str) -> None:
        self.content, self.words, self.language = content, words, language
        self.notes = Notes(content, words, language)

    # --- words ---------------------------------------------------------------------------------------------

    def say(self, *path: str, **parts: str) -> str:
        """Return the words at ``path`` of the words file, with ``parts`` filled in."""
        found: Any = self.words
        for step in path:
            found = found[step]
        text = str(found[self.language])
        return text.format(**parts) if parts else text

    def title(self, row: Row, key: str) -> str:
        """Return a text of ``row`` in the language."""
        return str(row.get(f"{key}_{self.language}") or "")

    def period(self, key: Any) -> str:
        """Return a period or a (partial) Jalali date in words."""
        return period_words(None if key is None else str(key), self.language)

    def day(self, date: str | None) -> str:
        """Return a whole Jalali date (``1400-12-05``), in Persian as digits.

        A Persian text that begins with a number is turned round by programs that take its direction from the text.
        """
        key = (date or "").replace("/", "-")
        return persian_digits(key.replace("-", "/")) if self.language == "fa" else self.period(key)

    def count(self, number: int) -> str:
        """Return a count for a sentence."""
        return persian_number(f"{number:,}") if self.language == "fa" else f"{number:,}"

    def unit(self, row: Row) -> str:
        """Return the unit of a row; a share is shown in per cent."""
        if row.get("unit") == "share":
            return "درصد" if self.language == "fa" else "per cent"
        return str(row.get(f"unit_{self.language}") or row.get("unit") or "")

    @property
    def scope(self) -> str:
        """The period of the workbook in words."""
        scope = self.content.scope
        return self.say(
            "scope_quarter" if scope.quarter else "scope_year",
            quarter=self.period(scope.key),
            year=self.period(str(scope.year)),
        )

    # --- real and invented ---------------------------------------------------------------------------------

    @cached_property
    def _is_synthetic(self) -> tuple[bool, bool]:
        told = {bool(row["is_synthetic"]) for row in self.content.rows_with_origin()}
        return True in told, told == {True}

    @property
    def has_synthetic(self) -> bool:
        """Whether any row is invented."""
        return self._is_synthetic[0]

    @property
    def is_mixed(self) -> bool:
        """Whether invented rows stand beside real ones."""
        return self._is_synthetic == (True, False)

    @property
    def demonstration(self) -> str:
        """What follows a title that may be carried elsewhere, where its figures are invented."""
        return f" ({self.say('demonstration')})"

    @property
    def banner(self) -> str:
        """What every sheet says on top of a demonstration; empty for real data."""
        if self.is_mixed:
            return self.say("mixed_banner", mark=self.mark("synthetic"))
        return self.say("synthetic_banner") if self.has_synthetic else ""

    def mark(self, name: str) -> str:
        """Return a mark, as ``[c]``."""
        return self.say("marks", name)

    def marks(self, row: Row, *figures: Figure) -> str:
        """Return the marks of a row with these figures; what is invented is marked where not everything is."""
        names = list(dict.fromkeys(name for figure in figures for name in figure.marks))
        if self.is_mixed and row.get("is_synthetic"):
            names.append("synthetic")
        return " ".join(self.mark(name) for name in names)

    def key_line(self, rows: Iterable[Row]) -> str:
        """Return what the marks in ``rows`` mean, in one line; empty where there are none."""
        told = " ".join(str(row.get("mark") or "") for row in rows).split()
        figures = {
            name
            for row in rows
            for v in row.values()
            if isinstance(v, Figure)
            for name in v.marks[:1]
            if v.number is None
        }
        used = [name for name in self.words["marks"] if self.mark(name) in told or name in figures]
        items = [self.say("key_item", mark=self.mark(name), words=self.say("marks_short", name)) for name in used]
        if not items:
            return ""
        return self.say("key_line", marks=COMMAS[self.language].join(items), sheet=self.page_name("notes"))

    # --- pages ---------------------------------------------------------------------------------------------

    def page_name(self, page_id: str) -> str:
        """Return the name of a sheet that is no theme."""
        return self.say("sheets", page_id, "name")

    def pages(self) -> list[Page]:
        """Return every page with a table, in their order, those that have nothing to say left out."""
        themes = self._themes()
        found = [self._page("headlines", self._headlines()), *themes]
        found += [self._page(page_id, getattr(self, f"_{page_id}")()) for page_id in AFTER_THEMES]
        return [page for page in found if page.rows or page.page_id not in OPTIONAL]

    def _page(self, page_id: str, rows: Sequence[Row]) -> Page:
        words, title = self.words["sheets"][page_id], self.say("sheets", page_id, "title")
        about = self._counted(self.say("sheets", page_id, "about"), len(rows))
        # The notes explain every mark; a line on top of them that explains some would say less.
        key = "" if page_id == "notes" else self.key_line(rows)
        return Page(
            page_id, self.page_name(page_id), page_id, title, about, title, key, _told(words["columns"], rows), rows
        )

    def _counted(self, about: str, rows: int) -> str:
        if not rows:
            return self.say("empty")
        return self.say("row" if rows == 1 else "rows", about=about, count=self.count(rows))

    def _themes(self) -> list[Page]:
        """A page for each theme that has a figure, in the order of the list of themes."""
        by_theme: dict[str, list[Row]] = defaultdict(list)
        for row in self.content.values:
            by_theme[str(row["theme"] or "")].append(row)
        titles = {str(row["theme"]): self.title(row, "title") for row in self.content.themes}
        order = [theme for theme in titles if theme in by_theme] + sorted(set(by_theme) - set(titles))
        taken = {
            self.page_name(page_id).casefold() for page_id, words in self.words["sheets"].items() if "name" in words
        }
        found = []
        for theme in order:
            title = titles.get(theme) or self.say("other_theme")
            title = title[:1].upper() + title[1:]
            rows = [self.value_row(row) for row in by_theme[theme]]
            about = self._counted(self.say("sheets", "theme", "about", scope=self.scope), len(rows))
            found.append(
                Page(
                    page_id=f"theme_{theme}",
                    name=_free_name(title, taken),
                    table=f"figures_{theme or 'other'}",
                    title=self.say("sheets", "theme", "title", theme=title),
                    about=about,
                    listed=self.say("sheets", "theme", "listed", theme=title),
                    key=self.key_line(rows),
                    columns=self.words["sheets"]["theme"]["columns"],
                    rows=rows,
                )
            )
        return found

    # --- rows ----------------------------------------------------------------------------------------------

    def qualifier(self, row: Row) -> str:
        """Return «about», «more than» …; nothing for an exact figure."""
        return "" if row["qualifier"] in (None, "exact") else self.title(row, "qualifier_title")

    def value_row(self, row: Row) -> Row:
        """Return one published value as a row."""
        figure = figure_of(row)
        return {
            "indicator": self.title(row, "indicator"),
            "area": self.title(row, "area"),
            "domain": self.title(row, "domain"),
            "category": self.title(row, "category_title") or self.say("whole"),
            "period": self.period(row["period"]),
            "figure": figure,
            "unit": self.unit(row),
            "basis": self.title(row, "basis"),
            "qualifier": self.qualifier(row),
            "mark": self.marks(row, figure),
            "note": self.notes.marks(row),
            "source": self.title(row, "source"),
            "area_code": row["area_code"],
            "period_key": row["period"],
        }

    def _headlines(self) -> list[Row]:
        return [self.value_row(row) | {"coverage": _coverage(row)} for row in self.headline_values()]

    def headline_values(self) -> list[Row]:
        """Return the whole (no part of a breakdown) of every headline indicator, the province's where it is.

        First what the front page shows: the first figure and the other bases beside it, in the published order. A basis
        that was last told of another period stands there too: its register alone would be taken for the figure.
        """
        by_indicator: dict[tuple[int, str], list[Row]] = defaultdict(list)
        shown = {row["value_id"] for row in self.content.headlines}
        for row in [*self.content.headlines, *(v for v in self.content.values if v["value_id"] not in shown)]:
            if row["headline"] is not None and not row["category"]:
                by_indicator[row["headline"], row["indicator_id"]].append(row)
        chosen: list[Row] = []
        for key in sorted(by_indicator):
            rows = by_indicator[key]
            rows.sort(key=lambda row: (row["value_id"] not in shown, row["headline_place"] or math.inf))
            chosen += [r for r in rows if r["area_kind"] == "province"] or rows[:1]
        return chosen

    def _targets(self) -> list[Row]:
        found = []
        for row in self.content.targets:
            baseline, target = figure_of(row, "baseline_value"), figure_of(row, "target_value")
            status = "provisional" if row["is_provisional"] else "final"
            measured = figure_of(row | {"status": status}, "measured_value")
            found.append(
                {
                    "indicator": self.title(row, "indicator"),
                    "area": self.title(row, "area"),
                    "domain": self.title(row, "domain"),
                    "decision": self.say(str(row["decision_state"])),
                    "baseline_period": self.period(row["baseline_period"]),
                    "baseline": baseline,
                    "measured_period": self.period(row["measured_period"]),
                    "measured": measured,
                    "target_period": self.period(row["target_period"]),
                    "target": target,
                    "unit": self.unit(row),
                    "mark": self.marks(row, measured),
                    "progress": self.title(row, "progress"),
                    "arithmetic": self.title(row, "arithmetic"),
                    "whose_decision": self.title(row, "whose_decision"),
                    "reason": self.title(row, "basis"),
                }
            )
        return found

    def _unknowns(self) -> list[Row]:
        """Values without a number, things announced without one, indicators with nothing, files that did not come."""
        owners = {row["indicator_id"]: self.title(row, "owner_title") for row in self.content.definitions}
        gaps = [row for row in self.content.values if figure_of(row).face == "missing"]
        told = {(row["indicator_id"], row["area_code"], row["domain"]) for row in gaps}
        announced = [
            row for row in self.content.announced if (row["indicator_id"], row["area_code"], row["domain"]) not in told
        ]
        shown = [
            {
                "indicator": self.title(row, "indicator"),
                "area": self.title(row, "area"),
                "domain": self.title(row, "domain"),
                "period": self.period(row["period"]),
                "figure": Figure(None, "missing"),
                "why": self.title(row, "ambiguity") or self.say("unknown_kinds", "announced"),
                "last": "",
                "owner": owners.get(row["indicator_id"]) or self.title(row, "source"),
            }
            for row in [*gaps, *announced]
        ]
        return [*shown, *map(self._without_value, self.content.no_value), *map(self._owed, self.content.owed)]

    def _without_value(self, row: Row) -> Row:
        last = row["last_period"]
        return {
            "indicator": self.title(row, "indicator"),
            "area": "",
            "domain": "",
            "period": self.period(self.content.scope.key),
            "figure": Figure(None, "missing"),
            "why": self.say("unknown_kinds", "no_value"),
            "last": self.say("last_known", period=self.period(last)) if last else self.say("never_known"),
            "owner": self.title(row, "owner"),
        }

    def _owed(self, row: Row) -> Row:
        first, last = self.period(row["period"]), self.period(row["period_to"] or row["period"])
        return {
            "indicator": self.say("owed_file", feed=self.title(row, "feed_title")),
            "area": "",
            "domain": "",
            "period": first if first == last else self.say("owed_periods", first=first, last=last),
            "figure": Figure(None, "missing"),
            "why": self.title(row, "sentence"),
            "last": "",
            "owner": self.title(row, "office_title"),
        }

    def _claims(self) -> list[Row]:
        """Claims of one thing follow one another; why they differ is said once, at the first."""
        firsts = {row["discrepancy_id"]: row["ordinal"] for row in reversed(self.content.claims)}
        return [
            {
                "title": self.title(row, "title"),
                "claim": self.say("kinds_of_claim", row["kind"]),
                "indicator": self.title(row, "indicator"),
                "area": self.title(row, "area"),
                "period": self.period(row["period"]),
                "figure": figure_of(row),
                "unit": self.unit(row),
                "basis": self.title(row, "basis"),
                "qualifier": self.qualifier(row),
                "mark": self.marks(row, figure_of(row)),
                "note": self.notes.marks(row),
                "source": self.title(row, "source"),
                "grade": self.title(row, "grade"),
                "explanation": self.title(row, "explanation")
                if firsts[row["discrepancy_id"]] == row["ordinal"]
                else "",
            }
            for row in self.content.claims
        ]

    def _commitments(self) -> list[Row]:
        return [
            {
                "commitment_id": row["commitment_id"],
                "action": self.title(row, "action"),
                "role": self.title(row, "role_title"),
                "spoken": self.period(row["spoken_on"]),
                "due": self.period(row["due_period"]),
                "state": self.title(row, "state_title"),
                "mark": self.marks(row),
                "evidence": self.title(row, "evidence"),
                "note": self.title(row, "note"),
            }
            for row in self.content.commitments
        ]

    def _revisions(self) -> list[Row]:
        return [
            {
                "indicator": self.title(row, "indicator"),
                "area": self.title(row, "area"),
                "domain": self.title(row, "domain"),
                "category": self.title(row, "category_title") or self.say("whole"),
                "period": self.period(row["period"]),
                "before": figure_of(row | {"status": row["status_before"]}, "value_before"),
                "figure": figure_of(row),
                "unit": self.unit(row),
                "basis": self.title(row, "basis"),
                "mark": self.marks(row, figure_of(row)),
                "cause": self.title(row, "cause_title"),
                "version": str(row["version"]),
                "published": self.day(str(to_jalali(row["published_on"]))),
            }
            for row in self.content.revisions
        ]

    def _warnings(self) -> list[Row]:
        found = []
        for row in self.content.warnings:
            status = "not_applicable" if row["state"] == "not_applicable" else "final"
            share = {"status": status, "decimals": 1 if row["unit"] == "share" else 0}
            # On some days there is nothing to hold a figure against, which is no gap in what is known.
            unlimited = {"status": "not_applicable"} if row["limit_value"] is None else {}
            found.append(
                {
                    "warning": self.title(row, "warning") or row["warning_id"],
                    "scheme": self.title(row, "scheme_title"),
                    "year": str(row["budget_year"] or ""),
                    "area": self.title(row, "area"),
                    "domain": self.title(row, "domain"),
                    "day": self.day(row["day_jalali"]),
                    "state": self.title(row, "state_title"),
                    "figure": figure_of(row | share),
                    "limit": figure_of(row | share | unlimited, "limit_value"),
                    "unit": self.unit(row),
                    "mark": self.marks(row),
                    "source": self.title(row, "source"),
                }
            )
        return found

    def _exports(self) -> list[Row]:
        return [
            {
                "customs_office": self.title(row, "office"),
                "period": self.period(row["period"]),
                "destination": self.title(row, "destination"),
                "hs8": row["hs8"] or row["hs_code"],
                "line": self.title(row, "line"),
                "domain": self.title(row, "domain"),
                "origin": self.title(row, "origin"),
                "weight_kg": _measured(row["weight_kg"]),
                "value_usd": _measured(row["value_usd"]),
                "value_rial": _measured(row["value_rial"]),
                "mark": self.marks(row),
            }
            for row in self.content.exports
        ]

    def _notes(self) -> list[Row]:
        return self.notes.rows()

    def _definitions(self) -> list[Row]:
        return [
            {
                "indicator": self.title(row, "title"),
                "definition": self.title(row, "definition"),
                "unit": self.unit(row),
                "kind": self.say("indicator_kinds", str(row["kind"])),
                "theme": self.title(row, "theme_title"),
                "owner": self.title(row, "owner_title"),
                "caveat": self.title(row, "caveat"),
                "blank": self.title(row, "blank"),
                "indicator_id": row["indicator_id"],
            }
            for row in self.content.definitions
        ]

    def _sources(self) -> list[Row]:
        return [
            {
                "document": self.title(row, "document") or self.title(row, "feed_title"),
                "feed": self.title(row, "feed_title"),
                "office": self.title(row, "office_title"),
                "period": self.period(row["period"]),
                "received": self.day(row["received_at_jalali"]),
                "grade": self.title(row, "grade"),
                "terms": self.title(row, "terms_title"),
                "transcribed": self.title(row, "transcribed"),
                "rows_read": count_figure(row["rows_read"]),
                "rows_loaded": count_figure(row["rows_loaded"]),
                "rows_quarantined": count_figure(row["rows_quarantined"]),
                "mark": self.marks(row),
                "file_name": row["file_name"],
                "sha256": row["sha256"],
            }
            for row in self.content.sources
        ]


def _coverage(row: Row) -> Figure | str:
    """Return the share of what was stated that a count covers; nothing where none is told."""
    return "" if row["coverage"] is None else Figure(row["coverage"], "final", is_share=True, decimals=1)


def _measured(value: Decimal | None) -> Figure:
    """Return a weight or value of a customs row, with decimals only where it has some."""
    whole = value is None or value == value.to_integral_value()
    return Figure(value, "final", decimals=0 if whole else EXPORT_DECIMALS)


def _told(columns: Sequence[Row], rows: Sequence[Row]) -> list[Row]:
    """Return the columns without the optional ones that say nothing."""
    return [column for column in columns if not column.get("optional") or any(row[column["key"]] for row in rows)]


def _free_name(title: str, taken: set[str]) -> str:
    """Return a name for a sheet that no other has (a spreadsheet sees no difference of case), and take it."""
    name, number = title.translate(_NOT_IN_NAMES).strip()[:NAME_LIMIT], 1
    found = name
    while found.casefold() in taken:
        number += 1
        found = f"{name[: NAME_LIMIT - 4]} ({number})"
    taken.add(found.casefold())
    return found

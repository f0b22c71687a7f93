"""The sheets of a workbook in one language: which there are, in which order, and what each says of itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipelines.exporting.content import Row
from pipelines.exporting.look import Figure
from pipelines.exporting.workbook_rows import Rows
from pipelines.foundation.persian import COMMAS

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


class Sheets(Rows):
    """The pages of one export in one language."""

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

    def pages(self) -> list[Page]:
        """Return every page with a table, in their order, those that have nothing to say left out."""
        themes = self._themes()
        found = [self._page("headlines", self.rows("headlines")), *themes]
        found += [self._page(page_id, self.rows(page_id)) for page_id in AFTER_THEMES]
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

"""The numbered notes of a workbook: what can be misread of a figure, the caveat of its indicator, a word on its place.

A note has the same number in every language, and is said once however many figures it belongs to.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pipelines.exporting.content import Content, Row
from pipelines.foundation.persian import persian_digits

#: Kind of a note, its Persian and its English text.
Note = tuple[str, str, str]


class Notes:
    """The notes of one export, numbered as their figures stand."""

    def __init__(self, content: Content, words: dict[str, Any], language: str) -> None:
        self._words, self._language = words, language
        self._caveats = {
            row["indicator_id"]: ("caveat", str(row["caveat_fa"] or ""), str(row["caveat_en"] or ""))
            for row in content.definitions
        }
        self._areas = {
            (row["indicator_id"], row["area_code"]): ("area", str(row["note_fa"]), str(row["note_en"]))
            for row in content.area_notes
        }
        self._numbers: dict[Note, int] = {}
        self._titles: dict[Note, set[str]] = {}
        for row in (*content.headlines, *content.values, *content.claims):
            for note in self._of(row):
                self._numbers.setdefault(note, len(self._numbers) + 1)
                self._titles.setdefault(note, set()).add(str(row[f"indicator_{language}"] or ""))

    def _of(self, row: Row) -> Iterator[Note]:
        found = (
            ("ambiguity", str(row["ambiguity_fa"] or ""), str(row["ambiguity_en"] or "")),
            self._caveats.get(row["indicator_id"], ("", "", "")),
            self._areas.get((row["indicator_id"], row["area_code"]), ("", "", "")),
        )
        return (note for note in found if note[1] or note[2])

    def _mark(self, number: int) -> str:
        shown = persian_digits(str(number)) if self._language == "fa" else str(number)
        return str(self._words["note_mark"][self._language]).format(number=shown)

    def marks(self, row: Row) -> str:
        """Return the numbers of the notes of a published value or claim."""
        return " ".join(self._mark(number) for number in sorted(self._numbers[note] for note in self._of(row)))

    def rows(self) -> list[Row]:
        """Return every mark with its meaning, then every numbered note with the indicator that it is of."""
        language, kinds = self._language, self._words["note_kinds"]
        shorthand = [
            *(
                (words[language], self._words["marks_long"][name][language])
                for name, words in self._words["marks"].items()
            ),
            *((other["mark"][language], other["text"][language]) for other in self._words["other_shorthand"]),
        ]
        said = [{"mark": m, "text": t, "of": "", "kind": kinds["shorthand"][language]} for m, t in shorthand]
        for note, number in self._numbers.items():
            kind, persian, english = note
            titles = self._titles[note]
            said.append(
                {
                    "mark": self._mark(number),
                    # A note that was written in one language alone is better read in that than not at all.
                    "text": (persian or english) if language == "fa" else (english or persian),
                    "of": next(iter(titles)) if len(titles) == 1 else "",
                    "kind": kinds[kind][language],
                }
            )
        return said

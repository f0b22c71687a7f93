"""Find what a table's surroundings say for all its rows: a year, a month, a county, an office.

A column that the contract lets be told so (``toldBy``) need not be there: a title above the table says it, the name
of the sheet, the note beside the file or the folder that it lies in. What stands nearer to the rows goes before what
stands further away; where two of them differ, the delivery waits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.configuration.contracts import Teller
from pipelines.contracts.model import Column, Contract
from pipelines.foundation.messages import Message
from pipelines.foundation.period import Period
from pipelines.foundation.persian import latin_digits
from pipelines.normalise.codebook import CodeBook, Spellings
from pipelines.normalise.codes import place_of_sheet
from pipelines.normalise.span_titles import is_of_one_month, period_of_title
from pipelines.normalise.text import clean_text, search_key
from pipelines.reading.spoken import FULL_DATE, WORD, YEAR, speaks_of, words_of

#: Marks that join a second value to the first; brackets do not, they explain it.
_DIVIDES = re.compile(r"[,،؛;/\\|\-–—]")
#: Words that join a second value to the first: «بم و نرماشیر», «۱۴۰۰ تا ۱۴۰۲».
_JOINS = frozenset({"و", "تا", "الی", "and", "to"})
#: How many words a place's or an office's name may have, and how far before a year its word may stand (characters).
_NAME_WORDS, _BEFORE_YEAR = 6, 40
#: Words beside label and name that a line between rows may have: more of them make a remark about the place.
_OTHER_WORDS = 2
#: Words from which on a title names a document and not a table.
_SENTENCE = 3
#: Words of every heading of a year, which tell one year from another by nothing.
_ANY_YEAR = frozenset({"سال", "year", "شمسی", "of", "the"})


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known around a file: the lists by which names are found, its note's and folder's period, its office."""

    codebook: CodeBook
    note_period: str | None = None
    folder_period: str | None = None
    office: str | None = None

    def key(self) -> str:
        """Return what of it a reading depends on besides the lists."""
        return f"{self.note_period} {self.folder_period} {self.office}"


@dataclass(frozen=True, slots=True)
class Told:
    """A value that stands for a whole column, and what told it.

    ``particular``: the words around it speak of this very column («سال بودجه ۱۴۰۰»), so that another year elsewhere
    contradicts nothing.
    """

    value: str
    by: Teller
    particular: bool = False


@dataclass(frozen=True, slots=True)
class Around:
    """The texts around one table: the lines of its own title, those above the sheet's first table, the sheet's name."""

    own_titles: Sequence[str] = ()
    titles: Sequence[str] = ()
    sheet: str = ""


@dataclass(slots=True)
class Narrator:
    """Tells the columns of one contract from what stands around its tables."""

    contract: Contract
    known: Surroundings | None
    _found: dict[tuple[str, Teller, str], frozenset[Told]] = field(default_factory=dict)
    _spoken: dict[tuple[str, str, bool], bool] = field(default_factory=dict)

    def absent(self, present: set[str]) -> list[Column]:
        """Return the columns that a table lacks and that may be told."""
        return [c for c in self.contract.columns if c.told_by and c.name not in present]

    def tell(self, present: set[str], around: Around) -> tuple[dict[str, Told], list[tuple[Column, list[Told]]]]:
        """Return what is told for the absent columns, and the columns for which it is told differently.

        The second answer lists what differs, the nearest first; that one stands in the first answer. What a table's own
        title speaks of and nobody understands is told by nothing else.
        """
        chosen: dict[str, Told] = {}
        differing: list[tuple[Column, list[Told]]] = []
        unclear = self.unclear(present, around.own_titles)
        for column in self.absent(present | unclear.keys()) if self.known else ():
            told = [t for t in self._in_order(column, around) if t is not None]
            if not told:
                continue
            chosen[column.name] = told[0]
            others = [t for t in told[1:] if t.value != told[0].value]
            if others and not told[0].particular:
                differing.append((column, [told[0], *others]))
        return chosen, differing

    def of_titles(self, present: set[str], lines: Sequence[str]) -> dict[str, Told]:
        """Return what the lines above one table tell of it, without what stands further away."""
        found = {}
        for column in self.absent(present) if self.known else ():
            if "title" in column.told_by and (told := self._of_lines(column, lines, bare=True)):
                found[column.name] = told
        return found

    def unclear(self, present: set[str], lines: Sequence[str], *, is_line: bool = False) -> dict[str, str]:
        """Return the absent columns of which titles speak without being understood, with the title that does so."""
        if self.known is None:
            return {}
        found: dict[str, str] = {}
        for column in self.absent(present):
            if "title" not in column.told_by or self._of_lines(column, lines, bare=True) is not None:
                continue
            speaks = (line for line in lines if self._speaks(column, line, is_line=is_line))
            if (line := next(speaks, None)) is not None:
                found[column.name] = line
        return found

    def _speaks(self, column: Column, line: str, *, is_line: bool) -> bool:
        assert self.known is not None
        key = (column.name, line, is_line)
        if key not in self._spoken:
            self._spoken[key] = speaks_of(column, line, self.known.codebook, is_line=is_line)
        return self._spoken[key]

    def differences(
        self, where: Mapping[str, str], differing: Sequence[tuple[Column, Sequence[Told]]]
    ) -> list[Message]:
        """Return the messages that hold a delivery for what is told in two ways."""
        notes = []
        for column, (first, second, *_) in differing:
            values = {
                **where,
                "column": column.title_fa,
                "column_en": column.title_en,
                "value": label_of(column, first.value, self.known),
                "found": label_of(column, second.value, self.known),
            }
            notes.append(Message(f"told_differently_by_{second.by}", "hold", values))
        return notes

    def line(self, present: set[str], text: str) -> dict[str, Told]:
        """Return what a line between the rows tells of the rows below it («شهرستان: بردسیر», «بردسیر», «اسفند ۱۴۰۲»).

        Only a short line that tells one value of a column tells it: a remark about a county is not the county's
        heading.
        """
        found: dict[str, Told] = {}
        for column in self.absent(present) if self.known else ():
            if "title" not in column.told_by or not (told := self._one(column, "title", text, bare=True)):
                continue
            said = len(words_of(label_of(column, told.value, self.known)))
            if len(words_of(text)) <= said + 1 + _OTHER_WORDS:
                found[column.name] = told
        return found

    def _in_order(self, column: Column, around: Around) -> Iterator[Told | None]:
        own = self._of_lines(column, around.own_titles, bare=True)
        above = self._of_lines(column, around.titles, bare=False)
        for teller, found in (
            ("title", own),
            ("title", above if own is None else None),
            ("sheet", self._one(column, "sheet", around.sheet, bare=True)),
            ("note", self._one(column, "note", self._period("note"))),
            ("folder", self._one(column, "folder", self._period("folder"))),
        ):
            yield found if teller in column.told_by else None

    def _period(self, teller: Teller) -> str:
        assert self.known is not None
        return (self.known.note_period if teller == "note" else self.known.folder_period) or ""

    def _of_lines(self, column: Column, lines: Sequence[str], *, bare: bool) -> Told | None:
        """Return what several lines tell together: one value, or that which one of them says of this very column."""
        found = {t for line in lines for t in self._all(column, "title", line, bare=bare)}
        if column.kind == "text" and found:  # the document's name stands first, what follows describes the table
            return next(t for line in lines for t in sorted(self._all(column, "title", line, bare=bare), key=str))
        particular = {t for t in found if t.particular}
        values = {t.value for t in (particular or found)}
        return next(iter(particular or found)) if len(values) == 1 else None

    def _one(self, column: Column, teller: Teller, text: str, *, bare: bool = False) -> Told | None:
        found = self._all(column, teller, text, bare=bare)
        return next(iter(found)) if len(found) == 1 else None

    def _all(self, column: Column, teller: Teller, text: str, *, bare: bool) -> frozenset[Told]:
        if not text:
            return frozenset()
        key = (column.name, teller, f"{bare}{text}")
        if key not in self._found:
            self._found[key] = frozenset(self._values(column, teller, text, bare=bare))
        return self._found[key]

    def _values(self, column: Column, teller: Teller, text: str, *, bare: bool) -> Iterator[Told]:
        assert self.known is not None
        codebook = self.known.codebook
        if teller in ("note", "folder"):
            if (value := _of_period(column, text)) is not None:
                yield Told(value, teller)
            elif column.codes == "offices" and self.known.office:
                yield Told(self.known.office, teller)
        elif column.kind == "text":
            if teller == "title" and len(words_of(text)) >= _SENTENCE:
                yield Told(clean_text(text), teller)
        elif column.kind == "year":
            yield from _years(column, teller, text)
        elif column.codes == "months":
            yield from _months(codebook.lists["months"], teller, text, self.contract.models)
        elif column.kind == "place":
            whole = place_of_sheet(text, codebook) if bare else None
            names = [whole] if whole else _named(column, text, codebook.places)
            yield from (Told(name, teller) for name in names)
        elif (spellings := codebook.lists.get(column.codes or "")) is not None:
            whole = spellings.find(text) if bare else None
            codes = [whole] if whole else _named(column, text, spellings)
            yield from (Told(spellings.titles.get(code) or code, teller) for code in codes)


def _of_period(column: Column, period: str) -> str | None:
    """Return what a period (``1402``, ``1402Q3``, ``1402-07``) says of a column of time."""
    found = Period.find(period)
    if found is None:
        return None
    if column.kind == "year":
        return str(found.year)
    if column.codes == "months" and found.month:
        return str(found.month)
    return found.key if column.kind in ("period", "jalali") else None


def _years(column: Column, teller: Teller, text: str) -> Iterator[Told]:
    """Yield the years that a title names; those alone that stand behind a word of the column, where there are any."""
    plain = FULL_DATE.sub(" ", latin_digits(clean_text(text)))
    own = {w for h in column.headings for w in words_of(h)} - _ANY_YEAR
    near: dict[str, bool] = {}
    for match in YEAR.finditer(plain):
        before = set(words_of(plain[max(0, match.start() - _BEFORE_YEAR) : match.start()]))
        near[match[1]] = near.get(match[1], False) or bool(own & before)
    for year, particular in near.items():
        if particular or not any(near.values()):
            yield Told(year, teller, particular)


def _months(months: Spellings, teller: Teller, text: str, models: Path) -> Iterator[Told]:
    """Yield the month of a title that is one («اسفند») or names one with its year («فروردین ماه ۱۴۰۳»).

    «تا پایان شهریور ۱۴۰۳» names the end of six months, and no month; neither does a figure that stands in a row alone.
    """
    is_figure = teller == "title" and not any(c.isalpha() for c in text)
    found = None if is_figure else months.find(text)
    period = Period.find(period_of_title([text], models) or "") if found is None else None
    if period is not None and period.month and is_of_one_month(text, models):
        found = str(period.month)
    if found is not None:
        yield Told(months.titles[found], teller)


def _named(column: Column, text: str, spellings: Spellings) -> list[str]:
    """Return the codes that stand in ``text`` behind a heading of the column: «شهرستان بم», «گمرک: سیرجان».

    A name without its label is none: «کرمان» in a title is the province more often than the county.
    """
    words, joined = _words_and_joins(text)
    labels = {tuple(words_of(h)) for h in column.headings}
    found: list[str] = []
    for start in range(len(words)):
        for label in labels:
            if label and tuple(words[start : start + len(label)]) == label:
                found += _joined_names(words, joined, start + len(label), spellings)
    return list(dict.fromkeys(found))


def _joined_names(words: Sequence[str], joined: frozenset[int], start: int, spellings: Spellings) -> Iterator[str]:
    """Yield the name at a place, and those that are joined to it: «بم و نرماشیر» and «بم، نرماشیر» name two.

    What follows without a word or a mark between says where the first one lies: «شهرستان بم استان کرمان». A joined
    name that belongs elsewhere stands for itself, so that the first is not taken for all that is named.
    """
    is_first = True
    while start < len(words):
        for length in range(min(_NAME_WORDS, len(words) - start), 0, -1):
            key = "".join(words[start : start + length])
            code = spellings.codes.get(key)
            if code is None and not is_first and key in spellings.elsewhere:
                code = key
            if code is not None:
                break
        else:
            return
        yield code
        is_first = False
        start += length
        if start < len(words) and words[start] in _JOINS:
            start += 1
        elif start not in joined:
            return


def _words_and_joins(text: str) -> tuple[list[str], frozenset[int]]:
    """Return the words of a text, and the places of those that a comma or another dividing mark stands before."""
    words: list[str] = []
    joined: set[int] = set()
    plain, end = clean_text(text), 0
    for match in WORD.finditer(plain):
        if key := search_key(match[0]):
            if _DIVIDES.search(plain[end : match.start()]):
                joined.add(len(words))
            words.append(key)
            end = match.end()
    return words, frozenset(joined)


def without_the_obvious(
    contract: Contract, tables: Sequence[Mapping[str, Told]], known: Surroundings | None
) -> list[dict[str, Told]]:
    """Leave out of optional columns what the delivery's own period says already and every table says alike.

    A column of months with one month in every row would make another grain of a monthly file than its neighbours have.
    """
    period = (known.note_period or known.folder_period or "") if known else ""
    out = [dict(told) for told in tables]
    for column in contract.columns:
        said = {t[column.name].value if column.name in t else None for t in tables}
        if column.required or column.heading_required or len(said) != 1:
            continue
        value, of_period = said.pop(), _of_period(column, period)
        if value is None or of_period is None:
            continue
        if column.codes == "months" and known is not None:
            of_period = known.codebook.lists["months"].titles.get(of_period)
        if value == of_period:
            for told in out:
                del told[column.name]
    return out


def label_of(column: Column, value: str, known: Surroundings | None) -> str:
    """Return a told value as a person reads it."""
    if known is not None and column.kind == "place":
        return known.codebook.places.titles.get(value) or value
    spellings = known.codebook.lists.get(column.codes or "") if known is not None else None
    return spellings.titles.get(value, value) if spellings is not None else value

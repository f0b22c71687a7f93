"""The answers that a published version gives: found, chosen, told, traced and compared. Reading only.

The API and the assistants' door ask here and nowhere else, so that they cannot tell two different things.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipelines.published.answers.catalogue import Catalogue, catalogue_of
from pipelines.published.answers.choosing import ADDRESS, Choice, area_of, indicator_of, period_of, query_of
from pipelines.published.answers.comparing import compared
from pipelines.published.answers.model import (
    Area,
    Areas,
    Comparison,
    Definition,
    DeliveryPart,
    Indicator,
    Indicators,
    Lineage,
    Pair,
    Release,
    ReleaseAnswer,
    Target,
    Targets,
    Value,
    Values,
)
from pipelines.published.answers.searching import LONGEST, folded, rank, words_found
from pipelines.published.answers.telling import told
from pipelines.published.answers.words import AnswerRefused, Words
from pipelines.published.database import PublishedDatabase

Row = dict[str, Any]

#: Pairs of a comparison that one answer holds.
LARGEST_COMPARISON = 200

#: The share of a question's words that an indicator has at least where none has them all.
_HALF = 0.5

_LINEAGE = """
SELECT l.part, l.delivery_id, d.feed, d.feed_title_fa AS feed_fa, d.feed_title_en AS feed_en, d.office, d.period,
  d.file_name, d.sha256, d.received_at, d.state, d.document_fa, d.document_en, d.evidence_grade, d.is_synthetic,
  d.contains_persons, CASE WHEN count(*) = count(l.rows) THEN CAST(sum(l.rows) AS BIGINT) END AS rows
FROM lineage l JOIN deliveries d USING (delivery_id) WHERE l.value_id = ?
GROUP BY ALL ORDER BY l.part DESC, d.period, l.delivery_id
"""
_TARGETS = """
SELECT t.*, p.status AS progress, p.period AS measured_period, p.value AS measured_value, p.basis AS measured_basis,
  p.arithmetic_fa, p.arithmetic_en, d.document_fa AS source_fa, d.document_en AS source_en
FROM targets t LEFT JOIN target_progress p USING (target_id) LEFT JOIN deliveries d ON d.delivery_id = t.delivery_id
ORDER BY t.target_id
"""


@dataclass(frozen=True, slots=True)
class Answers:
    """What one version answers; made by :meth:`of`, cheaply, since titles are remembered by version."""

    database: PublishedDatabase
    words: Words
    catalogue: Catalogue

    @classmethod
    def of(cls, database: PublishedDatabase, words: Words) -> Answers:
        """Return what the version of ``database`` answers, in the sentences of ``words``."""
        return cls(database, words, catalogue_of(database))

    # --- the version -----------------------------------------------------------------------------------

    def release(self) -> Release:
        """Return which version this is."""
        return self.catalogue.release

    def about(self) -> ReleaseAnswer:
        """Return the version and what it has."""
        known = self.catalogue
        periods = known.addresses["period"]
        notes = self._notes()
        return ReleaseAnswer(
            release=known.release,
            note_fa=notes["fa"],
            note_en=notes["en"],
            values=sum(int(row.get("values") or 0) for row in known.indicators.values()),
            indicators=sum(1 for row in known.indicators.values() if row.get("values")),
            first_period=periods[0] if periods else None,
            last_period=periods[-1] if periods else None,
        )

    def areas(self) -> Areas:
        """Return every area of the version."""
        rows = self.catalogue.areas.values()
        return Areas(release=self.release(), areas=[Area.model_validate(_only(Area, row)) for row in rows])

    # --- indicators ------------------------------------------------------------------------------------

    def indicators(self, question: str | None = None, limit: int | None = None) -> Indicators:
        """Return indicators, all in the order of their identifiers, or those that answer the words of a question.

        Where none has all the words, those with most of them are returned, half at least.
        Raises :class:`AnswerRefused` where the question has no word.
        """
        rows = list(self.catalogue.indicators.values())
        if question is not None:
            if not folded(question[:LONGEST]):
                raise AnswerRefused(self.words, "no_words")
            ranked: list[tuple[float, Row]] = [(self._rank(question, row), row) for row in rows]
            if not any(score for score, _ in ranked):
                shares = [(words_found(question, (*self._titles(row), *self._texts(row))), row) for row in rows]
                most = max((share for share, _ in shares), default=0)
                ranked = [(share, row) for share, row in shares if share == most >= _HALF]
            # Of equally good ones first those that have a number.
            ranked.sort(key=lambda pair: (-pair[0], not pair[1].get("values"), pair[1]["indicator_id"]))
            rows = [row for score, row in ranked if score]
        return Indicators(release=self.release(), indicators=[self._indicator(row) for row in rows[:limit]])

    def definition(self, text: str) -> Definition:
        """Return one indicator with its definition; raises :class:`AnswerRefused` where there is none such."""
        code = indicator_of(text, self.catalogue, self.words)
        return Definition(release=self.release(), indicator=self._indicator(self.catalogue.indicators[code]))

    def _rank(self, question: str, row: Row) -> int:
        return rank(question, self._titles(row), self._texts(row))

    def _titles(self, row: Row) -> tuple[str, ...]:
        return (row["indicator_id"], row["title_fa"] or "", row["title_en"] or "")

    def _texts(self, row: Row) -> tuple[str, ...]:
        theme = self.catalogue.title("themes", row.get("theme"))
        return (row.get("definition_fa") or "", row.get("definition_en") or "", *theme)

    def _indicator(self, row: Row) -> Indicator:
        unit, theme = self.catalogue.unit(row["unit"]), self.catalogue.title("themes", row.get("theme"))
        nothing = {"values": 0, "suppressed": 0, "missing": 0, "areas": 0, "bases": [], "domains": [], "breakdowns": []}
        named = {"unit_fa": unit[0], "unit_en": unit[1], "theme_fa": theme[0], "theme_en": theme[1]}
        return Indicator.model_validate({**nothing, **_only(Indicator, row), **named})

    # --- values ----------------------------------------------------------------------------------------

    def count(self, choice: Choice) -> int:
        """Return how many values a choice has; raises :class:`AnswerRefused` for a name that is not known."""
        query = query_of(choice, self.catalogue, self.words)
        return int(self.database.rows(query.sql("count(*) AS n"), query.parameters)[0]["n"])

    def rows(self, choice: Choice, limit: int, *, quotable: bool = True) -> list[Row]:
        """Return the first ``limit`` values of a choice in the order of their addresses, each told whole.

        Where they need not be ``quotable``, only a value without a number has a sentence: it says why.
        """
        query, known = query_of(choice, self.catalogue, self.words), self.catalogue
        sql = f"{query.sql()} ORDER BY {', '.join(ADDRESS)} LIMIT {int(limit)}"
        return [told(row, known, self.words, quotable=quotable) for row in self.database.rows(sql, query.parameters)]

    def values(self, choice: Choice, limit: int) -> Values:
        """Return values with what has to be said of the answer as a whole; never part of them without saying so."""
        total = self.count(choice)
        found = [_value(row) for row in self.rows(choice, limit)]
        notes = self._notes()
        if not total:
            more = self.nothing_found(choice)
        elif total > len(found):
            more = self.words.both("partial", total=total, given=len(found))
        else:
            more = {"fa": "", "en": ""}
        return Values(
            release=self.release(),
            total=total,
            given=len(found),
            is_complete=total == len(found),
            note_fa=f"{notes['fa']} {more['fa']}".strip(),
            note_en=f"{notes['en']} {more['en']}".strip(),
            values=found,
        )

    def value(self, value_id: str) -> Row:
        """Return one value by its identifier; raises :class:`AnswerRefused` where there is none such."""
        rows = self.database.rows("SELECT * FROM indicator_values WHERE value_id = ?", [value_id[:200]])
        if not rows:
            raise AnswerRefused(self.words, "unknown_value", value=value_id)
        return told(rows[0], self.catalogue, self.words)

    def nothing_found(self, choice: Choice) -> dict[str, str]:
        """Return in both languages that a choice has no value, and what there is of its indicators."""
        said = {"fa": [], "en": []}  # type: dict[str, list[str]]
        for text in choice.indicator[:3]:
            row = self.catalogue.indicators[indicator_of(text, self.catalogue, self.words)]
            if row.get("first_period"):
                listed = {name: ", ".join(n or "—" for n in row[name]) for name in ("bases", "domains", "breakdowns")}
                there = {"first": row["first_period"], "last": row["last_period"], **listed}
                for code, sentence in self.words.both("what_there_is", indicator=row["indicator_id"], **there).items():
                    said[code].append(sentence)
        return {
            code: self.words.say("nothing_found", code, suggestion=" ".join(said[code])).strip()
            for code in ("fa", "en")
        }

    # --- lineage ---------------------------------------------------------------------------------------

    def lineage(self, value_id: str) -> Lineage:
        """Return the files behind a value and how many of their rows count; never a row, and of a hidden value nothing.

        Raises :class:`AnswerRefused` where there is no such value.
        """
        value = self.value(value_id)
        hidden = value["status"] == "suppressed"
        rows = [] if hidden else self.database.rows(_LINEAGE, [value["value_id"]])
        parts = [DeliveryPart.model_validate({**row, **self._row_note(row)}) for row in rows]
        name = "lineage_suppressed" if hidden else "persons_counted" if rows else "lineage_none"
        note = self.words.both(name)
        return Lineage(
            release=self.release(), value=_value(value), note_fa=note["fa"], note_en=note["en"], deliveries=parts
        )

    def _row_note(self, row: Row) -> dict[str, str]:
        note = self.words.both("rows_hidden") if row["rows"] is None else {"fa": "", "en": ""}
        return {"note_fa": note["fa"], "note_en": note["en"]}

    # --- comparison ------------------------------------------------------------------------------------

    def compare(self, choice: Choice, other_area: str | None, other_period: str | None) -> Comparison:
        """Set the values of an area and period beside those of another area, or of another period.

        ``choice`` names one indicator, area and period. Values meet where domain, breakdown, category and basis are the
        same; bases are never mixed. Raises :class:`AnswerRefused` where both or neither of the others are given.
        """
        if (other_area is None) == (other_period is None):
            raise AnswerRefused(self.words, "compare_what")
        beside = (
            choice.model_copy(update={"area": (area_of(other_area, self.catalogue, self.words),)})
            if other_area is not None
            else choice.model_copy(update={"period": (period_of(other_period or "", self.words),)})
        )
        firsts, seconds = (_by_place(self.rows(one, LARGEST_COMPARISON)) for one in (choice, beside))
        pairs = [self._pair(firsts[place], seconds[place]) for place in firsts if place in seconds]
        note = self._notes() if pairs else self.nothing_found(choice if not firsts else beside)
        return Comparison(release=self.release(), pairs=pairs, note_fa=note["fa"], note_en=note["en"])

    def _pair(self, first: Row, second: Row) -> Pair:
        kind = self.catalogue.indicators[first["indicator_id"]].get("kind")
        return Pair(first=_value(first), second=_value(second), **compared(first, second, kind, self.words))

    # --- targets ---------------------------------------------------------------------------------------

    def targets(self) -> Targets:
        """Return every target with where it stands; only an adopted one is the commission's."""
        rows = list(self.database.rows(_TARGETS))
        return Targets(release=self.release(), targets=[self._target(row) for row in rows])

    def _target(self, row: Row) -> Target:
        known = self.catalogue
        indicator = known.indicators.get(row["indicator_id"], {})
        titles = {
            "indicator": (indicator.get("title_fa") or row["indicator_id"], indicator.get("title_en") or ""),
            "area": known.area(row["area_code"]),
            "decision": known.title("decision_states", row["decision_state"]),
            "progress": known.title("progress", row["progress"]),
        }
        named = {
            f"{name}_{code}": pair[place] for name, pair in titles.items() for place, code in enumerate(("fa", "en"))
        }
        unit = {"unit": indicator.get("unit") or "", "category": row["category"] or ""}
        return Target.model_validate({**_only(Target, row), **named, **unit})

    def _notes(self) -> dict[str, str]:
        """Return what has to be said of every answer of this version."""
        said = self.words.both("bases_apart")
        if self.release().is_synthetic:
            first = self.words.both("dataset_synthetic")
            return {code: f"{first[code]} {said[code]}" for code in said}
        return said


def _value(row: Mapping[str, Any]) -> Value:
    return Value.model_validate({name: row[name] for name in Value.model_fields})


def _only(model: type[Area] | type[Indicator] | type[Target], row: Mapping[str, Any]) -> Row:
    return {name: row[name] for name in model.model_fields if name in row}


def _by_place(rows: list[Row]) -> dict[tuple[str, ...], Row]:
    """Return values by domain, breakdown, category and basis."""
    return dict(_places(rows))


def _places(rows: list[Row]) -> Iterator[tuple[tuple[str, ...], Row]]:
    for row in rows:
        yield tuple(row[name] for name in ("domain", "breakdown", "category", "basis")), row

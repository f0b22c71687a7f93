"""The rows of each sheet of the workbook: a cell is a text or a :class:`Figure`, by the key of its column."""

from __future__ import annotations

import math
from collections import defaultdict
from decimal import Decimal

from pipelines.exporting.content import Content, Row
from pipelines.exporting.look import Figure
from pipelines.exporting.workbook_notes import Notes
from pipelines.exporting.workbook_words import Wording, Words
from pipelines.normalise.dates import to_jalali

#: Customs rows have no more decimals than this.
EXPORT_DECIMALS = 2


def figure_of(row: Row, value: str = "value") -> Figure:
    """Return the figure of a row, shown with the decimals of its indicator."""
    return Figure(row[value], row.get("status") or "final", row.get("unit") == "share", int(row.get("decimals") or 0))


def count_figure(value: int | None) -> Figure:
    """Return a count of rows; one that is not known is missing."""
    return Figure(None if value is None else Decimal(value), "final")


class Rows(Wording):
    """The rows of one export in one language, by the sheet that they stand on."""

    def __init__(self, content: Content, words: Words, language: str) -> None:
        super().__init__(content, words, language)
        self.notes = Notes(content, words, language)

    def rows(self, page_id: str) -> list[Row]:
        """Return the rows of a sheet that is no theme."""
        found: list[Row] = getattr(self, f"_{page_id}")()
        return found

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

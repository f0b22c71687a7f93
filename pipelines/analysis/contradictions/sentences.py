"""Titles and sentences of the ledger, in Persian and English, from the wording of its rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from pipelines.analysis.contradictions.rules import ContradictionRules
from pipelines.analysis.wording import number
from pipelines.messages import Language
from pipelines.period_names import period_name

if TYPE_CHECKING:
    from pipelines.engines import DuckDBEngine

Row = Mapping[str, Any]
AND_FA, AND_EN = "، ", ", "


@dataclass(frozen=True, slots=True)
class Words:
    """Titles of what a sentence names: indicators, areas, units and codes, each by language."""

    titles: Mapping[tuple[str, str], Mapping[str, str]]

    @classmethod
    def read(cls, engine: DuckDBEngine) -> Words:
        """Read the titles from the reference tables and the indicators' headers."""
        rows = engine.rows("""
            SELECT list, code, title_fa AS fa, title_en AS en FROM reference.codes
            UNION ALL SELECT 'areas', area_code, name_fa, name_en FROM reference.areas
            UNION ALL SELECT 'units', unit, title_fa, title_en FROM reference.units
            UNION ALL SELECT 'indicators', indicator_id, title_fa, title_en FROM derived.indicators
        """)
        return cls({(r["list"], r["code"]): {"fa": r["fa"], "en": r["en"]} for r in rows})

    def of(self, kind: str, code: str | None, language: str) -> str:
        """Return the title of a code, or the code itself where it has none."""
        return self.titles.get((kind, code or ""), {}).get(language) or code or ""

    def indicator(self, indicator_id: str, language: str) -> str:
        """Return an indicator's title; what is stated and not measured has one in the code list."""
        return self.of("indicators", indicator_id, language) if ("indicators", indicator_id) in self.titles else self.of(
            "figure_indicators", indicator_id, language)  # fmt: skip

    def value(self, telling: Row, language: str) -> str:
        """Return a figure as it was told, with its unit."""
        qualifier = telling["qualifier"]
        said = "" if qualifier == "exact" else f"{self.of('qualifiers', qualifier, language)} "
        return f"{said}{self.amount(telling['value'], telling['unit'], language)}"

    def amount(self, value: Decimal, unit: str | None, language: str) -> str:
        """Return a number with its unit."""
        return f"{number(value, '', 2, language)} {self.of('units', unit, language)}".strip()


def joined(parts: Sequence[str], language: str) -> str:
    """Return the parts as a list in a sentence."""
    return (AND_FA if language == "fa" else AND_EN).join(parts)


def headed(title: str) -> str:
    """Return a title as the head of a sentence; a question needs no colon."""
    return title if title.endswith(("؟", "?")) else f"{title}:"


def cell_title(words: Words, telling: Row, period: str | None, language: str) -> str:
    """Return what a telling speaks of: indicator, area, domain, category and, where given, the period."""
    parts = [
        words.indicator(telling["indicator_id"], language), words.of("areas", telling["area_code"], language),
        words.of("domains", telling["domain"], language),
        *([words.of("categories", telling["category"], language)] if telling["category"] else []),
        *([period_name(period, language)] if period else []),
    ]  # fmt: skip
    return joined(parts, language)


def comparison_sentence(
    rules: ContradictionRules,
    words: Words,
    comparison: Row,
    tellings: Sequence[Row],
    title: str,
    language: Language,
) -> str:
    """Return what a comparison says, in one language."""
    said = rules.sentences
    listed = [
        said["telling"][language].format(
            value=words.value(t, language), basis=words.of("bases", t["basis"], language),
            period=period_name(t["period"], language),
        ) for t in tellings
    ]  # fmt: skip
    unit = tellings[0]["unit"]
    return said[comparison["kind"]][language].format(
        title=headed(title), tellings=joined(listed, language), count=number(Decimal(len(tellings)), "", 0, language),
        value=words.value(tellings[0], language), first=period_name(tellings[0]["period"], language),
        last=period_name(tellings[-1]["period"], language),
        difference=words.amount(comparison["difference"], unit, language),
        share=number(comparison["relative_difference"] or Decimal(0), "share", 0, language),
        strength=_strength(rules, words, tellings, language), reason=_reason(rules, comparison, language),
    ).strip()  # fmt: skip


def _strength(rules: ContradictionRules, words: Words, tellings: Sequence[Row], language: Language) -> str:
    best = min(t["grade_order"] for t in tellings)
    strong = [t for t in tellings if t["grade_order"] == best]
    grade = words.of("grades", strong[0]["evidence_grade"], language)
    if len(strong) == len(tellings):
        return rules.sentences["equally_strong"][language].format(grade=grade)
    values = joined(list(dict.fromkeys(words.value(t, language) for t in strong)), language)
    return rules.sentences["strongest"][language].format(value=values, grade=grade)


def _reason(rules: ContradictionRules, comparison: Row, language: Language) -> str:
    if comparison["state"] == "unexplained":
        return rules.sentences["unexplained"][language]
    ids = comparison["cause_ids"] or []
    titles = list(dict.fromkeys(c.title[language] for c in rules.causes if c.cause_id in ids and c.explains))
    return rules.sentences["explained"][language].format(causes=joined(titles, language)) if titles else ""

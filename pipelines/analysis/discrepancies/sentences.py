"""Titles and sentences of discrepancies, in Persian and English, from the wording of their rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipelines.configuration.discrepancy_rules import DiscrepanciesFile
from pipelines.configuration.parts import Bilingual
from pipelines.foundation.messages import Language
from pipelines.foundation.period_names import period_name
from pipelines.foundation.persian import number

Row = Mapping[str, Any]
AND_FA, AND_EN = "، ", ", "


def in_language(text: Bilingual, language: Language) -> str:
    """Return a text of the rules in one language."""
    return text.fa if language == "fa" else text.en


@dataclass(frozen=True, slots=True)
class Words:
    """Titles of what a sentence names: indicators, areas, units and codes, each by language."""

    titles: Mapping[tuple[str, str], Mapping[str, str]]

    @classmethod
    def of_titles(cls, rows: Iterable[Row]) -> Words:
        """Return the titles of the rows of ``derived.titles``."""
        return cls({(r["list"], r["code"]): {"fa": r["title_fa"], "en": r["title_en"]} for r in rows})

    def of(self, kind: str, code: str | None, language: str) -> str:
        """Return the title of a code, or the code itself where it has none."""
        return self.titles.get((kind, code or ""), {}).get(language) or code or ""

    def indicator(self, indicator_id: str, language: str) -> str:
        """Return an indicator's title; what is stated and not measured has one in the code list."""
        is_measured = ("indicators", indicator_id) in self.titles
        return self.of("indicators" if is_measured else "figure_indicators", indicator_id, language)

    def value(self, claim: Row, language: str) -> str:
        """Return a figure as it was claimed, with its unit."""
        qualifier = claim["qualifier"]
        said = "" if qualifier == "exact" else f"{self.of('qualifiers', qualifier, language)} "
        return f"{said}{self.amount(claim['value'], claim['unit'], language)}"

    def amount(self, value: Decimal, unit: str | None, language: str) -> str:
        """Return a number with its unit."""
        return f"{number(value, '', 2, language)} {self.of('units', unit, language)}".strip()


def joined(parts: Sequence[str], language: str) -> str:
    """Return the parts as a list in a sentence."""
    return (AND_FA if language == "fa" else AND_EN).join(parts)


def headed(title: str) -> str:
    """Return a title as the head of a sentence; a question needs no colon."""
    return title if title.endswith(("؟", "?")) else f"{title}:"


def cell_title(words: Words, claim: Row, period: str | None, language: str) -> str:
    """Return what a claim speaks of: indicator, area, domain, category and, where given, the period."""
    parts = [
        words.indicator(claim["indicator_id"], language),
        words.of("areas", claim["area_code"], language),
        words.of("domains", claim["domain"], language),
    ]
    if claim["category"]:
        parts.append(words.of("categories", claim["category"], language))
    if period:
        parts.append(period_name(period, language))
    return joined(parts, language)


def discrepancy_sentence(
    rules: DiscrepanciesFile,
    words: Words,
    discrepancy: Row,
    claims: Sequence[Row],
    title: str,
    language: Language,
) -> str:
    """Return what a discrepancy says, in one language."""
    first, last = claims[0], claims[-1]
    said = in_language(rules.sentences[discrepancy["kind"]], language).format(
        title=headed(title),
        claims=joined([_claimed(rules, words, claim, language) for claim in claims], language),
        count=number(Decimal(len(claims)), "", 0, language),
        value=words.value(first, language),
        first=period_name(first["period"], language),
        last=period_name(last["period"], language),
        difference=words.amount(discrepancy["difference"], first["unit"], language),
        share=number(discrepancy["relative_difference"] or Decimal(0), "share", 0, language),
        strength=_strength(rules, words, claims, language),
        reason=_reason(rules, discrepancy, language),
    )
    return said.strip()


def _claimed(rules: DiscrepanciesFile, words: Words, claim: Row, language: Language) -> str:
    return in_language(rules.sentences["claim"], language).format(
        value=words.value(claim, language),
        basis=words.of("bases", claim["basis"], language),
        period=period_name(claim["period"], language),
    )


def _strength(rules: DiscrepanciesFile, words: Words, claims: Sequence[Row], language: Language) -> str:
    best = min(claim["grade_order"] for claim in claims)
    strong = [claim for claim in claims if claim["grade_order"] == best]
    grade = words.of("grades", strong[0]["evidence_grade"], language)
    if len(strong) == len(claims):
        return in_language(rules.sentences["equally_strong"], language).format(grade=grade)
    values = list(dict.fromkeys(words.value(claim, language) for claim in strong))
    said = in_language(rules.sentences["strongest"], language)
    return said.format(value=joined(values, language), grade=grade)


def _reason(rules: DiscrepanciesFile, discrepancy: Row, language: Language) -> str:
    if discrepancy["state"] == "unexplained":
        return in_language(rules.sentences["unexplained"], language)
    known = [c for c in rules.causes if c.explains and c.id in (discrepancy["cause_ids"] or [])]
    titles = list(dict.fromkeys(in_language(cause.title, language) for cause in known))
    if not titles:
        return ""
    return in_language(rules.sentences["explained"], language).format(causes=joined(titles, language))

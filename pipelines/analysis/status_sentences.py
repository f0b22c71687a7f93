"""Say in words where a target stands; the sentences stand in ``models/rules/status.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pipelines.analysis.paths import Measurement, Path
from pipelines.configuration.analysis_rules import StatusFile
from pipelines.foundation.period import Period
from pipelines.foundation.period_names import period_name
from pipelines.foundation.persian import number

LANGUAGES = ("fa", "en")


@dataclass(frozen=True, slots=True)
class Said:
    """What the sentence of a target speaks of: its path, the measurement that speaks, and how to write its numbers."""

    path: Path
    latest: Measurement | None
    unit: str
    decimals: int
    oldest_months: int
    today: date

    def amount(self, value: Decimal, language: str) -> str:
        """Return a value in the unit of the indicator."""
        return number(value, self.unit, self.decimals, language)


def status_sentence(name: str, said: Said, rules: StatusFile, expected: Decimal | None = None) -> tuple[str, str]:
    """Return a sentence of the rules in Persian and in English, with its numbers in their places."""
    fa, en = (
        rules.sentences[name][language].format(**_places(said, expected, language, rules)) for language in LANGUAGES
    )
    return fa, en


def _places(said: Said, expected: Decimal | None, language: str, rules: StatusFile) -> dict[str, str]:
    path, latest = said.path, said.latest
    places = {
        "target": said.amount(path.end.value, language),
        "due": period_name(path.end.period, language),
        "oldest": number(Decimal(said.oldest_months), "", 0, language),
    }
    if expected is not None:
        places["expected"] = said.amount(expected, language)
    if latest is None:
        return places
    measured, now = Period.parse(latest.period), Period.of_day(said.today, "M").place
    age, over = max(now - measured.span.last - 1, 0), max(now - measured.span.first, 0)
    return places | {
        "value": _measured(said, latest, language, rules),
        "period": period_name(latest.period, language),
        "next": period_name(path.next_due(latest.period), language),
        "gap": _gap(said, latest.value - (path.end.value if expected is None else expected), language, rules),
        "left": _difference(said, path.end.value - latest.value, language, rules),
        "age": number(Decimal(age), "", 0, language),
        "months": number(Decimal(over), "", 0, language),
    }


def _measured(said: Said, latest: Measurement, language: str, rules: StatusFile) -> str:
    """Return a measurement with what is said of it: at least, about, provisional."""
    words = said.amount(latest.value, language)
    if latest.qualifier in rules.qualifiers:
        words = rules.qualifiers[latest.qualifier][language].format(value=words)
    return rules.provisional[language].format(value=words) if latest.is_provisional else words


def _difference(said: Said, gap: Decimal, language: str, rules: StatusFile) -> str:
    """Return a difference in the unit of the indicator; of shares in percentage points."""
    if said.unit != "share":
        return said.amount(gap, language)
    words = rules.points[language].format(value=number(gap * 100, "", said.decimals, language))
    return words.removesuffix("s") if language == "en" and abs(gap) * 100 == 1 else words


def _gap(said: Said, gap: Decimal, language: str, rules: StatusFile) -> str:
    """Return how far a measurement is from what was asked for, in words: so much short of it, so much above it."""
    side = "below" if gap < 0 else "above" if gap else "equal"
    return rules.gaps[side][language].format(value=_difference(said, abs(gap), language, rules))

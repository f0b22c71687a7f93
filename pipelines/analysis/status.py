"""The status of a target: what its path asks for by now, what was measured, and the arithmetic between them.

Thresholds are data (``models/rules/status.yaml``). Gains are compared, never multiplied, so a zero baseline is as
good as any other. Once its date has passed, a target is reached or missed by what was measured then.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from pipelines.analysis.paths import Measurement, Path, quarter_index
from pipelines.analysis.status_sentences import Said, status_sentence
from pipelines.configuration.analysis_rules import StatusFile
from pipelines.foundation.period import Period

Status = Literal["reached", "missed", "on_track", "behind", "off_track", "no_target", "not_available"]
#: Qualifiers that tell an end of where the true value lies, and on which side of the figure it is.
BOUNDS = {"more_than": 1, "at_least": 1, "less_than": -1, "at_most": -1}


def rank(basis: str, rules: StatusFile) -> int:
    """Return the place of a basis: the smaller, the sooner it is believed."""
    return rules.basis_order.index(basis) if basis in rules.basis_order else len(rules.basis_order)


def is_over(period: str, today: date) -> bool:
    """Tell whether the last day of a period lies before ``today``."""
    return Period.parse(period).days[1] < today


def age_in_months(period: str, today: date) -> int:
    """Return the full Jalali months since a period ended; zero while it runs."""
    return max(Period.of_day(today, "M").place - Period.parse(period).span.last - 1, 0)


def elapsed(period: str, today: date) -> Decimal:
    """Return the share of a period's months that are over, 1 when it is itself."""
    span = Period.parse(period).span
    return Decimal(min(max(Period.of_day(today, "M").place - span.first, 0), span.months)) / span.months


@dataclass(frozen=True, slots=True)
class Subject:
    """What a status has to know of an indicator.

    ``kind`` is its own, or ``flow_ratio`` of a share of flows; ``only_grows`` holds where what was reached once stays
    so; ``oldest_months`` is the age beyond which a figure does not say where things stand.
    """

    unit: str
    decimals: int
    rises: bool
    kind: str
    only_grows: bool
    oldest_months: int

    @property
    def is_of_a_period(self) -> bool:
        """Whether each period begins anew: a flow, a share of flows."""
        return self.kind in ("flow", "flow_ratio")


@dataclass(frozen=True, slots=True)
class Assessment:
    """Where a target stands: the status, what was expected by then, and the arithmetic as sentences.

    ``gap`` is the measurement minus what was expected; ``ratio`` the gain so far by the gain asked for by now, None
    where nothing was asked for yet.
    """

    status: Status
    arithmetic_fa: str
    arithmetic_en: str
    expected: Decimal | None = None
    gap: Decimal | None = None
    ratio: Decimal | None = None
    is_stale: bool = False


def assess(path: Path, latest: Measurement | None, subject: Subject, today: date, rules: StatusFile) -> Assessment:
    """Return where a target stands by ``latest``, the measurement that speaks: its newest, or that of its date."""
    direction = _direction(path, subject)
    if path.shape == "cumulative" and path.start is None:
        return _unknown(
            "no_start", Said(path, latest, subject.unit, subject.decimals, subject.oldest_months, today), rules
        )
    if is_over(path.end.period, today):
        return _after_its_date(path, latest, subject, direction, today, rules)
    said = Said(path, latest, subject.unit, subject.decimals, subject.oldest_months, today)
    if latest is None:
        return _unknown("unmeasured", said, rules)
    missing = (path.end.value - latest.value) * direction
    if missing <= 0 and _meets(latest, path, subject, direction, today):
        return _reached("reached", path, latest, said, rules)
    if age_in_months(latest.period, today) > subject.oldest_months:
        return _unknown("too_old", said, rules, is_stale=True)
    if path.start is None and not path.is_stepped:
        return _unknown("no_baseline", said, rules)
    return _on_the_way(path, latest, subject, direction, today, said, rules)


def _direction(path: Path, subject: Subject) -> int:
    if path.start is not None and path.end.value != path.start.value:
        return 1 if path.end.value > path.start.value else -1
    return 1 if subject.rises else -1


def _meets(latest: Measurement, path: Path, subject: Subject, direction: int, today: date) -> bool:
    """Tell whether a figure that is beyond the goal is a target reached: known for sure, whole, and not of long ago."""
    if BOUNDS.get(latest.qualifier, direction) != direction:
        return False
    if subject.is_of_a_period and path.shape != "cumulative" and direction < 0 and elapsed(latest.period, today) < 1:
        return False
    grows = subject.only_grows and direction > 0
    return grows or age_in_months(latest.period, today) <= subject.oldest_months


def _after_its_date(
    path: Path, latest: Measurement | None, subject: Subject, direction: int, today: date, rules: StatusFile
) -> Assessment:
    """Return reached or missed by the measurement of the date; by one before it only what can no longer be lost."""
    said = Said(path, latest, subject.unit, subject.decimals, subject.oldest_months, today)
    if latest is None:
        return _unknown("past_unmeasured", said, rules)
    is_met = (latest.value - path.end.value) * direction >= 0
    is_bound = BOUNDS.get(latest.qualifier)
    if quarter_index(latest.period) < quarter_index(path.end.period):
        if is_met and subject.only_grows and direction > 0 and is_bound in (None, 1):
            return _reached("reached_before", path, latest, said, rules)
        return _unknown("past_before", said, rules)
    if is_bound is not None and (is_bound == direction) != is_met:
        return _unknown("past_bound", said, rules)
    if is_met:
        return _reached("reached_by_date", path, latest, said, rules)
    gap = latest.value - path.end.value
    sentences = status_sentence("missed", said, rules, expected=path.end.value)
    return Assessment("missed", *sentences, path.end.value, gap, _ratio(path, latest, direction))


def _on_the_way(
    path: Path,
    latest: Measurement,
    subject: Subject,
    direction: int,
    today: date,
    said: Said,
    rules: StatusFile,
) -> Assessment:
    """Return the state by what the path asked for at the measured period; of one that runs, by what of it is over."""
    start, asked_for = path.start, path.value_at(latest.period)
    measured = start is None or quarter_index(latest.period) > quarter_index(start.period)
    if not measured and not path.is_stepped:
        return _unknown("nothing_since", said, rules)
    if asked_for is None:  # steps without a baseline, before the first of them
        return Assessment("on_track", *status_sentence("nothing_due_yet", said, rules))
    part = elapsed(latest.period, today) if subject.is_of_a_period and path.shape != "cumulative" else Decimal(1)
    expected = asked_for * part
    began = start.value * part if start is not None else expected
    gain, asked = (latest.value - began) * direction, (expected - began) * direction
    status = _state(gain, asked, rules)
    is_bound = BOUNDS.get(latest.qualifier)
    if is_bound is not None and (is_bound == direction) != (status == "on_track"):
        return _unknown("bound", said, rules, expected=expected)
    nothing_due = path.is_stepped and start is not None and asked == 0
    wording = "nothing_due" if nothing_due else "running" if part < 1 else "on_the_way"
    sentences = status_sentence(wording, said, rules, expected=expected)
    ratio = gain / asked if asked > 0 else None
    return Assessment(status, *sentences, expected, latest.value - expected, ratio)


def _unknown(
    sentence: str, said: Said, rules: StatusFile, *, expected: Decimal | None = None, is_stale: bool = False
) -> Assessment:
    return Assessment(
        "not_available",
        *status_sentence(sentence, said, rules, expected=expected),
        expected=expected,
        is_stale=is_stale,
    )


def _reached(sentence: str, path: Path, latest: Measurement, said: Said, rules: StatusFile) -> Assessment:
    goal, direction = path.end.value, 1 if path.start is None or path.end.value >= path.start.value else -1
    ratio = _ratio(path, latest, direction)
    return Assessment("reached", *status_sentence(sentence, said, rules), goal, latest.value - goal, ratio)


def _ratio(path: Path, latest: Measurement, direction: int) -> Decimal | None:
    """Return the gain by the whole gain that is asked for."""
    if path.start is None or path.end.value == path.start.value:
        return None
    return (latest.value - path.start.value) * direction / abs(path.end.value - path.start.value)


def _state(gain: Decimal, asked: Decimal, rules: StatusFile) -> Status:
    if asked <= 0:
        return "on_track" if gain >= 0 else "off_track"
    if gain >= asked * rules.on_track:
        return "on_track"
    return "behind" if gain >= asked * rules.off_track else "off_track"

"""Find the default of a scenario's driver: the first of its sources that the published values answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pipelines.analysis.measurements import in_frequency
from pipelines.analysis.paths import Measurement, quarter_index
from pipelines.analysis.rates import flow_rate, level_rate
from pipelines.analysis.status import rank
from pipelines.configuration.analysis_rules import StatusFile
from pipelines.configuration.errors import RuleError
from pipelines.configuration.outlook_rules import SourcePart
from pipelines.configuration.parts import Bilingual
from pipelines.foundation.period import MONTHS_OF_QUARTER, QUARTERS_OF_YEAR
from pipelines.modelling.models import Indicator


@dataclass(frozen=True, slots=True)
class Default:
    """A driver's default, where it is from and the values that it was reckoned from."""

    value: Decimal
    source: str
    value_ids: tuple[str, ...] = ()
    because: Bilingual | None = None


class History:
    """The published values of one area and domain, by indicator."""

    def __init__(self, rows: Sequence[Mapping[str, Any]], known: Mapping[str, Indicator], rules: StatusFile) -> None:
        self._rows: dict[str, list[Mapping[str, Any]]] = {}
        self._known, self._rules = known, rules
        for row in rows:
            self._rows.setdefault(row["indicator_id"], []).append(row)

    def rows(self, indicator: str) -> list[Mapping[str, Any]]:
        """Return the values of an indicator."""
        return self._rows.get(indicator, [])

    def newest(self, indicator: str, frequency: str = "", period: str = "") -> Mapping[str, Any] | None:
        """Return the newest value (of a frequency or period); of two of one period that of the better basis."""

        def first(row: Mapping[str, Any]) -> tuple[int, int, str]:
            return -quarter_index(row["period"]), rank(row["basis"], self._rules), row["value_id"]

        known = [
            r
            for r in self.rows(indicator)
            if r["value"] is not None and frequency in ("", r["frequency"]) and period in ("", r["period"])
        ]
        return min(known, key=first, default=None)

    def quotient(self, above: str, below: str) -> tuple[Mapping[str, Any], Mapping[str, Any]] | None:
        """Return the values of two indicators in the newest period that both have, the second not nought."""
        parts = [{r["period"] for r in self.rows(name) if r["value"] is not None} for name in (above, below)]
        for period in sorted(parts[0] & parts[1], key=quarter_index, reverse=True):
            found = self.newest(above, period=period), self.newest(below, period=period)
            if found[0] is not None and found[1] is not None and found[1]["value"]:
                return found[0], found[1]
        return None

    def line(self, indicator: str, basis: str | None = None) -> list[Measurement]:
        """Return the history of an indicator on one basis (else its newest value's), in quarters if it has any."""
        last = self.newest(indicator)
        if last is None or indicator not in self._known:
            return []
        same = [r for r in self.rows(indicator) if r["basis"] == (basis or last["basis"])]
        frequency = "Q" if any(r["frequency"] == "Q" for r in same) else "A"
        return sorted(in_frequency(same, frequency, self._known[indicator].kind), key=lambda m: m.period)

    def default(self, sources: Sequence[SourcePart], basis: str | None = None) -> Default:
        """Return the first source that is known; a pace is one of ``basis``, that of the level to which it is added."""
        for source in sources:
            if found := self._from(source, basis):
                return found
        raise RuleError("scenarios.yaml: a driver needs an assumed default after its sources")

    def _from(self, source: SourcePart, basis: str | None) -> Default | None:
        if source.assumed is not None:
            return Default(source.assumed, source.kind, because=source.because)
        if source.flow_month or source.pace:
            return self._paced(source, basis)
        if source.mean_of:
            if (pair := self.quotient(*source.mean_of)) is None:
                return None
            value = pair[0]["value"] / pair[1]["value"]
            return Default(value, source.kind, tuple(p["value_id"] for p in pair), source.because)
        known = self.newest(str(source.value))
        if known is None:
            return None
        return Default(known["value"], source.kind, (known["value_id"],), source.because)

    def _paced(self, source: SourcePart, basis: str | None) -> Default | None:
        """Return what came a month, or by how much a level grew a month."""
        line = self.line(source.flow_month) if source.flow_month else self.line(str(source.pace), basis)
        rate = flow_rate(line, QUARTERS_OF_YEAR) if source.flow_month else level_rate(line, 1, QUARTERS_OF_YEAR)
        if rate is None:
            return None
        used = tuple(i for m in line[-QUARTERS_OF_YEAR - 1 :] for i in m.value_ids)
        return Default(rate.present / MONTHS_OF_QUARTER, source.kind, used, source.because)
